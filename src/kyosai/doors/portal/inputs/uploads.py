"""送られたファイル — its name and size in words, and XML that could be a signed document."""

from base64 import b64encode
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kyosai.doors.portal.inputs import writing

MEGABYTE = 1024 * 1024
LARGEST_XML = 200 * 1024


def name(file: "UploadedFile[bytes]") -> str:
    """Return a name fit to be shown and kept: no path, no odd characters, not too long."""
    shown = "".join(c for c in str(file.name or "") if not writing.has_odd_characters(c))
    return shown.replace("\\", "/").rsplit("/", 1)[-1][-80:] or "ファイル"


def size(file: "UploadedFile[bytes]") -> str:
    """Return how large a file is, as 12.3MB."""
    tenths = (file.size or 0) * 10 // MEGABYTE
    return f"{tenths // 10}.{tenths % 10}MB"


def xml(file: "UploadedFile[bytes]", *, paper: str, place: str) -> dict[str, Any]:
    """Return what a draft keeps of an XML file; refuse what cannot be this paper."""
    if (file.size or 0) > LARGEST_XML:
        raise forms.ValidationError(
            f"ファイルが大きすぎます（{size(file)}）。200キロバイトまでのファイルを選んでください。"
        )
    content = file.read()
    start = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"<") or b"<!DOCTYPE" in content or b"<html" in start.lower():
        raise forms.ValidationError(
            f"{paper}のファイルではないようです。{place}で保存したXMLのファイルを選んでください。"
        )
    return {"name": name(file), "size": len(content), "content": b64encode(content).decode()}
