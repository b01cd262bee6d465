"""小規模企業共済の選択肢 — later anniversaries, the whole of the premiums, a loan, old age."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.payout.choices import choice
from kyosai.procedures.payout.choices.choice import Choice
from kyosai.procedures.payout.figures import paid
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.records.paid_before.reads import Paid
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.benefit import Kind, Threshold, months_needed
from kyosai.schemes.skk.entitlement.age import reached_on
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_of, cancellation_of
from kyosai.schemes.skk.full_benefit.paid_months import paid_in
from kyosai.schemes.skk.loan.contract_loan import Debt, contract_loan_limit
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.premium_tiers import Stretch

OLD_AGE = 65  # 法9条1項3号
YEAR = 12


def choices(contract: Standing, on: date) -> Iterator[Choice]:
    """Return the choices of a holder of 小規模企業共済."""
    history = paid.until(contract.number, day=on)
    months = paid.months(history)
    yield _cancelled(contract, history, ahead=0, on=on, key="today")
    yield _cancelled(contract, history, ahead=YEAR - months % YEAR, on=on, key="next_year")
    if whole := _until_whole(contract, history, on=on):
        yield _cancelled(contract, history, ahead=whole, on=on, key="whole")
    yield Choice("loan", on, _skk_loan(contract, history, on=on), paid.yen(history))
    yield Choice("lower", on, premium.smallest(on=on), paid.yen(history))
    closed = _worth(Kind.A, contract, history, ahead=0, on=on)
    yield Choice("closed", on, closed, paid.yen(history))
    if old := _old_age(contract, history, on=on):
        yield old


def _cancelled(
    contract: Standing, history: tuple[Paid, ...], *, ahead: int, on: date, key: str
) -> Choice:
    later = _later(contract, history, ahead=ahead, on=on)
    day = choice.day(ahead, on=on)
    yen = cancellation_of(paid_in(paid.dated(later)), event=Month.of(day))
    return Choice(key, day, yen, paid.yen(later))


def _until_whole(contract: Standing, history: tuple[Paid, ...], *, on: date) -> int:
    """Return after how many months more the premiums come back whole; 0 when they do already."""
    for ahead in count():
        found = _cancelled(contract, history, ahead=ahead, on=on, key="whole")
        if found.yen >= found.premiums:
            return ahead
    return 0


def _old_age(contract: Standing, history: tuple[Paid, ...], *, on: date) -> Choice | None:
    born_on = parties.particulars(contract.party).birthdate
    if born_on is None:
        return None
    by_age = Month.of(reached_on(born_on, age=OLD_AGE)) - Month.of(on)
    by_months = months_needed(Threshold.OLD_AGE, on=on) - paid.months(history)
    ahead = max(0, by_age, by_months)
    later = _later(contract, history, ahead=ahead, on=on)
    yen = _worth(Kind.B, contract, history, ahead=ahead, on=on)
    return Choice("old_age", choice.day(ahead, on=on), yen, paid.yen(later))


def _worth(
    kind: Kind, contract: Standing, history: tuple[Paid, ...], *, ahead: int, on: date
) -> Yen:
    later = _later(contract, history, ahead=ahead, on=on)
    return benefit_of(
        kind, paid=paid_in(paid.dated(later)), event=Month.of(choice.day(ahead, on=on))
    )


def _skk_loan(contract: Standing, history: tuple[Paid, ...], *, on: date) -> Yen:
    owed = loans.left(contract.number)
    same = loans.left(contract.number, kinds=[LoanKind.GENERAL.key])
    stretches = [Stretch(each.monthly_premium, each.months) for each in history]
    return contract_loan_limit(LoanKind.GENERAL, history=stretches, on=on, debt=Debt(owed, same))


def _later(
    contract: Standing, history: tuple[Paid, ...], *, ahead: int, on: date
) -> tuple[Paid, ...]:
    """Return the months paid so far, and so many more from the next on."""
    if not ahead:
        return history
    last = history[-1].first + (history[-1].months - 1) if history else Month.of(on) + -1
    first = max(last + 1, Month.of(on) + 1)
    return (*history, Paid(first, contract.monthly_premium, ahead))
