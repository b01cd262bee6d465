"""手紙 — one sheet: what it is, must you act, by when; then the rest, and how to do it online."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno

from kyosai.basis import era
from kyosai.formats.paper import glyphs, press

TEMPLATE = "letter.typ"
LEAD = ("この手紙は", "することは", "いつまでに")


@dataclass(frozen=True)
class Letter:
    """What one letter says; ``lead`` is what it is, must you act, by when."""

    number: str
    title: str
    name: str
    address: str
    lead: Sequence[str]
    body: str
    rows: Sequence[tuple[str, str]]
    url: str
    issued_on: date
    issuer: str
    is_sample: bool = False


def written(letter: Letter) -> bytes:
    """Return the PDF; the same letter gives the same bytes."""
    assert len(letter.lead) == len(LEAD), "a letter begins with three lines"
    values = {
        "number": letter.number,
        "title": glyphs.printable(letter.title)[0],
        "name": glyphs.printable(letter.name)[0],
        "address": glyphs.printable(letter.address)[0],
        "lead": _rows(list(zip(LEAD, letter.lead, strict=True))),
        "body": json.dumps(
            [glyphs.printable(line)[0] for line in letter.body.split("\n")], ensure_ascii=False
        ),
        "rows": _rows(letter.rows),
        "url": letter.url,
        "squares": _squares(letter.url),
        "issued": f"{era.on_paper(letter.issued_on)}（{letter.issued_on.year}年）　発行",
        "issuer": letter.issuer,
        "sample": "yes" if letter.is_sample else "no",
    }
    return press.page(TEMPLATE, values, made_on=letter.issued_on)


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    plain = [[glyphs.printable(text)[0] for text in row] for row in rows]
    return json.dumps(plain, ensure_ascii=False)


def _squares(url: str) -> str:
    """Return the dark squares of a QR code, row by row, as ones and noughts."""
    code = segno.make_qr(url, error="m")
    return json.dumps(["".join(str(int(dark > 0)) for dark in row) for row in code.matrix])
