"""貸付けの照会 — the loans of a contract, what is still owed on each, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import F, Sum

from kyosai.basis.money import Yen
from kyosai.records import locks
from kyosai.records.loans.models import Loan, Repaid, Turn, TurnMoved


@dataclass(frozen=True)
class Standing:
    """One loan as it stands: what was lent, what is left of it, and whether it is due at once."""

    number: str
    scheme: str
    contract: str
    party: UUID
    kind: str
    amount: Yen
    term_months: int
    yearly_rate: Fraction
    lent_on: date
    case_number: str
    principal_left: Yen
    accelerated_on: date | None

    @property
    def is_repaid(self) -> bool:
        """Whether nothing of the principal is left."""
        return self.principal_left == Yen(0)


@dataclass(frozen=True)
class ToPay:
    """One turn: when it falls due now, and what it asks."""

    ordinal: int
    due_on: date
    principal: Yen
    interest: Yen
    first_due_on: date


def of_contract(contract: str) -> list[Standing]:
    """Return the loans of a contract, the oldest first, repaid ones too."""
    rows = Loan.objects.filter(contract_id=contract).order_by("lent_on", "number")
    return _standing(rows)


def as_of(contract: str, *, on: date, known_at: datetime) -> list[tuple[Standing, Yen]]:
    """Return the loans made by a day, each with what was left of it, as known before a moment."""
    made = Loan.objects.filter(contract_id=contract, lent_on__lte=on, made_at__lt=known_at)
    found = _standing(made.order_by("lent_on", "number"))
    return [(each, _left_by(each, on=on, known_at=known_at)) for each in found]


def _left_by(loan: Standing, *, on: date, known_at: datetime) -> Yen:
    rows = Repaid.objects.filter(loan_id=loan.number, on__lte=on, at__lt=known_at)
    return loan.amount - Yen(int(rows.aggregate(yen=Sum("principal"))["yen"] or 0))


def premiums_put(contract: str, *, on: date, known_at: datetime) -> Yen:
    """Return what of a contract's premiums was put to its loans by a day, as then known."""
    rows = Repaid.objects.filter(
        loan__contract_id=contract, source="premiums", on__lte=on, at__lt=known_at
    )
    put = rows.aggregate(yen=Sum(F("principal") + F("interest") + F("penalty")))["yen"]
    return Yen(int(put or 0))


def of_number(number: str) -> Standing | None:
    """Return one loan."""
    return next(iter(_standing(Loan.objects.filter(number=number))), None)


def of_numbers(numbers: Iterable[str]) -> list[Standing]:
    """Return loans by their numbers, the oldest first."""
    rows = Loan.objects.filter(number__in=list(numbers)).order_by("lent_on", "number")
    return _standing(rows)


def locked(number: str) -> Standing:
    """Return one loan, locked until the transaction ends."""
    locks.hold("loan", number)
    return _standing(Loan.objects.filter(number=number))[0]


def left(contract: str, *, kinds: Iterable[str] = ()) -> Yen:
    """Return the principal still owed on a contract's loans, of these kinds or of all."""
    wanted = set(kinds)
    return Yen(
        sum(
            loan.principal_left.amount
            for loan in of_contract(contract)
            if not wanted or loan.kind in wanted
        )
    )


def turns(loan: str) -> list[ToPay]:
    """Return the turns of a loan in order, each on the day it falls due now."""
    moved = {
        row.ordinal: row.due_on for row in TurnMoved.objects.filter(loan_id=loan).order_by("at")
    }
    return [
        ToPay(
            ordinal=row.ordinal,
            due_on=moved.get(row.ordinal, row.due_on),
            principal=Yen(row.principal),
            interest=Yen(row.interest),
            first_due_on=row.due_on,
        )
        for row in Turn.objects.filter(loan_id=loan).order_by("ordinal")
    ]


def receipts(loan: str) -> list[Repaid]:
    """Return what was received on a loan, in order."""
    return list(Repaid.objects.filter(loan_id=loan).order_by("on", "at", "key"))


def _standing(rows: Iterable[Loan]) -> list[Standing]:
    found = list(rows)
    numbers = [row.number for row in found]
    came = Repaid.objects.filter(loan_id__in=numbers).values("loan_id")
    paid = {row["loan_id"]: row["yen"] for row in came.annotate(yen=Sum("principal"))}
    ended = dict(
        Loan.objects.filter(number__in=numbers, accelerated__isnull=False).values_list(
            "number", "accelerated__on"
        )
    )
    return [
        Standing(
            number=row.number,
            scheme=row.scheme,
            contract=row.contract_id,
            party=row.party_id,
            kind=row.kind,
            amount=Yen(row.yen),
            term_months=row.term_months,
            yearly_rate=Fraction(row.yearly_rate),
            lent_on=row.lent_on,
            case_number=row.case_number,
            principal_left=Yen(row.yen - paid.get(row.number, 0)),
            accelerated_on=ended.get(row.number),
        )
        for row in found
    ]
