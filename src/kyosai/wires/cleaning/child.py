"""無害化の子プロセス — reads one file from its input, writes the rebuilt one, and ends.

Run as ``python -m kyosai.wires.cleaning.child``. Its answer is one line of JSON, then the rebuilt
file, then the preview. Only what a kind of file needs is loaded: a picture is done in a blink.
"""

import json
import sys
from importlib import import_module
from typing import Any

from kyosai.wires.cleaning import confinement, kinds, refusals

_READERS = {
    "pdf": ("kyosai.wires.cleaning.pages",),
    "heic": ("kyosai.wires.cleaning.pictures", "pillow_heif"),
    "jpeg": ("kyosai.wires.cleaning.pictures",),
    "png": ("kyosai.wires.cleaning.pictures",),
}


def main() -> None:
    """Clean one file."""
    confinement.limit_resources()
    confinement.leave_network()
    content = sys.stdin.buffer.read()
    try:
        kind = kinds.kind_of(content)
        reader, *_ = [import_module(name) for name in _READERS[kind]]
        import_module("PIL.Image").preinit()
        confinement.close_doors(threads=kind == "heic")
        answer, parts = _cleaned(reader, content, kind)
    except refusals.NotAccepted as refusal:
        answer, parts = {"refused": type(refusal).__name__, "figure": refusal.figure}, ()
    except MemoryError:
        answer, parts = {"refused": "TooDemanding", "figure": 0}, ()
    except Exception:
        answer, parts = {"refused": "Broken", "figure": 0}, ()
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def _cleaned(reader: Any, content: bytes, kind: str) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    if kind == "pdf":
        confinement.limit_memory_for_pages()
        made, preview, pages = reader.rebuilt(content)
        media = "application/pdf"
    else:
        made, preview = reader.rebuilt(content, kind)
        media, pages = "image/jpeg", 1
    sizes = {"content": len(made), "preview": len(preview)}
    return {"media": media, "pages": pages, **sizes}, (made, preview)


if __name__ == "__main__":
    main()
