"""倒産防止共済の選択肢 — each step of the rate that lies ahead, a loan, a lower premium."""

from collections.abc import Iterator
from datetime import date

from kyosai.basis.money import Yen
from kyosai.procedures.payout.choices import choice
from kyosai.procedures.payout.choices.choice import Choice
from kyosai.procedures.payout.figures import paid
from kyosai.procedures.payout.figures.tosanboshi import premiums_of
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.schemes.tosanboshi import cancellation, premium
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.loan.temporary_loan import temporary_loan_limit
from kyosai.schemes.tosanboshi.premium_total import net_premium_total

LOOKED_AHEAD = 48  # months: the last step of the rate is the fortieth


def choices(contract: Standing, on: date) -> Iterator[Choice]:
    """Return the choices of an enterprise of 倒産防止共済."""
    history = paid.until(contract.number, day=on)
    months, total = paid.months(history), paid.yen(history)
    yield _ended(contract, months, total, ahead=0, on=on, key="today")
    for ahead in _steps(months):
        is_whole = cancellation.rate(Ending.VOLUNTARY, months_paid=months + ahead) == 1
        yield _ended(contract, months, total, ahead=ahead, on=on, key="whole" if is_whole else "up")
    yield Choice("loan", on, _temporary(contract, months, total, on=on), total)
    yield Choice("lower", on, premium.smallest(on=on), total)


def _steps(months: int) -> Iterator[int]:
    """Return the months still to go to each step of the rate that lies ahead."""
    rate = cancellation.rate(Ending.VOLUNTARY, months_paid=months)
    for ahead in range(1, LOOKED_AHEAD):
        higher = cancellation.rate(Ending.VOLUNTARY, months_paid=months + ahead)
        if higher > rate:
            rate = higher
            yield ahead


def _ended(
    contract: Standing, months: int, total: Yen, *, ahead: int, on: date, key: str
) -> Choice:
    paid_in_then = total + contract.monthly_premium * ahead
    most = max(total, min(paid_in_then, premium.ceiling(on=on)))
    premiums = premiums_of(contract.number, most)
    yen = cancellation.cancellation_allowance(
        net_premium_total(premiums), ending=Ending.VOLUNTARY, months_paid=months + ahead
    )
    return Choice(key, choice.day(ahead, on=on), yen, most)


def _temporary(contract: Standing, months: int, total: Yen, *, on: date) -> Yen:
    net = net_premium_total(premiums_of(contract.number, total))
    return temporary_loan_limit(
        net,
        months_paid=months,
        is_at_ceiling=net == premium.ceiling(on=on),
        owed=loans.left(contract.number),
        on=on,
    )
