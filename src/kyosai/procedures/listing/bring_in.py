"""名簿を取り込む — a CSV of the whole list; refused whole, with record and field, or taken whole.

The birth date and the day a row was struck off may be empty.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.records.listed import writes
from kyosai.records.listed.writes import Line

COLUMNS = ("番号", "氏名", "フリガナ", "生年月日", "掲載日", "削除日")
KEY = re.compile(r"[0-9A-Za-z-]{1,20}")
LARGEST, LONGEST = 5_000_000, 100


class NotTheList(Refused):
    """Another file, or one that is too large or in other letters."""

    reason = (
        "名簿のファイルとして読めません。見出しが「番号,氏名,フリガナ,生年月日,掲載日,削除日」の、"
        "UTF-8のCSV（5MBまで）を選んでください。"
    )


class NoSource(Refused):
    """A list says where it comes from and from when it is."""

    reason = "名簿の出所と、今日までの日付を入れてください。"


class KnownAlready(Refused):
    """The same bytes again."""

    reason = "この名簿は、もう取り込んであります。新しいファイルを選んでください。"


def bring_in(content: bytes, *, as_of: date, source: str, officer: str, at: datetime) -> int:
    """Keep a list; return how many rows it has. One bad field refuses the whole file."""
    if not source.strip() or as_of > tokyo.in_tokyo(at).date():
        raise NoSource(field="source")
    lines = read(content)
    with transaction.atomic(durable=True):
        is_new = writes.bring_in(
            lines,
            as_of=as_of,
            source=source.strip(),
            digest=fingerprint.digest(content),
            officer=officer,
            at=at,
        )
    if not is_new:
        raise KnownAlready
    return len(lines)


def read(content: bytes) -> list[Line]:
    """Return the rows of a file, or refuse it at the first record and field that is wrong."""
    if len(content) > LARGEST:
        raise NotTheList
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotTheList from wrong
    if not rows or tuple(rows[0]) != COLUMNS:
        raise NotTheList
    lines = list(_lines(rows[1:]))
    seen: set[str] = set()
    for record, line in enumerate(lines, start=1):
        if line.key in seen:
            raise Malformed(record, "番号", line.key)
        seen.add(line.key)
    return lines


def _lines(rows: list[list[str]]) -> Iterator[Line]:
    for record, row in enumerate(rows, start=1):
        if len(row) != len(COLUMNS):
            raise Malformed(record, "番号", ",".join(row)[:40])
        key, name, kana, birthdate, since, until = (field.strip() for field in row)
        if not KEY.fullmatch(key):
            raise Malformed(record, "番号", key[:40])
        for field, text in (("氏名", name), ("フリガナ", kana)):
            if not 0 < len(text) <= LONGEST:
                raise Malformed(record, field, text[:40])
        begins = _day(since, record=record, field="掲載日")
        ends = _day(until, record=record, field="削除日") if until else None
        if ends and ends < begins:
            raise Malformed(record, "削除日", until)
        born_on = _day(birthdate, record=record, field="生年月日") if birthdate else None
        yield Line(key, name, kana, born_on, begins, ends)


def _day(text: str, *, record: int, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Malformed(record, field, text[:40]) from wrong
