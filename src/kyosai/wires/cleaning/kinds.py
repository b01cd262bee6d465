"""ファイルの種類 — told by the first bytes alone; a name or a header proves nothing."""

from kyosai.wires.cleaning import refusals

_STILL_HEIF = (b"heic", b"heix", b"heim", b"heis", b"mif1")
_REFUSED = (
    (b"PK\x03\x04", refusals.OfficeOrZip),
    (b"PK\x05\x06", refusals.OfficeOrZip),
    (b"\xd0\xcf\x11\xe0", refusals.OfficeOrZip),  # Word and Excel of before 2007
    (b"MZ", refusals.Program),
    (b"\x7fELF", refusals.Program),
    (b"\xca\xfe\xba\xbe", refusals.Program),
    (b"\xcf\xfa\xed\xfe", refusals.Program),
    (b"#!", refusals.Program),
    (b"<?php", refusals.Program),
    (b"GIF8", refusals.MovingPicture),
)


def kind_of(content: bytes) -> str:
    """Return "pdf", "jpeg", "png" or "heic", or refuse with what it is instead."""
    if not content:
        raise refusals.EmptyFile
    if content[:5] == b"%PDF-":
        return "pdf"
    if content[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if content[4:8] == b"ftyp" and content[8:12] in _STILL_HEIF:
        return "heic"
    raise _refusal(content)


def _refusal(content: bytes) -> refusals.NotAccepted:
    for beginning, refusal in _REFUSED:
        if content.startswith(beginning):
            return refusal()
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return refusals.WebPage()
    return refusals.WrongKind()
