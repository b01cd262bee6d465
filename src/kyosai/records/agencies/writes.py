"""委託機関の記録 — enter a line of the register, who came in, and what was confirmed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from kyosai.records.agencies.models import Agency, Condition, Staff
from kyosai.records.agencies.reads import Working


def enter(
    corporate_number: str,
    *,
    name: str,
    kind: str,
    duties: Sequence[str],
    begins_on: date,
    ends_on: date,
    at: datetime,
) -> None:
    """Write a line of the register; it takes the place of the agency's line before."""
    Agency.objects.create(
        id=uuid4(),
        corporate_number=corporate_number,
        name=name,
        kind=kind,
        duties=list(duties),
        begins_on=begins_on,
        ends_on=ends_on,
        entered_at=at,
    )


def come_in(person: UUID, *, corporate_number: str, name: str, at: datetime) -> None:
    """Write down who works for an agency; whoever is known stays as first written."""
    row = Staff(person=person, corporate_number=corporate_number, name=name[:100], at=at)
    Staff.objects.bulk_create([row], ignore_conflicts=True)


def confirm(
    receipt: str,
    *,
    by: Working,
    party: UUID,
    loan_kind: str,
    facts: dict[str, Any],
    confirmed_on: date,
    until: date,
    at: datetime,
) -> None:
    """Write a confirmed condition down."""
    Condition.objects.create(
        receipt=receipt,
        party_id=party,
        corporate_number=by.agency.corporate_number,
        staff=by.full_name[:200],
        person=by.person,
        loan_kind=loan_kind,
        facts=facts,
        confirmed_on=confirmed_on,
        until=until,
        at=at,
    )
