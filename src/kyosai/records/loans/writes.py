"""貸付けの記録 — a loan with its turns, and what is received on it; each once under its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from kyosai.basis import identifiers
from kyosai.basis.money import Yen
from kyosai.records import serials
from kyosai.records.loans.models import Accelerated, Loan, Repaid, Turn, TurnMoved

NOTHING = Yen(0)


@dataclass(frozen=True)
class Due:
    """One turn to come: its day, the principal, and the interest paid ahead with it."""

    on: date
    principal: Yen
    interest: Yen = NOTHING


@dataclass(frozen=True, kw_only=True)
class Lent:
    """A loan as it is made. The sum of the turns' principal is the loan."""

    key: str
    scheme: str
    contract: str
    party: UUID
    kind: str
    amount: Yen
    handed_over: Yen
    term_months: int
    yearly_rate: Fraction
    lent_on: date
    turns: Sequence[Due]
    case_number: str = ""
    replaces: str | None = None


@dataclass(frozen=True, kw_only=True)
class Received:
    """What came for one loan, and how it was allocated."""

    key: str
    loan: str
    source: str
    on: date
    principal: Yen = NOTHING
    interest: Yen = NOTHING
    penalty: Yen = NOTHING


def lend(lent: Lent, *, at: datetime) -> str:
    """Write a loan and its turns down; return its number. Made twice, there is one."""
    known = Loan.objects.filter(key=lent.key).values_list("number", flat=True).first()
    if known:
        return known
    assert sum(turn.principal.amount for turn in lent.turns) == lent.amount.amount, lent.key
    number = identifiers.lettered_number("L", serials.next_serial("loan_serial"))
    Loan.objects.create(
        number=number,
        key=lent.key,
        scheme=lent.scheme,
        contract_id=lent.contract,
        party_id=lent.party,
        kind=lent.kind,
        yen=lent.amount.amount,
        handed_over=lent.handed_over.amount,
        term_months=lent.term_months,
        yearly_rate=str(lent.yearly_rate),
        lent_on=lent.lent_on,
        made_at=at,
        case_number=lent.case_number,
        replaces_id=lent.replaces,
    )
    Turn.objects.bulk_create(
        Turn(
            loan_id=number,
            ordinal=ordinal,
            due_on=turn.on,
            principal=turn.principal.amount,
            interest=turn.interest.amount,
        )
        for ordinal, turn in enumerate(lent.turns, start=1)
    )
    return number


def receive(received: Received, *, at: datetime) -> bool:
    """Write down what came for a loan; told twice, once. Return whether it is new."""
    _, is_new = Repaid.objects.get_or_create(
        key=received.key,
        defaults={
            "loan_id": received.loan,
            "source": received.source,
            "on": received.on,
            "principal": received.principal.amount,
            "interest": received.interest.amount,
            "penalty": received.penalty.amount,
            "at": at,
        },
    )
    return is_new


def move(loan: str, ordinal: int, *, to: date, why: str, at: datetime, officer: str = "") -> None:
    """Let a turn fall due on a later day."""
    TurnMoved.objects.create(
        loan_id=loan, ordinal=ordinal, at=at, due_on=to, why=why, officer=officer
    )


def accelerate(loan: str, *, on: date, why: str, at: datetime, officer: str = "") -> None:
    """Let the rest of a loan fall due at once; told twice, the first day stays."""
    Accelerated.objects.get_or_create(
        loan_id=loan, defaults={"on": on, "why": why, "officer": officer, "at": at}
    )
