"""利用率の表（第三者チェック） — a year's shares and promises as pages, with the rows' digest."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.formats.paper import glyphs, press

TEMPLATE = "scorecard.typ"


@dataclass(frozen=True)
class Scorecard:
    """What the pages say: sums first, then every procedure; the digest is of the CSV beside it."""

    year: int
    counted: str
    digest: str
    sums: Sequence[Sequence[str]]
    lines: Sequence[Sequence[str]]
    made_on: date
    is_sample: bool = False


def written(card: Scorecard) -> bytes:
    """Return the PDF; the same card gives the same bytes."""
    values = {
        "title": f"オンラインの利用率　{card.year}年度",
        "counted": card.counted,
        "digest": card.digest,
        "sums": _listed(card.sums),
        "lines": _listed(card.lines),
        "sample": "yes" if card.is_sample else "no",
    }
    return press.page(TEMPLATE, values, made_on=card.made_on)


def _listed(rows: Sequence[Sequence[str]]) -> str:
    return json.dumps([[glyphs.printable(text)[0] for text in row] for row in rows])
