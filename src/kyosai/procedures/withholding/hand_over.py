"""預かった税の納付 — a month's tax is ordered to be paid on the tenth of the next, each sum once.

The month is that of the day of payment. What is kept back stands on ``withheld_tax:`` until the
order; from then on it is owed to the office, and two of the treasury release it like all money.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.withholding import offices, statement
from kyosai.records.benefits import withheld
from kyosai.records.benefits.withheld import MonthKept
from kyosai.records.documents.reads import Kept
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.payments import ordering, timeline
from kyosai.records.payments.ordering import Order, payable
from kyosai.schemes.clocks import calendars
from kyosai.schemes.tax import reports_due

NAMES = {"withheld_tax": "源泉所得税", "inhabitants_tax": "住民税（特別徴収）"}
OPENS = time(9)  # of the first day of a month: then the month before is complete


@dataclass(frozen=True)
class Owed:
    """One tax of one scheme and month."""

    tax: str
    scheme: str
    month: Month
    amount: Yen

    @property
    def key(self) -> str:
        """The key of the payment: withheld-tax:skk:2026-10."""
        return f"{self.tax.replace('_', '-')}:{self.scheme}:{self.month}"

    @property
    def due_on(self) -> date:
        """The tenth of the next month, or the next bank day."""
        tenth = reports_due.tax_handed_over_by(self.month.last_day)
        return calendars.bank().on_or_after(tenth)

    @property
    def name(self) -> str:
        """The tax in words."""
        return NAMES[self.tax]


def all_of(*, until: date = date.max) -> list[Owed]:
    """Return every tax that was kept back of payments up to a day; none of nought."""
    return [owed for kept in withheld.months(until=until) for owed in _taxes(kept)]


def to_order(*, at: datetime) -> list[Owed]:
    """Return the taxes of months that are over, and that nobody has ordered."""
    last_day = (Month.of(tokyo.in_tokyo(at).date()) + -1).last_day
    owed = all_of(until=last_day)
    done = ordering.ordered([each.key for each in owed])
    return [each for each in owed if each.key not in done]


def order(owed: Owed, *, at: datetime) -> str:
    """Owe a tax to its office and order the payment; return its number. Ordered twice, once."""
    with transaction.atomic(durable=True):
        party, account = offices.payee(owed.tax, at=at)
        on = tokyo.in_tokyo(at).date()
        ledger.post(_posting(owed, on=on), at=at)
        pay_on = max(owed.due_on, calendars.bank().on_or_after(on))
        wanted = Order(
            key=owed.key,
            scheme=owed.scheme,
            contract="",
            party=party,
            kind=owed.tax,
            purpose=f"{owed.name}（{owed.month.year}年{owed.month.month}月分）",
            amount=owed.amount,
            account=account,
            rail="bulk",
            pay_on=pay_on,
            due_at=tokyo.at(pay_on, parameters.table(offices.__package__, "offices")["paid_by"]),
        )
        return ordering.order(wanted, at=at)


def paper(owed: Owed, *, at: datetime) -> Kept | None:
    """Return the statement of a tax that was ordered."""
    turn = timeline.under(owed.key)
    if turn is None:
        return None
    return statement.written(
        owed.key, owed.tax, owed.scheme, month=owed.month, due_on=turn.pay_on, at=at
    )


def coming(*, now: datetime) -> Iterator[datetime]:
    """Yield when this month's tax is to be ordered, if anything is kept back of its payments."""
    this = Month.of(tokyo.in_tokyo(now).date())
    if withheld.is_any(since=this.first_day):
        yield tokyo.at((this + 1).first_day, OPENS)


def _taxes(kept: MonthKept) -> Iterator[Owed]:
    for tax, amount in (("withheld_tax", kept.withheld), ("inhabitants_tax", kept.inhabitants)):
        if amount:
            yield Owed(tax, kept.scheme, kept.month, amount)


def _posting(owed: Owed, *, on: date) -> Posting:
    return Posting(
        key=owed.key,
        kind="tax_handed_over",
        debit=f"withheld_tax:{owed.scheme}",
        credit=payable(owed.tax, scheme=owed.scheme, contract=""),
        amount=owed.amount,
        effective_on=on,
    )
