"""延滞の記録 — what is owed today, what was demanded, what renews a claim, what was given up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from kyosai.basis.money import Yen
from kyosai.records.loans import reads
from kyosai.records.loans.models import Demand, Interruption, Loan, PremiumsApplied, WrittenOff
from kyosai.records.loans.reads import Standing
from kyosai.schemes import both, owing
from kyosai.schemes.owing import Came, Owing, Turn


@dataclass(frozen=True)
class Overdue:
    """A loan that is late on a day, and since when."""

    loan: Standing
    owing: Owing

    @property
    def since(self) -> date:
        """The day the oldest late turn fell due."""
        return min(turn.due_on for turn in self.owing.late)


def owed(loan: Standing, *, on: date) -> Owing:
    """Return what a loan owes on a day; each turn is due on the day it is debited."""
    turns = tuple(
        Turn(
            each.ordinal,
            owing.debited_on(each.due_on, scheme=loan.scheme),
            each.principal,
            each.interest,
        )
        for each in reads.turns(loan.number)
    )
    if loan.accelerated_on:
        turns = owing.accelerated(turns, on=loan.accelerated_on)
    came = [
        Came(row.on, Yen(row.principal), Yen(row.interest), Yen(row.penalty))
        for row in reads.receipts(loan.number)
    ]
    lateness = both.rules_for(loan.scheme).late_repayment
    return owing.owing(turns, came, on=on, lateness=lateness)


def overdue(*, on: date, scheme: str = "", contract: str = "") -> list[Overdue]:
    """Return the loans that are late on a day, the oldest first."""
    rows = Loan.objects.filter(
        turns__due_on__lt=on, written_off__isnull=True, replaced_by__isnull=True
    )
    if scheme:
        rows = rows.filter(scheme=scheme)
    if contract:
        rows = rows.filter(contract_id=contract)
    found = [
        Overdue(loan, owed(loan, on=on))
        for loan in reads.of_numbers(rows.distinct().values_list("number", flat=True))
        if not loan.is_repaid or loan.accelerated_on is None
    ]
    return sorted((each for each in found if each.owing.late), key=lambda each: each.since)


def is_late(contract: str, *, on: date) -> bool:
    """Tell whether any loan of a contract is late: then nothing new is lent (法9条4項)."""
    return bool(overdue(on=on, contract=contract))


def demand(loan: str, kind: str, *, since: date, yen: Yen, at: datetime) -> bool:
    """Note a demand; the same step about the same turn is taken once. Return whether it is new."""
    _, is_new = Demand.objects.get_or_create(
        loan_id=loan, kind=kind, since=since, defaults={"at": at, "yen": yen.amount}
    )
    return is_new


def demands(loan: str) -> list[Demand]:
    """Return the demands made about a loan, in order."""
    return list(Demand.objects.filter(loan_id=loan).order_by("at"))


def interrupt(
    loan: str, *, on: date, kind: str, words: str, at: datetime, officer: str = ""
) -> None:
    """Note what renews or holds back the prescription of a claim."""
    Interruption.objects.get_or_create(
        loan_id=loan, on=on, kind=kind, defaults={"words": words, "officer": officer, "at": at}
    )


def interruptions(loan: str) -> list[Interruption]:
    """Return what renewed or held back the prescription, in order."""
    return list(Interruption.objects.filter(loan_id=loan).order_by("on"))


def write_off(
    loan: str, *, on: date, yen: Yen, why: str, proposed_by: str, decided_by: str, at: datetime
) -> None:
    """Note that a claim is given up; the database refuses one person's word alone."""
    WrittenOff.objects.create(
        loan_id=loan, on=on, yen=yen.amount, why=why, proposed_by=proposed_by,
        decided_by=decided_by, at=at,
    )  # fmt: skip


def apply_premiums(
    key: str, *, loan: str, on: date, yen: Yen, proposed_by: str, decided_by: str, at: datetime
) -> None:
    """Note that premiums were put to an overdue loan; two officers stand for it."""
    PremiumsApplied.objects.create(
        key=key, loan_id=loan, on=on, yen=yen.amount, proposed_by=proposed_by,
        decided_by=decided_by, at=at,
    )  # fmt: skip


def premiums_applied(contract: str) -> Yen:
    """Return what of a contract's premiums was put to overdue loans, ever."""
    rows = PremiumsApplied.objects.filter(loan__contract_id=contract)
    return Yen(int(rows.aggregate(yen=Sum("yen"))["yen"] or 0))
