"""引き落とし結果の記録 — result files as they came, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Length

from kyosai.basis.months import Month
from kyosai.records.premiums import contents, files
from kyosai.records.premiums.answers import Totals
from kyosai.records.premiums.models import BankResultFile, DebitFile, Reading


@dataclass(frozen=True)
class Unread:
    """A result file that nobody has read, with the file it answers."""

    name: str
    content: bytes
    digest: str
    request: bytes
    cycle: str
    scheme: str
    month: Month
    part: int
    debit_on: date


def keep(name: str, *, file: str, digest: str, content: bytes, at: datetime) -> None:
    """Keep a result file as it came; fetched twice, it is kept once."""
    contents.written(
        "INSERT INTO bank_result_file (name, file_id, digest, content, fetched_at)"
        " VALUES (%s, %s, %s, %b, %s) ON CONFLICT DO NOTHING",
        [name, file, digest, content, at],
    )


def kept(names: Iterable[str]) -> set[str]:
    """Return which of these result files are kept already."""
    rows = BankResultFile.objects.filter(name__in=list(names))
    return set(rows.values_list("name", flat=True))


def request_of(result_name: str) -> str | None:
    """Return the file of ours a result's name answers, if there is one."""
    stem = result_name.split("-result", 1)[0] + ".dat"
    return DebitFile.objects.filter(name=stem).values_list("name", flat=True).first()


def part_of(result_name: str) -> int:
    """Return the number of the file of ours that a kept result answers."""
    rows = BankResultFile.objects.filter(name=result_name)
    part: int = rows.values_list("file__part", flat=True).get()
    return part


def to_read() -> list[str]:
    """Return the result files nobody has read, in the order they came."""
    return [name for names in to_read_by_file() for name in names]


def to_read_by_file() -> list[list[str]]:
    """Return the unread results of each of our files, as they came; the largest file first.

    The bank numbers the results of one file: what is final comes after what was pending.
    """
    unread = BankResultFile.objects.filter(reading__isnull=True)
    rows = unread.order_by("fetched_at", Length("name"), "name")
    found: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for file, name, records in rows.values_list("file_id", "name", "file__records"):
        found.setdefault(file, []).append(name)
        sizes[file] = records
    return [found[file] for file in sorted(found, key=lambda file: -sizes[file])]


def lock(name: str) -> None:
    """Keep every other result of the same request file waiting until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [name])


LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended('result of ' || file_id, 0))
FROM bank_result_file WHERE name = %s
"""


def unread(name: str) -> Unread | None:
    """Return a result file if nobody has read it."""
    rows = BankResultFile.objects.select_related("file__cycle").defer("content")
    row = rows.filter(name=name, reading__isnull=True).first()
    if row is None:
        return None
    return Unread(
        name=row.name,
        content=contents.read("SELECT content FROM bank_result_file WHERE name = %s", [name]),
        digest=row.digest,
        request=files.released(row.file_id).content,
        cycle=row.file.cycle_id,
        scheme=row.file.cycle.scheme,
        month=Month.of(row.file.cycle.month),
        part=row.file.part,
        debit_on=row.file.cycle.debit_on,
    )


def was_settled(digest: str) -> bool:
    """Tell whether the same bytes have been settled under another name."""
    return Reading.objects.filter(outcome="settled", result__digest=digest).exists()


def note_reading(
    name: str, *, outcome: str, at: datetime, totals: Totals | None = None, refusal: str = ""
) -> None:
    """Note what became of a result file."""
    Reading.objects.create(
        result_id=name,
        at=at,
        outcome=outcome,
        collected=totals.collected if totals else 0,
        collected_yen=totals.collected_yen if totals else 0,
        pending=totals.pending if totals else 0,
        refusal=refusal[:300],
    )


def collected_yen(cycle: str) -> int:
    """Return what the bank's answers say was debited in a cycle."""
    rows = Reading.objects.filter(result__file__cycle_id=cycle, outcome="settled")
    return int(rows.aggregate(yen=Sum("collected_yen"))["yen"] or 0)


def is_complete(cycle: str) -> bool:
    """Tell whether every request that reached the bank has its final answer."""
    with connection.cursor() as cursor:
        cursor.execute(UNANSWERED, [cycle])
        return not cursor.fetchone()[0]


UNANSWERED = """
SELECT EXISTS (
    SELECT FROM debit_file f LEFT JOIN debit_file_hand_over h ON h.file_id = f.name
    WHERE f.cycle_id = %s AND coalesce(h.refusal, '') = ''
    AND NOT EXISTS (
        SELECT FROM bank_result_file b JOIN bank_result_reading g ON g.result_id = b.name
        WHERE b.file_id = f.name AND g.outcome = 'settled' AND g.pending = 0
    )
)
"""


def to_come() -> list[str]:
    """Return the files the bank has received and not answered to the end."""
    answered = Reading.objects.filter(result__file=OuterRef("name"), outcome="settled", pending=0)
    rows = DebitFile.objects.filter(~Exists(answered), hand_over__refusal="")
    return list(rows.order_by("name").values_list("name", flat=True))
