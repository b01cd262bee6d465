"""支給決定の照会 — what was awarded on a contract, with every figure and its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.records.benefits.models import Award, AwardShare, TaxReport
from kyosai.records.benefits.writes import Offset


@dataclass(frozen=True)
class Standing:
    """One decision as it was made."""

    number: str
    scheme: str
    contract: str
    party: UUID
    cause: str
    due: str
    provision: str
    happened_on: date
    months_paid: int
    income: str
    gross: Yen
    offsets: tuple[Offset, ...]
    national: Yen
    municipal: Yen
    prefectural: Yen
    divided: Yen
    years: int
    net: Yen
    declared: bool
    case_number: str
    decided_by: str
    decided_at: datetime
    explanation: list[dict[str, Any]]

    @property
    def withheld(self) -> Yen:
        """All taxes kept back."""
        return self.national + self.municipal + self.prefectural


def of_contract(contract: str) -> list[Standing]:
    """Return what was awarded on a contract, the oldest first."""
    rows = Award.objects.filter(contract_id=contract).order_by("decided_at", "number")
    return _standing(rows)


def of_party(party: UUID) -> list[Standing]:
    """Return what was awarded to somebody, the newest first."""
    return _standing(Award.objects.filter(party_id=party).order_by("-decided_at", "number"))


def of_number(number: str) -> Standing | None:
    """Return one decision."""
    return next(iter(_standing(Award.objects.filter(number=number))), None)


def of_case(case: str) -> Standing | None:
    """Return the decision a case ended with."""
    return next(iter(_standing(Award.objects.filter(case_number=case))), None)


def reports(number: str) -> dict[str, date]:
    """Return the tax papers an award makes due, each with its last day."""
    return dict(TaxReport.objects.filter(award_id=number).values_list("report", "hand_in_by"))


def shares(number: str) -> list[tuple[UUID, Yen, UUID, date | None]]:
    """Return each survivor's share of an award: party, yen, who receives it, report due by."""
    rows = AwardShare.objects.filter(award_id=number).order_by("-yen", "party_id")
    return [
        (party, Yen(yen), paid_to, by)
        for party, yen, paid_to, by in rows.values_list(
            "party_id", "yen", "paid_to_id", "report_by"
        )
    ]


def _standing(rows: Iterable[Award]) -> list[Standing]:
    return [
        Standing(
            number=row.number,
            scheme=row.scheme,
            contract=row.contract_id,
            party=row.party_id,
            cause=row.cause,
            due=row.due,
            provision=row.provision,
            happened_on=row.happened_on,
            months_paid=row.months_paid,
            income=row.income,
            gross=Yen(row.gross),
            offsets=tuple(
                Offset(each.loan, each.part, Yen(each.yen))
                for each in row.offsets.order_by("loan", "part")
            ),
            national=Yen(row.national),
            municipal=Yen(row.municipal),
            prefectural=Yen(row.prefectural),
            divided=Yen(row.divided),
            years=row.years,
            net=Yen(row.net),
            declared=row.declared,
            case_number=row.case_number,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            explanation=row.explanation,
        )
        for row in rows
    ]
