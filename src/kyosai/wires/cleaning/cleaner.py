"""無害化の依頼 — hands a file to a child process and believes only what it must."""

import json
from dataclasses import dataclass

from kyosai.wires.cleaning import confined, kinds, refusals

_BEGINNINGS = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff"}
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class Cleaned:
    """A file made anew from pixels, with a name that is only a name."""

    content: bytes
    media: str
    pages: int
    preview_jpeg: bytes
    filename: str


def rebuild(content: bytes, *, filename: str) -> Cleaned:
    """Return a new file that shows what the old one showed, or refuse it with the reason."""
    if len(content) > refusals.MOST_MEGABYTES * refusals.MEGABYTE:
        raise refusals.TooLarge(len(content))
    kinds.kind_of(content)
    return _cleaned(confined.answer("kyosai.wires.cleaning.child", content), filename)


def safe_name(filename: str, media: str) -> str:
    """Return the last part of a name, printable and short, with the ending of its new kind."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last[1:] else last
    kept = "".join(c for c in stem if c.isprintable() and c not in '<>:"|?*%\u202e').strip(". ")
    return f"{kept[:60] or 'file'}.{_ENDINGS[media]}"


def _cleaned(answer: bytes, filename: str) -> Cleaned:
    """Read the child's answer as if a stranger had written it."""
    head, _, rest = answer.partition(b"\n")
    try:
        told = json.loads(head[:1000])
        if "refused" in told:
            raise refusals.BY_NAME[told["refused"]](int(told["figure"]))
        media, pages = told["media"], int(told["pages"])
        end, preview_size = int(told["content"]), int(told["preview"])
    except (ValueError, KeyError, TypeError):
        raise refusals.Broken from None
    made, preview = rest[:end], rest[end:]
    is_right = made.startswith(_BEGINNINGS.get(media, b"\0")) and len(preview) == preview_size
    if not is_right or not 1 <= pages <= refusals.MOST_PAGES or len(made) != end:
        raise refusals.Broken
    return Cleaned(made, media, pages, preview, safe_name(filename, media))
