"""支給決定の記録 — an award with what was taken off it, once under its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import identifiers
from kyosai.basis.money import Yen
from kyosai.records import serials
from kyosai.records.benefits.models import Award, AwardOffset, AwardShare, TaxReport

NOTHING = Yen(0)


class AwardedOtherwise(Exception):
    """The same key came with another amount: a defect, never a rerun."""


@dataclass(frozen=True)
class Offset:
    """What an award pays of a loan: ``part`` is loan (principal), interest or penalty."""

    loan: str
    part: str
    amount: Yen


@dataclass(frozen=True, kw_only=True)
class Awarded:
    """A decision as it is made. ``decided_by`` is empty where a rule decided."""

    key: str
    scheme: str
    contract: str
    party: UUID
    cause: str
    due: str
    provision: str
    happened_on: date
    months_paid: int
    gross: Yen
    income: str = ""
    offsets: Sequence[Offset] = ()
    national: Yen = NOTHING
    municipal: Yen = NOTHING
    prefectural: Yen = NOTHING
    divided: Yen = NOTHING
    years: int = 0
    declared: bool = False
    case_number: str = ""
    decided_by: str = ""
    explanation: Sequence[dict[str, Any]] = ()

    @property
    def offset(self) -> Yen:
        """All that is taken off for debts."""
        return Yen(sum(each.amount.amount for each in self.offsets))

    @property
    def withheld(self) -> Yen:
        """All taxes kept back."""
        return self.national + self.municipal + self.prefectural

    @property
    def net(self) -> Yen:
        """What is paid out at once."""
        return self.gross - self.offset - self.withheld - self.divided


def award(made: Awarded, *, at: datetime) -> str:
    """Write a decision down; return its number. Made twice, there is one."""
    known = Award.objects.filter(key=made.key).first()
    if known is None:
        return _new(made, at=at)
    if (known.gross, known.net, known.contract_id) != (
        made.gross.amount,
        made.net.amount,
        made.contract,
    ):
        raise AwardedOtherwise(made.key)
    return known.number


def share(number: str, *, party: UUID, amount: Yen, paid_to: UUID, report_by: date | None) -> None:
    """Write down what one survivor is due of an award, and who receives it."""
    AwardShare.objects.create(
        award_id=number,
        party_id=party,
        yen=amount.amount,
        paid_to_id=paid_to,
        report_by=report_by,
    )


def _new(made: Awarded, *, at: datetime) -> str:
    number = identifiers.lettered_number("A", serials.next_serial("award_serial"))
    Award.objects.create(
        number=number,
        key=made.key,
        scheme=made.scheme,
        contract_id=made.contract,
        party_id=made.party,
        cause=made.cause,
        due=made.due,
        provision=made.provision,
        happened_on=made.happened_on,
        months_paid=made.months_paid,
        income=made.income,
        gross=made.gross.amount,
        offset=made.offset.amount,
        national=made.national.amount,
        municipal=made.municipal.amount,
        prefectural=made.prefectural.amount,
        divided=made.divided.amount,
        years=made.years,
        net=made.net.amount,
        declared=made.declared,
        case_number=made.case_number,
        decided_by=made.decided_by,
        decided_at=at,
        explanation=list(made.explanation),
    )
    AwardOffset.objects.bulk_create(
        AwardOffset(award_id=number, loan=each.loan, part=each.part, yen=each.amount.amount)
        for each in made.offsets
    )
    return number


def owe_report(number: str, *, report: str, paid_on: date, by: date) -> None:
    """Note that an award makes a tax paper due; noted twice, once."""
    TaxReport.objects.get_or_create(
        award_id=number, report=report, defaults={"paid_on": paid_on, "hand_in_by": by}
    )
