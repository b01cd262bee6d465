"""無害化の依頼 — hands a file to a child process and believes only what it must."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from threading import BoundedSemaphore
from typing import BinaryIO

from kyosai.wires.cleaning import kinds, refusals

SECONDS = 15
AT_ONCE = 2  # Each may take 1.5 GB.
SECONDS_IN_LINE = 15
_BEGINNINGS = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff"}
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}
_SOURCE = str(Path(__file__).parents[3])
_places = BoundedSemaphore(AT_ONCE)


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
    if not _places.acquire(timeout=SECONDS_IN_LINE):
        raise refusals.Crowded
    try:
        answer = _answer_of_child(content)
    finally:
        _places.release()
    return _cleaned(answer, filename)


def safe_name(filename: str, media: str) -> str:
    """Return the last part of a name, printable and short, with the ending of its new kind."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last[1:] else last
    kept = "".join(c for c in stem if c.isprintable() and c not in '<>:"|?*%\u202e').strip(". ")
    return f"{kept[:60] or 'file'}.{_ENDINGS[media]}"


def _answer_of_child(content: bytes) -> bytes:
    """Run one child with files in memory for input and output: nothing to fill up or wait for."""
    with _in_memory() as given, _in_memory() as taken:
        given.write(content)
        given.seek(0)
        child = Popen(
            [sys.executable, "-s", "-P", "-m", "kyosai.wires.cleaning.child"],
            stdin=given,
            stdout=taken,
            stderr=DEVNULL,
            env={"PYTHONPATH": _SOURCE, "OMP_NUM_THREADS": "1", "LANG": "C.UTF-8"},
            cwd="/",
        )
        try:
            ended = child.wait(timeout=SECONDS)
        except TimeoutExpired:
            raise refusals.TooDemanding from None
        finally:
            child.kill()
            child.wait()
        if ended != 0:
            raise refusals.TooDemanding
        taken.seek(0)
        return taken.read()


def _in_memory() -> BinaryIO:
    return os.fdopen(os.memfd_create("kyosai-cleaning", os.MFD_CLOEXEC), "w+b")


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
