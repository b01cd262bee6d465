"""分割共済金 — laid out with the award, ordered by the clock six times a year, taxed each time."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.calendar import Turn
from kyosai.records.benefits.reads import Standing
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.parties.writes import lock
from kyosai.records.payments import ordering, payee
from kyosai.records.payments.ordering import Order, payable
from kyosai.schemes.clocks import calendars
from kyosai.schemes.skk.payment import instalments as law
from kyosai.schemes.tax import other_income

KIND = "benefit"


def lay_out(award: str, *, claimed_on: date, at: datetime) -> None:
    """Write the calendar of a divided award, and owe what dividing adds to it."""
    made = of(award)
    each = law.instalment(made.divided, years=made.years, claimed_on=claimed_on)
    months = law.instalment_months(years=made.years, claimed_on=claimed_on)
    calendar.lay_out(award, months=months, each=each)
    own, added = own_part(made), each * len(months) - made.divided
    move(made, f"division_added:{award}", f"benefits:{own}", f"instalments:{own}", added, at=at)


def to_order(*, at: datetime) -> list[str]:
    """Return the instalments whose day of payment has come near, and those left over."""
    near = calendars.bank().add(tokyo.in_tokyo(at).date(), facts()["ordered_ahead"])
    return [
        key
        for key in calendar.to_order(until=Month.of(near))
        if _day(Month.parse(key.partition(":")[2]), at=at) <= near
    ]


def order(key: str, *, at: datetime) -> bool:
    """Order one instalment, once: tax kept back, the rest to the holder's account.

    Without an account nothing is ordered: what is missed is paid in a later month (法9条の3第4項).
    """
    with transaction.atomic(durable=True):
        made = of(key.partition(":")[0])
        lock(made.party)
        turn = calendar.open_turn(key)
        to = payee.of_contract(made.contract, party=made.party)
        if turn is None or to is None:
            return False
        pay_on = _day(turn.month, at=at)
        kept = other_income.withheld_from_instalment(turn.amount, on=pay_on)
        calendar.note_ordered(key, pay_on=pay_on, national=kept, at=at)
        _post(made, turn, kept=kept, at=at)
        wanted = _order(made, turn, account=to.id, net=turn.amount - kept, pay_on=pay_on)
        ordering.order(wanted, at=at)
    return True


def of(award: str) -> Standing:
    """Return the award instalments belong to."""
    found = benefits.of_number(award)
    assert found is not None, "an instalment belongs to an award"
    return found


def own_part(made: Standing) -> str:
    """Return how the accounts of an award's contract end."""
    return f"{made.scheme}:{made.contract}"


def move(made: Standing, key: str, debit: str, credit: str, amount: Yen, *, at: datetime) -> None:
    """Post a transfer about an award, unless there is nothing to post."""
    if not amount:
        return
    posting = Posting(
        key=key,
        kind=key.partition(":")[0],
        debit=debit,
        credit=credit,
        amount=amount,
        effective_on=tokyo.in_tokyo(at).date(),
        contract=made.contract,
        case_number=made.case_number,
    )
    ledger.post(posting, at=at)


def facts() -> dict[str, Any]:
    """Return on which day, and how far ahead, instalments are paid."""
    told: dict[str, Any] = parameters.table(__package__, "instalments")["payment"]
    return told


def _post(made: Standing, turn: Turn, *, kept: Yen, at: datetime) -> None:
    own, owed = own_part(made), payable(KIND, scheme=made.scheme, contract=made.contract)
    move(made, f"instalment:{turn.key}", f"instalments:{own}", owed, turn.amount, at=at)
    move(made, f"instalment_tax:{turn.key}", owed, f"withheld_tax:{own}", kept, at=at)


def _order(made: Standing, turn: Turn, *, account: UUID, net: Yen, pay_on: date) -> Order:
    return Order(
        key=f"instalment:{turn.key}",
        scheme=made.scheme,
        contract=made.contract,
        party=made.party,
        kind=KIND,
        purpose=f"分割共済金（{turn.month.year}年{turn.month.month}月分）",
        amount=net,
        account=account,
        rail="bulk",
        pay_on=pay_on,
        due_at=tokyo.at(pay_on, time.fromisoformat(facts()["in_account_by"])),
        case_number=made.case_number,
    )


def _day(month: Month, *, at: datetime) -> date:
    """Return the day a month's instalment is paid; when it is late, the earliest there still is."""
    bank = calendars.bank()
    first = bank.add(tokyo.in_tokyo(at).date(), facts()["at_least"])
    return max(first, bank.on_or_after(month.day(facts()["day"])))
