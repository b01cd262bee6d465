"""紙の読み取りの子プロセス — finds the squares, straightens the page, cuts its boxes, and ends.

Run as ``python -m kyosai.wires.scanning.child``. Its answer is one line of JSON, then the boxes.
"""

import json
import sys
from importlib import import_module
from io import BytesIO
from typing import Any

from PIL import Image

from kyosai.wires.cleaning import confinement, kinds, pictures, refusals
from kyosai.wires.scanning import straightening

DOTS_AN_INCH = 200
READERS = ("zxingcpp", "numpy", "PIL.PngImagePlugin", "PIL.JpegImagePlugin", "pypdfium2")


def main() -> None:
    """Read one page."""
    confinement.limit_resources()
    confinement.leave_network()
    for name in READERS:
        import_module(name)
    import_module("PIL.Image").preinit()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    confinement.close_doors()
    told = json.loads(head)
    try:
        answer, parts = _read(content, told)
    except (refusals.NotAccepted, OSError, ValueError, RuntimeError):
        answer, parts = {"code": "", "layout": "", "boxes": {}}, []
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def _read(content: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    page = _page(content)
    squares = straightening.squares(page)
    code = next(iter(squares.values())).text if squares else ""
    named = (name for name in told["layouts"] if code.startswith(f"{name} "))
    layout = told["layout"] or next(named, "")
    way = straightening.way(page, squares, marks=told["marks"])
    boxes = {
        name: _written(straightening.cut(page, place, way=way))
        for name, place in told["layouts"].get(layout, {}).items()
    }
    sizes = {name: len(content) for name, content in boxes.items()}
    return {"code": code, "layout": layout, "boxes": sizes}, list(boxes.values())


def _page(content: bytes) -> Image.Image:
    if kinds.kind_of(content) == "pdf":
        import pypdfium2

        page = pypdfium2.PdfDocument(content)[0]
        scale = DOTS_AN_INCH / 72
        pictures.check_size(*(round(side * scale) for side in page.get_size()))
        drawn: Image.Image = page.render(scale=scale).to_pil()
        return drawn.convert("L")
    picture = Image.open(BytesIO(content), formats=["JPEG", "PNG"])
    pictures.check_size(*picture.size)
    return picture.convert("L")


def _written(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", optimize=False, compress_level=6)
    return written.getvalue()


if __name__ == "__main__":
    main()
