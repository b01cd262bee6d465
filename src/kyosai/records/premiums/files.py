"""口座振替ファイルの記録 — files for the bank, kept by digest before they are sent."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from kyosai.basis.money import Yen
from kyosai.formats.zengin.direct_debit import DebitRequest, NewCode
from kyosai.records.mandates import cipher
from kyosai.records.premiums import contents
from kyosai.records.premiums.dues import LESS
from kyosai.records.premiums.models import DebitFile, HandOver, ReleasedFile

AT_A_TIME = 10_000
NEW_CODES = {code.value: code for code in NewCode}


class Released(NamedTuple):
    """The bytes of a file that two officers have approved."""

    name: str
    digest: str
    content: bytes


def asked(cycle: str) -> Iterator[tuple[int, DebitRequest]]:
    """Yield file number and line of everything a cycle asks for, in the order of its files.

    Account numbers are opened only here. Banks go by their numbers; a name that differs is a
    reason to refuse, so there is none.
    """
    opened, amount = cipher.opener(), lru_cache(maxsize=AT_A_TIME)(Yen)
    with connection.chunked_cursor() as cursor:
        cursor.execute(ASKED, [cycle])
        while some := cursor.fetchmany(AT_A_TIME):
            for part, customer_no, yen, new_code, sealed, bank, branch, kind, holder in some:
                number, code = opened(sealed, customer_no), NEW_CODES[new_code]
                line = DebitRequest(
                    bank, "", branch, "", kind, number, holder, amount(yen), code, customer_no
                )
                yield part, line


ASKED = """
SELECT r.part, r.customer_no, r.yen, r.new_code, m.account_sealed,
    m.bank_code, m.branch_code, m.account_kind, m.holder_kana
FROM debit_request r JOIN mandate m ON m.customer_no = r.customer_no
WHERE r.cycle_id = %s
ORDER BY r.part, m.bank_code, m.branch_code, r.customer_no
"""


def take_out(cycle: str, *, part: int, numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Take requests out before their file exists; return contracts and their customer numbers.

    Their months wait for the next cycle.
    """
    assert not DebitFile.objects.filter(cycle_id=cycle, part=part).exists(), "a file was made"
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, {"cycle": cycle, "numbers": list(numbers)})
        return list(cursor.fetchall())


# What nobody will be asked for in this cycle waits for the next; months ahead will come in time.
WAITING = f"""
kept AS (
    INSERT INTO premium_arrear
        (contract_id, month, yen, code, failures, failed_in_id, asked_in_id, ask_again_in)
    SELECT u.contract_id, x.month, x.yen, '', 0, y.key, NULL,
        (y.month + interval '1 month')::date
    FROM unasked u CROSS JOIN unnest(u.months, u.yens) AS x (month, yen)
    JOIN debit_cycle y ON y.key = %(cycle)s AND x.month <= y.month
    ON CONFLICT (contract_id, month) DO UPDATE
    SET asked_in_id = NULL, ask_again_in = EXCLUDED.ask_again_in
    RETURNING 1
), gone AS (
    DELETE FROM premium_due d USING unasked u, debit_cycle y
    WHERE y.key = %(cycle)s AND d.contract_id = u.contract_id
    AND d.month = ANY (u.months) AND d.month > y.month
    RETURNING d.contract_id, d.yen
), less AS ({LESS})
"""
TAKE_OUT = f"""
WITH unasked AS (
    DELETE FROM debit_request WHERE cycle_id = %(cycle)s AND customer_no = ANY (%(numbers)s)
    RETURNING contract_id, customer_no, months, yens
), told AS (
    INSERT INTO debit_left_out (cycle_id, contract_id, reason)
    SELECT %(cycle)s, contract_id, 'account_unfit' FROM unasked
), {WAITING}
SELECT contract_id, customer_no FROM unasked ORDER BY contract_id
"""


def keep(
    name: str,
    *,
    cycle: str,
    part: int,
    digest: str,
    content: bytes,
    records: int,
    yen: int,
    at: datetime,
    made_by: str = "",
) -> None:
    """Keep a file for the bank, before anybody approves or sends it."""
    DebitFile.objects.create(
        name=name,
        cycle_id=cycle,
        part=part,
        digest=digest,
        records=records,
        yen=yen,
        made_at=at,
        made_by=made_by,
    )
    contents.written(
        "INSERT INTO debit_file_content (file_id, digest, content) VALUES (%s, %s, %b)",
        [name, digest, content],
    )


def cycle_of(name: str) -> str:
    """Return the cycle a file was made for."""
    return DebitFile.objects.values_list("cycle_id", flat=True).get(name=name)


def was_made_late(name: str) -> bool:
    """Tell whether a file was made only when the bank took it no more."""
    return DebitFile.objects.filter(name=name, made_at__gte=F("cycle__hand_in_by")).exists()


def to_hand_over() -> list[str]:
    """Return the approved files the bank has neither received nor refused, the oldest first."""
    waiting = DebitFile.objects.filter(hand_over__isnull=True).order_by("made_at", "name")
    released = ReleasedFile.objects.filter(name=OuterRef("name"))
    return list(waiting.filter(Exists(released)).values_list("name", flat=True))


def released(name: str) -> Released:
    """Return the bytes of an approved file; of any other the database shows nothing."""
    digest = ReleasedFile.objects.values_list("digest", flat=True).get(name=name)
    content = contents.read("SELECT content FROM debit_file_released WHERE name = %s", [name])
    return Released(name, digest, content)


@transaction.atomic
def note_received(name: str, *, receipt: str, at: datetime) -> None:
    """Note the bank's receipt, and which accounts it knows now; told twice, the first one stays."""
    HandOver.objects.bulk_create(
        [HandOver(file_id=name, at=at, receipt=receipt[:80])], ignore_conflicts=True
    )
    file = DebitFile.objects.get(name=name)
    with connection.cursor() as cursor:
        cursor.execute(NOW_KNOWN, {"cycle": file.cycle_id, "part": file.part})


NOW_KNOWN = """
INSERT INTO debit_account (customer_no, contract_id)
SELECT customer_no, contract_id FROM debit_request
WHERE cycle_id = %(cycle)s AND part = %(part)s AND new_code <> '0'
ON CONFLICT DO NOTHING
"""


def note_refused(name: str, *, reason: str, at: datetime) -> int:
    """Note that the bank refused a file whole: all its months wait for the next cycle."""
    HandOver.objects.create(file_id=name, at=at, refusal=reason[:300] or "理由の記載なし")
    file = DebitFile.objects.get(name=name)
    with connection.cursor() as cursor:
        cursor.execute(MONTHS_OF_REFUSED, {"cycle": file.cycle_id, "part": file.part})
        waiting: int = cursor.fetchone()[0]
    return waiting


# The requests stay as they were made; without a received file nobody will ever answer them.
MONTHS_OF_REFUSED = f"""
WITH unasked AS (
    SELECT contract_id, months, yens FROM debit_request
    WHERE cycle_id = %(cycle)s AND part = %(part)s
), told AS (
    INSERT INTO debit_left_out (cycle_id, contract_id, reason)
    SELECT %(cycle)s, contract_id, 'file_refused' FROM unasked
    ON CONFLICT DO NOTHING
), {WAITING}
SELECT count(*) FROM kept
"""
