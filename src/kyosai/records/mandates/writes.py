"""口座振替契約の記録 — what the hub said, what the daily file brought, what the bank refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q

from kyosai.exchange.messages.inbound import Mandate as Told
from kyosai.records.mandates import cipher
from kyosai.records.mandates.models import Mandate, MandateEvent
from kyosai.records.one_trip import Statement

LIVE = ("registered", "confirmed", "suspect", "stopped")
COLUMNS = (
    "customer_no, person, contract_id, request_id, mandate_id, bank_code, bank_name,"
    " branch_code, branch_name, account_kind, account_masked, holder_kana, state, registered_on"
)


class DailyRow(Protocol):
    """A row of the hub's daily file: the truth, with the full account number."""

    @property
    def customer_no(self) -> str: ...  # noqa: D102
    @property
    def request_id(self) -> str: ...  # noqa: D102
    @property
    def bank_code(self) -> str: ...  # noqa: D102
    @property
    def branch_code(self) -> str: ...  # noqa: D102
    @property
    def account_kind(self) -> str: ...  # noqa: D102
    @property
    def account_number(self) -> str: ...  # noqa: D102
    @property
    def holder_kana(self) -> str: ...  # noqa: D102
    @property
    def is_registered(self) -> bool: ...  # noqa: D102
    @property
    def registered_on(self) -> date | None: ...  # noqa: D102


def noting(
    told: Told, *, person: UUID | None, contract: str | None, registered_on: date
) -> Statement:
    """Write down a mandate as the inquiry told it; what the daily file said already stays.

    A mandate that belongs to a person or a contract is never moved to another one.
    """
    values = [
        told.customer_no,
        person,
        contract,
        told.request_id,
        told.mandate_id,
        told.bank_code,
        told.bank_name,
        told.branch_code,
        told.branch_name,
        told.account_kind,
        told.account_masked,
        told.holder_kana,
        registered_on,
    ]
    return (
        f"INSERT INTO mandate AS known ({COLUMNS})"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'registered', %s)"
        " ON CONFLICT (customer_no) DO UPDATE SET"
        " person = coalesce(known.person, EXCLUDED.person),"
        " contract_id = coalesce(known.contract_id, EXCLUDED.contract_id),"
        " mandate_id = coalesce(nullif(EXCLUDED.mandate_id, ''), known.mandate_id),"
        " bank_name = coalesce(nullif(EXCLUDED.bank_name, ''), known.bank_name),"
        " branch_name = coalesce(nullif(EXCLUDED.branch_name, ''), known.branch_name)"
        " WHERE known.person IS NULL OR known.person = EXCLUDED.person",
        values,
    )


def note_inquiry(told: Told, *, person: UUID | None, registered_on: date) -> None:
    """Write down a mandate before, or without, a contract."""
    sql, parameters = noting(told, person=person, contract=None, registered_on=registered_on)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@transaction.atomic
def confirm_from_daily_file(rows: Iterable[DailyRow], *, at: datetime) -> list[str]:
    """Believe the daily file: return the customer numbers that can be debited from now on.

    A mandate confirmed for a contract takes the place of the one before it. A row read twice
    changes nothing.
    """
    return [row.customer_no for row in rows if row.is_registered and _confirm(row, at)]


def _confirm(row: DailyRow, at: datetime) -> bool:
    known = Mandate.objects.select_for_update().filter(customer_no=row.customer_no).first()
    if known is not None and known.state != "registered":
        return False
    if known is None:
        known = Mandate(customer_no=row.customer_no, request_id=row.request_id)
    if known.contract_id is not None:
        _replace_earlier(known.contract_id, at=at)
    known.bank_code, known.branch_code = row.bank_code, row.branch_code
    known.account_kind, known.holder_kana = row.account_kind, row.holder_kana
    known.account_masked = "••••" + row.account_number[-3:]
    known.account_sealed = cipher.sealed(row.account_number, customer_no=row.customer_no)
    known.registered_on, known.confirmed_on = row.registered_on or at.date(), at.date()
    known.state = "confirmed"
    known.save()
    note(known.customer_no, "confirmed", "日次ファイルで確認", at)
    return True


def link(customer_no: str, *, contract: str, at: datetime) -> None:
    """Give a mandate to a contract; confirmed already, it takes the earlier one's place now."""
    known = Mandate.objects.select_for_update().get(customer_no=customer_no)
    if known.contract_id is None:
        if known.state == "confirmed":
            _replace_earlier(contract, at=at)
        known.contract_id = contract
        known.save(update_fields=["contract_id"])


def replace(customer_no: str, *, words: str, at: datetime) -> None:
    """Put a mandate aside for good: it was never, or is no longer, to be debited."""
    set_state(customer_no, "replaced", words, at)


def _replace_earlier(contract: str, *, at: datetime) -> None:
    debited = Q(state__in=("confirmed", "suspect", "stopped"))
    for customer_no in Mandate.objects.filter(debited, contract_id=contract).values_list(
        "customer_no", flat=True
    ):
        set_state(customer_no, "replaced", "新しい口座に変わったため", at)


@dataclass(frozen=True)
class Change:
    """What the bank's answer makes of a mandate, and why.

    ``suspect``: the bank did not know it once and is asked once more. ``stopped``: it is debited
    no more, and the person has to name another account. ``confirmed``: a debit went through.
    """

    customer_no: str
    state: str
    words: str


@transaction.atomic
def change(changes: Sequence[Change], *, at: datetime) -> None:
    """Change the state of many mandates, each with its event; no change is no event."""
    with connection.cursor() as cursor:
        cursor.execute(
            CHANGE,
            [
                [each.customer_no for each in changes],
                [each.state for each in changes],
                [each.words for each in changes],
                [uuid4() for _ in changes],
                at,
            ],
        )


# Looked up by their keys, however the planner is told to go about the rest.
CHANGE = """
WITH told AS MATERIALIZED (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::uuid[])
        AS t (customer_no, state, words, id)
), changed AS (
    UPDATE mandate m SET state = t.state FROM told t
    WHERE m.customer_no = t.customer_no AND m.state <> t.state
    AND m.customer_no = ANY (ARRAY(SELECT customer_no FROM told))
    RETURNING m.customer_no
)
INSERT INTO mandate_event (id, mandate_id, at, state, words)
SELECT t.id, t.customer_no, %s, t.state, t.words FROM told t JOIN changed USING (customer_no)
"""


def set_state(customer_no: str, state: str, words: str, at: datetime) -> None:
    """Let a mandate stand otherwise, and note why; nothing happens when it stands so already."""
    if Mandate.objects.filter(customer_no=customer_no).exclude(state=state).update(state=state):
        note(customer_no, state, words, at)


def note(customer_no: str, state: str, words: str, at: datetime) -> None:
    """Note what became of a mandate."""
    MandateEvent.objects.create(id=uuid4(), mandate_id=customer_no, at=at, state=state, words=words)
