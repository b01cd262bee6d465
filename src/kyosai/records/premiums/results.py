"""引き落とし結果の記録 — result files as they came, and the answers in them, all or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from kyosai.records.ledger.writes import COLUMNS as LEDGER_COLUMNS
from kyosai.records.one_trip import Statement
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
    part: int
    debit_on: date


@dataclass(frozen=True)
class Totals:
    """What the new answers of a file come to, and how many answers are still to come."""

    pending: int
    collected: int
    collected_yen: int
    collected_months: int


@dataclass(frozen=True)
class Unsettled:
    """An answer that asks for an act, with the mandate as it stands."""

    contract: str
    customer_no: str
    code: str
    mandate_state: str
    party: UUID


def keep(name: str, *, file: str, digest: str, content: bytes, at: datetime) -> None:
    """Keep a result file as it came; fetched twice, it is kept once."""
    row = BankResultFile(name=name, file_id=file, digest=digest, content=content, fetched_at=at)
    BankResultFile.objects.bulk_create([row], ignore_conflicts=True)


def kept(names: Iterable[str]) -> set[str]:
    """Return which of these result files are kept already."""
    rows = BankResultFile.objects.filter(name__in=list(names))
    return set(rows.values_list("name", flat=True))


def request_of(result_name: str) -> str | None:
    """Return the file of ours a result's name answers, if there is one."""
    stem = result_name.split("-result", 1)[0] + ".dat"
    return DebitFile.objects.filter(name=stem).values_list("name", flat=True).first()


def to_read() -> list[str]:
    """Return the result files nobody has read, in the order they came."""
    rows = BankResultFile.objects.filter(reading__isnull=True).order_by("fetched_at", "name")
    return list(rows.values_list("name", flat=True))


def unread(name: str) -> Unread | None:
    """Return a result file if nobody has read it."""
    rows = BankResultFile.objects.select_related("file__cycle")
    row = rows.filter(name=name, reading__isnull=True).first()
    if row is None:
        return None
    return Unread(
        name=row.name,
        content=bytes(row.content),
        digest=row.digest,
        request=bytes(row.file.content),
        cycle=row.file.cycle_id,
        scheme=row.file.cycle.scheme,
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


def lay_out(cycle: str, *, part: int, answers: Sequence[tuple[str, str]]) -> list[str]:
    """Lay the answers out beside their requests; return what the bank now tells otherwise.

    An answer the bank gave before as final may be repeated, never changed.
    """
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE answer (customer_no varchar(20), code char(1)) ON COMMIT DROP"
        )
        with cursor.copy("COPY answer FROM STDIN") as copy:
            copy.write("".join([f"{number}\t{code}\n" for number, code in answers]))
        cursor.execute("ANALYZE answer")
        cursor.execute(ANSWERED, {"cycle": cycle, "part": part})
        cursor.execute("ANALYZE answered")
        cursor.execute("SELECT count(*) FROM answered")
        assert cursor.fetchone()[0] == len(answers), "an answer to no request of ours"
        cursor.execute(
            "SELECT customer_no FROM answered WHERE known_code IS NOT NULL AND known_code <> code"
            " ORDER BY customer_no"
        )
        return [number for (number,) in cursor]


ANSWERED = """
CREATE TEMPORARY TABLE answered ON COMMIT DROP AS
SELECT r.contract_id, r.customer_no, r.months, r.yens, r.yen, a.code, known.code AS known_code
FROM answer a
JOIN debit_request r
    ON r.cycle_id = %(cycle)s AND r.part = %(part)s AND r.customer_no = a.customer_no
LEFT JOIN debit_result known
    ON known.cycle_id = r.cycle_id AND known.contract_id = r.contract_id AND known.is_final
"""


def take_in(cycle: str, *, result: str, at: datetime) -> Totals:
    """Append the new answers; move months into and out of arrears."""
    facts: dict[str, str | datetime] = {"cycle": cycle, "result": result, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(APPEND, facts)
        for statement in (NO_LONGER_IN_ARREARS, IN_ARREARS):
            cursor.execute(statement, facts)
        cursor.execute(TOTALS)
        return Totals(*cursor.fetchone())


APPEND = """
INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id, settled_at)
SELECT %(cycle)s, contract_id, code <> 'N', code, %(result)s, %(at)s
FROM answered WHERE known_code IS NULL ORDER BY contract_id
ON CONFLICT DO NOTHING
"""
NO_LONGER_IN_ARREARS = """
DELETE FROM premium_arrear a USING answered n
WHERE n.code = '0' AND n.known_code IS NULL
AND a.contract_id = n.contract_id AND a.month = ANY (n.months)
"""
IN_ARREARS = """
INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, asked_in_id)
SELECT n.contract_id, x.month, x.yen, n.code, %(cycle)s, NULL
FROM answered n, unnest(n.months, n.yens) AS x (month, yen)
WHERE n.code NOT IN ('0', 'N') AND n.known_code IS NULL
ON CONFLICT (contract_id, month) DO UPDATE
SET code = EXCLUDED.code, failed_in_id = EXCLUDED.failed_in_id, asked_in_id = NULL
"""
TOTALS = """
SELECT count(*) FILTER (WHERE code = 'N'), count(*) FILTER (WHERE is_paid),
    coalesce(sum(yen) FILTER (WHERE is_paid), 0)::bigint,
    coalesce(sum(cardinality(months)) FILTER (WHERE is_paid), 0)::bigint
FROM (SELECT *, code = '0' AND known_code IS NULL AS is_paid FROM answered) n
"""


def collected(
    cycle: str, *, debit: str, credit: str, year: int, effective_on: date, at: datetime
) -> Statement:
    """Name the transfers of what was newly collected: one for each month paid.

    ``credit`` is the beginning of an account that ends with the contract's number.
    """
    assert LEDGER_COLUMNS[:2] == ("key", "posted_at")
    return (
        COLLECTED,
        [f"collected:{cycle}:", at, year, debit, credit, effective_on],
    )


COLLECTED = """
SELECT %s || n.contract_id || ':' || to_char(x.month, 'YYYY-MM'), %s::timestamptz,
    %s::smallint, n.contract_id, 'premium_collected', %s, %s || n.contract_id,
    x.yen, %s::date, ''
FROM answered n, unnest(n.months, n.yens) AS x (month, yen)
WHERE n.code = '0' AND n.known_code IS NULL
ORDER BY n.contract_id, x.month
"""


def exceptions() -> list[Unsettled]:
    """Return the new answers somebody has to act on: no payment, or one from a suspect account."""
    with connection.cursor() as cursor:
        cursor.execute(EXCEPTIONS)
        return [Unsettled(*row) for row in cursor]


EXCEPTIONS = """
SELECT n.contract_id, n.customer_no, n.code, m.state, c.party_id
FROM answered n
JOIN mandate m ON m.customer_no = n.customer_no
JOIN contract c ON c.number = n.contract_id
WHERE n.known_code IS NULL AND n.code <> 'N' AND (n.code <> '0' OR m.state = 'suspect')
ORDER BY n.contract_id
"""


def put_away() -> None:
    """Put the laid-out answers away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE answer, answered")


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
