"""再請求 — when an unpaid month is asked again, and what a holder is asked for next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.records.premiums.answers import Again
from kyosai.schemes import both
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.clocks.channels import Channel

# Never asked at all, or not for want of money: asked the next time there is an account to debit,
# as the notice says. What lacked funds waits for its month.
AT_ONCE = ("", "2", "3", "4", "E")
_MONTHS_AHEAD = 4
_MANY_FAILURES = 24


@dataclass(frozen=True)
class NextDebit:
    """A debit day to come, and the months it will ask for."""

    debit_on: date
    months: tuple[Month, ...]


@implements("小規模企業共済法施行規則19条", "中小企業倒産防止共済法施行規則36条")
def again(failed: Iterable[Month], *, scheme: str, debited_in: Month, on: date) -> Again:
    """Return when a scheme asks again for months that failed in the debit of a month."""
    rules = both.rules_for(scheme)
    return Again(
        months={month: rules.rebilled_in(month, debited_in=debited_in, on=on) for month in failed},
        last_kept=rules.last_kept(debited_in=debited_in, on=on),
        at_once=AT_ONCE,
        next=debited_in + 1,
    )


@implements("小規模企業共済法19条1項", "中小企業倒産防止共済法16条")
def surcharged_after(scheme: str, *, on: date) -> int:
    """Return after how many failures a month is asked with its surcharge; 0 is never."""
    rules, counts = both.rules_for(scheme), range(1, _MANY_FAILURES)
    return next((n for n in counts if rules.is_surcharged(n, on=on)), 0)


def next_debits(
    channel: Channel, *, after: Month, arrears: Mapping[Month, Month], at_least: int = 0
) -> list[NextDebit]:
    """Return the debit days until the last of these unpaid months has been asked again.

    ``arrears`` says for each unpaid month in which month it is asked again.
    """
    waiting = dict(arrears)
    found: list[NextDebit] = []
    for distance in range(1, _MONTHS_AHEAD + 1):
        if not waiting and len(found) >= at_least:
            break
        month = after + distance
        asked = sorted(each for each, asked_in in waiting.items() if asked_in <= month)
        for each in asked:
            del waiting[each]
        try:
            debit_on = _debit_on(channel, month)
        except BeyondCalendar:
            break
        own = () if month in arrears else (month,)
        found += [NextDebit(debit_on, (*asked, *own))] if asked or own else []
    return found


@cache
def _debit_on(channel: Channel, month: Month) -> date:
    """Return a regular debit day: a month's notices ask for the same few, each time anew."""
    return debit_days.cycle(channel, month=month).debit_on
