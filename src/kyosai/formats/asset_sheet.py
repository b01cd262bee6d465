"""資産の表 — a CSV of what a scheme holds at a year's end, read whole or refused whole."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from kyosai.basis.refusal import Malformed

COLUMNS = ("資産の種類", "時価", "1年間の収益", "1年間に入れた額")
MOST_LINES, LONGEST_NAME, MOST_DIGITS = 100, 40, 15


@dataclass(frozen=True)
class Line:
    """One kind of asset, in yen: market value, the year's income, what was put in or taken out."""

    kind: str
    market: int
    income: int
    put_in: int


def read(content: bytes) -> tuple[Line, ...]:
    """Return every line of a sheet, or refuse all of it, saying which record and field."""
    try:
        rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError:
        raise Malformed(1, "文字コード", "UTF-8ではありません") from None
    head = tuple(cell.strip() for cell in next(rows, []))
    if head != COLUMNS:
        raise Malformed(1, "見出し", "・".join(head)[:60])
    lines = tuple(_lines(rows))
    if not lines:
        raise Malformed(2, COLUMNS[0], "")
    return lines


def _lines(rows: Iterator[list[str]]) -> Iterator[Line]:
    known: set[str] = set()
    for number, row in enumerate(rows, start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if number > MOST_LINES:
            raise Malformed(number, "行の数", f"{MOST_LINES}行まで")
        if len(cells) != len(COLUMNS):
            raise Malformed(number, "列の数", str(len(cells)))
        kind = cells[0]
        if not 0 < len(kind) <= LONGEST_NAME or kind in known:
            raise Malformed(number, COLUMNS[0], kind[:60])
        known.add(kind)
        market, income, put_in = (
            _yen(text, number, field) for text, field in zip(cells[1:], COLUMNS[1:], strict=True)
        )
        if market < 0:
            raise Malformed(number, COLUMNS[1], cells[1][:60])
        yield Line(kind, market, income, put_in)


def _yen(text: str, number: int, field: str) -> int:
    digits = text.replace(",", "").removesuffix("円")
    bare = digits.removeprefix("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= MOST_DIGITS):
        raise Malformed(number, field, text[:60])
    return int(digits)
