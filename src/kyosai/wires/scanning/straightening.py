"""傾きを直す — from the printed squares to where any millimetre of the page lies in the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PAGE = (210, 297)
DOTS = 6  # of a cut-out, to the millimetre
MARGIN = 1.5  # millimetres around a box: what was written over its edge is seen as well

Way = NDArray[np.float64]
"""Two rows of three: a millimetre of the page to a point of the picture."""


@dataclass(frozen=True)
class Square:
    """One printed square: what it says, and its corners in the picture."""

    text: str
    corners: tuple[tuple[int, int], ...]


def squares(page: Image.Image) -> dict[int, Square]:
    """Return the squares of a page by the number at the end of their text."""
    import zxingcpp

    qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

    found: dict[int, Square] = {}
    for code in zxingcpp.read_barcodes(np.asarray(page), formats=qr):
        place = code.text.rpartition(" ")[2]
        if place.isdigit():
            found[int(place)] = Square(code.text, _corners(code.position))
    return dict(sorted(found.items()))


def way(page: Image.Image, found: Mapping[int, Square], *, marks: Sequence[Sequence[int]]) -> Way:
    """Return the way from the page to the picture; without squares the picture is the page."""
    there: list[tuple[float, float]] = []
    here: list[tuple[int, int]] = []
    for number, square in found.items():
        if 1 <= number <= len(marks):
            x, y, size = marks[number - 1]
            there += [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
            here += square.corners
    if not there:
        wide, high = page.size[0] / PAGE[0], page.size[1] / PAGE[1]
        return np.array([[wide, 0, 0], [0, high, 0]], dtype=np.float64)
    rows = np.array([(*point, 1) for point in there], dtype=np.float64)
    solved, *_ = np.linalg.lstsq(rows, np.array(here, dtype=np.float64), rcond=None)
    return np.asarray(solved.T, dtype=np.float64)


def cut(page: Image.Image, place: Sequence[int], *, way: Way) -> Image.Image:
    """Return one box of the page, upright."""
    x, y, wide, high = place
    left, top = x - MARGIN, y - MARGIN
    size = (round((wide + 2 * MARGIN) * DOTS), round((high + 2 * MARGIN) * DOTS))
    (a, b, c), (d, e, f) = way
    return page.transform(
        size,
        Image.Transform.AFFINE,
        (a / DOTS, b / DOTS, a * left + b * top + c, d / DOTS, e / DOTS, d * left + e * top + f),
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )


def _corners(position: Any) -> tuple[tuple[int, int], ...]:
    named = ("top_left", "top_right", "bottom_right", "bottom_left")
    return tuple((getattr(position, each).x, getattr(position, each).y) for each in named)
