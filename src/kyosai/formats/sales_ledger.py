"""売掛金元帳 — a CSV of a customer's account, read whole or refused whole."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from kyosai.basis.refusal import Malformed

COLUMNS = ("日付", "取引先", "区分", "金額")
ADDED, TAKEN = ("売上", "繰越"), ("入金", "相殺", "値引", "返品", "手形受取")
MOST_LINES = 2_000
LONGEST_NAME = 60


@dataclass(frozen=True)
class Line:
    """One line: the day, the customer, what it was, and what it moved the balance by, in yen."""

    on: date
    customer: str
    what: str
    yen: int


def read(content: bytes) -> tuple[Line, ...]:
    """Return every line of a ledger, or refuse all of it, saying which record and field."""
    rows = csv.reader(StringIO(_text(content), newline=""))
    head = tuple(cell.strip() for cell in next(rows, []))
    if head != COLUMNS:
        raise Malformed(1, "見出し", "・".join(head)[:60])
    lines = tuple(_lines(rows))
    if not lines:
        raise Malformed(2, "日付", "")
    return lines


def _lines(rows: Iterator[list[str]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if number > MOST_LINES:
            raise Malformed(number, "行の数", f"{MOST_LINES:,}行まで")
        if len(cells) != len(COLUMNS):
            raise Malformed(number, "列の数", str(len(cells)))
        day, customer, what, yen = cells
        if not 0 < len(customer) <= LONGEST_NAME:
            raise Malformed(number, "取引先", customer[:60])
        yield Line(_day(day, number), customer, what, _yen(yen, what, number))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Malformed(1, "文字コード", "UTF-8でもShift_JISでもありません")


def _day(text: str, number: int) -> date:
    try:
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise Malformed(number, "日付", text[:60]) from None


def _yen(text: str, what: str, number: int) -> int:
    """Return what a line moves the balance by: sales add to it, everything else takes away."""
    if what not in (*ADDED, *TAKEN):
        raise Malformed(number, "区分", what[:60])
    bare = text.replace(",", "").removesuffix("円")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 12):
        raise Malformed(number, "金額", text[:60])
    return int(bare) if what in ADDED else -int(bare)
