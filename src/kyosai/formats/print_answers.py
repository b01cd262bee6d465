"""印刷会社のファイル — what was printed and what came back; read whole or refused whole.

A heading (H), a line a letter (D) and a line of totals (T), as CSV in UTF-8.
"""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

from kyosai.basis import identifiers
from kyosai.basis.refusal import Malformed, Refused

REASONS = {"1": "あて所に尋ねあたらない", "2": "転居先が不明", "3": "保管期間がすぎた"}
LARGEST_SHEETS = 1_000


@dataclass(frozen=True)
class Printed:
    """One letter that was printed and handed to the post."""

    number: str
    sheets: int
    tracking: str


@dataclass(frozen=True)
class Counts:
    """What the print house made of one pack, and when it deleted what it had been given."""

    pack: str
    digest: str
    posted_on: date
    letters: tuple[Printed, ...]


@dataclass(frozen=True)
class Back:
    """One letter that came back."""

    number: str
    on: date
    reason: str


@dataclass(frozen=True)
class Returns:
    """The letters that came back on a day."""

    letters: tuple[Back, ...]


def read(content: bytes) -> Counts | Returns:
    """Return what a file says, or refuse the whole file by record, field and what was found."""
    try:
        lines = list(csv.reader(StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as unreadable:
        raise Malformed(1, "文字", type(unreadable).__name__) from None
    if len(lines) < 2:
        raise Malformed(len(lines), "行数", str(len(lines)))
    head, details, total = lines[0], lines[1:-1], lines[-1]
    kind = head[1] if len(head) > 1 and head[0] == "H" else ""
    if kind == "C":
        return _counts(head, details, total)
    if kind == "R":
        return _returns(details, total)
    raise Malformed(1, "種別", ",".join(head)[:40])


def _counts(head: list[str], details: list[list[str]], total: list[str]) -> Counts:
    _width(head, 5, record=1)
    printed = tuple(_printed(row, record) for record, row in enumerate(details, start=2))
    _once([each.number for each in printed])
    last = len(details) + 2
    _width(total, 3, record=last)
    _same(total[1], len(printed), record=last, field="通数の合計")
    _same(total[2], sum(each.sheets for each in printed), record=last, field="枚数の合計")
    return Counts(head[2], head[3], _day(head[4], record=1, field="発送日"), printed)


def _returns(details: list[list[str]], total: list[str]) -> Returns:
    back = tuple(_back(row, record) for record, row in enumerate(details, start=2))
    _once([each.number for each in back])
    last = len(details) + 2
    _width(total, 2, record=last)
    _same(total[1], len(back), record=last, field="通数の合計")
    return Returns(back)


def _printed(row: list[str], record: int) -> Printed:
    _width(row, 4, record=record)
    sheets = _count(row[2], record=record, field="枚数")
    if not 1 <= sheets <= LARGEST_SHEETS:
        raise Malformed(record, "枚数", row[2])
    return Printed(_number(row[1], record=record), sheets, row[3][:40])


def _back(row: list[str], record: int) -> Back:
    _width(row, 4, record=record)
    if row[3] not in REASONS:
        raise Malformed(record, "返戻の理由", row[3][:20])
    on = _day(row[2], record=record, field="返戻日")
    return Back(_number(row[1], record=record), on, row[3])


def _width(row: list[str], width: int, *, record: int) -> None:
    kind = "H" if record == 1 else row[0] if row else ""
    if len(row) != width or kind not in ("H", "D", "T"):
        raise Malformed(record, "項目の数", str(len(row)))


def _number(text: str, *, record: int) -> str:
    try:
        return identifiers.parse_lettered(text, letter="L")
    except Refused:
        raise Malformed(record, "手紙の番号", text[:40]) from None


def _count(text: str, *, record: int, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Malformed(record, field, text[:20])
    return int(text)


def _day(text: str, *, record: int, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(record, field, text[:20]) from None


def _same(text: str, counted: int, *, record: int, field: str) -> None:
    if _count(text, record=record, field=field) != counted:
        raise Malformed(record, field, text[:20])


def _once(numbers: list[str]) -> None:
    seen: set[str] = set()
    for record, number in enumerate(numbers, start=2):
        if number in seen:
            raise Malformed(record, "手紙の番号（2回目）", number)
        seen.add(number)
