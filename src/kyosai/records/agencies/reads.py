"""委託機関の照会 — who works for which agency on a day, and what it has confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kyosai.records.agencies.models import DUTIES, KINDS, Agency, Condition, Staff

ASSIST, CONFIRM = DUTIES


@dataclass(frozen=True)
class Standing:
    """An agency as the register has it on a day."""

    corporate_number: str
    name: str
    kind: str
    duties: tuple[str, ...]
    begins_on: date
    ends_on: date

    @property
    def kind_words(self) -> str:
        """What it is."""
        return KINDS[self.kind]

    @property
    def duty_words(self) -> list[str]:
        """What it is entrusted with."""
        return [DUTIES[each] for each in self.duties]


@dataclass(frozen=True)
class Working:
    """Somebody at work for an agency."""

    person: UUID
    name: str
    agency: Standing

    @property
    def full_name(self) -> str:
        """Agency and name, as the holder reads them."""
        return f"{self.agency.name}　{self.name}"


@dataclass(frozen=True)
class Confirmed:
    """One confirmed condition."""

    receipt: str
    party: UUID
    loan_kind: str
    confirmed_on: date
    until: date


def register(*, on: date) -> list[Standing]:
    """Return every agency as its last line stands, those that ended among them."""
    rows = Agency.objects.filter(begins_on__lte=on).order_by("corporate_number", "entered_at")
    return [*{row.corporate_number: _standing(row) for row in rows}.values()]


def known(corporate_number: str, *, on: date) -> Standing | None:
    """Return the agency of a number that is entrusted with something on a day."""
    found = next(
        (each for each in register(on=on) if each.corporate_number == corporate_number), None
    )
    return found if found and found.ends_on >= on else None


def working(person: UUID, *, on: date, duty: str = "") -> Working | None:
    """Return for which agency somebody works on a day, if it is entrusted with this duty."""
    row = Staff.objects.filter(person=person).order_by("-at").first()
    agency = known(row.corporate_number, on=on) if row else None
    if row is None or agency is None or (duty and duty not in agency.duties):
        return None
    return Working(person, row.name, agency)


def staff(corporate_number: str) -> list[UUID]:
    """Return everybody who came in for an agency."""
    rows = Staff.objects.filter(corporate_number=corporate_number).order_by("at")
    return list(rows.values_list("person", flat=True))


def covering(party: UUID, *, loan_kind: str, facts: dict[str, Any], on: date) -> bool:
    """Tell whether an agency has confirmed exactly these facts, and they may be relied on."""
    rows = Condition.objects.filter(party_id=party, loan_kind=loan_kind)
    return any(row.facts == facts for row in rows.filter(confirmed_on__lte=on, until__gte=on))


def confirmed_by(corporate_number: str) -> list[Confirmed]:
    """Return what an agency has confirmed, the newest first."""
    rows = Condition.objects.filter(corporate_number=corporate_number).order_by("-at")[:50]
    return [
        Confirmed(row.receipt, row.party_id, row.loan_kind, row.confirmed_on, row.until)
        for row in rows
    ]


def _standing(row: Agency) -> Standing:
    return Standing(
        row.corporate_number, row.name, row.kind, tuple(row.duties), row.begins_on, row.ends_on
    )
