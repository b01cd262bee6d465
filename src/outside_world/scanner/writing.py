"""手書き — a form filled in by hand and put on the glass a little crooked.

Every letter leans and wanders by lot, the same for the same seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from kyosai.basis import parameters

DOTS_AN_INCH = 200
MILLIMETRE = DOTS_AN_INCH / 25.4
LETTER, SMALL = 8.0, 4.6  # millimetres high
INK = (36, 44, 92)


@dataclass(frozen=True)
class Sheet:
    """A form as somebody fills it in: where each line goes, and what a sample person writes."""

    key: str
    name: str
    lines: dict[str, Any]


@cache
def sheets() -> dict[str, Sheet]:
    """Return the sheets people fill in, by the number of their form."""
    rows = parameters.table(__package__, "sheets")["sheet"]
    return {row["key"]: Sheet(**row) for row in rows}


def filled_in(
    blank: bytes, key: str, *, says: Mapping[str, str], font: Path, seed: int = 1, lean: float = 0.8
) -> bytes:
    """Return the scan of a printed blank on which somebody has written, as a JPEG.

    ``lean`` is how crooked it lies, in degrees.
    """
    page = pypdfium2.PdfDocument(blank)[0].render(scale=DOTS_AN_INCH / 72).to_pil().convert("RGB")
    hand = Random(seed)  # noqa: S311 (handwriting, not secrets)
    for name, line in sheets()[key].lines.items():
        small = bool(line.get("small"))
        _write(page, says.get(name, line["says"]), at=line["at"], font=font, hand=hand, small=small)
    return _scanned(page, lean=lean)


def identity_card(name: str, birthdate: str, *, font: Path) -> bytes:
    """Return a picture of a plainly made-up card with a name and a birthday."""
    card = Image.new("RGB", (860, 540), (236, 243, 250))
    pen = ImageDraw.Draw(card)
    big, little = (ImageFont.truetype(font, size) for size in (52, 34))
    pen.rectangle((8, 8, 851, 531), outline=INK, width=4)
    pen.text((40, 40), "見本証（実在しません）", font=little, fill=INK)
    pen.text((40, 150), f"氏名　{name}", font=big, fill=INK)
    pen.text((40, 260), f"生年月日　{birthdate}", font=big, fill=INK)
    return _scanned(card, lean=0)


def _write(
    page: Image.Image, words: str, *, at: list[int], font: Path, hand: Random, small: bool
) -> None:
    x, y = (each * MILLIMETRE for each in at)
    size = round((SMALL if small else LETTER) * MILLIMETRE * 0.8)
    pen = ImageFont.truetype(font, size)
    for letter in words:
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size // 2, size // 2), letter, font=pen, fill=255)
        leaning = tile.rotate(hand.uniform(-4, 4), Image.Resampling.BICUBIC)
        where = (round(x) - size // 2, round(y + hand.uniform(-2, 2)) - size // 2)
        page.paste(INK, where, leaning)
        x += pen.getlength(letter) + hand.uniform(0, 2)


def _scanned(page: Image.Image, *, lean: float) -> bytes:
    glass = page.rotate(lean, Image.Resampling.BICUBIC, fillcolor=(250, 250, 246))
    written = BytesIO()
    glass.save(written, "JPEG", quality=82, dpi=(DOTS_AN_INCH, DOTS_AN_INCH))
    return written.getvalue()
