"""ある日の法定の額 — months and premiums paid, what cancelling and a benefit would have brought."""

from dataclasses import dataclass

from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.paid_before.reads import Paid
from kyosai.records.premiums import debits
from kyosai.reports.as_of.asked import Asked
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_of, cancellation_of
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch, paid_in
from kyosai.schemes.skk.premium_tiers import Stretch
from kyosai.schemes.tosanboshi import cancellation
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total

MUTUAL_AID = "mutual_aid"


@dataclass(frozen=True)
class Worth:
    """Months and yen paid, and what the law would have paid that day, by what would have ended it.

    Before taxes and before what is taken off for loans.
    """

    months: int
    premiums: Yen
    amounts: tuple[tuple[str, Yen], ...]


def of(contract: Standing, asked: Asked) -> Worth:
    """Return what a contract was worth on a day, by the months then known as paid."""
    history = paid(contract, asked)
    months = sum(each.months for each in history)
    premiums = total([each.monthly_premium * each.months for each in history])
    amounts = _skk if contract.scheme == "skk" else _tosanboshi
    return Worth(months, premiums, amounts(contract, asked, history, months, premiums))


def paid(contract: Standing, asked: Asked) -> tuple[Paid, ...]:
    """Return the months paid by a day, as far as they were known; none after the day's month."""
    last = Month.of(asked.on)
    before = [
        Paid(each.first, each.monthly_premium, min(each.months, last - each.first + 1))
        for each in paid_before.before(contract.number)
        if each.first <= last
    ]
    since = [
        Paid(month, yen, 1)
        for month, yen in debits.paid_by(contract.number, on=asked.on, known_at=asked.known_at)
        if month <= last
    ]
    return paid_before.joined([*before, *since])


def _skk(
    contract: Standing, asked: Asked, history: tuple[Paid, ...], months: int, premiums: Yen
) -> tuple[tuple[str, Yen], ...]:
    found = paid_in(
        [PaidStretch(each.first, Stretch(each.monthly_premium, each.months)) for each in history]
    )
    event = Month.of(asked.on)
    return (
        ("任意解約の解約手当金", cancellation_of(found, event=event)),
        ("共済金A（廃業など）", benefit_of(Kind.A, paid=found, event=event)),
        ("共済金B（老齢給付など）", benefit_of(Kind.B, paid=found, event=event)),
    )


def _tosanboshi(
    contract: Standing, asked: Asked, history: tuple[Paid, ...], months: int, premiums: Yen
) -> tuple[tuple[str, Yen], ...]:
    held = loans.as_of(contract.number, on=asked.on, known_at=asked.known_at)
    lent = total([loan.amount for loan, _ in held if loan.kind == MUTUAL_AID])
    applied = loans.premiums_put(contract.number, on=asked.on, known_at=asked.known_at)
    net = net_premium_total(Premiums(premiums, lent=lent, applied=applied))
    return tuple(
        (
            f"解約手当金（{ending.value}）",
            cancellation.cancellation_allowance(net, ending=ending, months_paid=months),
        )
        for ending in Ending
    )
