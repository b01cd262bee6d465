"""再請求 — which unpaid months a debit asks again, and what a holder is asked for next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.months import Month
from kyosai.records.premiums.planning import Rebilling
from kyosai.schemes.clocks import debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.skk import premium

# Never asked at all, or not for want of money: asked the next time there is an account to debit,
# as the notice says. What lacked funds waits for its even month.
AT_ONCE = ("", "2", "3", "4", "E")
_YEARS_BACK = 120
_MONTHS_AHEAD = 4


@dataclass(frozen=True)
class NextDebit:
    """A debit day to come, and the months it will ask for."""

    debit_on: date
    months: tuple[Month, ...]


def rebilling(month: Month, *, on: date) -> Rebilling:
    """Return which months in arrears the debit of a month asks again."""
    earlier = [month + -distance for distance in range(1, _YEARS_BACK)]
    again = premium.asked_in(month, unpaid=earlier, on=on)[:-1]
    return Rebilling(up_to=max(again).first_day if again else None, at_once=AT_ONCE)


def next_debits(
    channel: Channel,
    *,
    after: Month,
    arrears: Sequence[tuple[Month, str]],
    on: date,
    at_least: int = 0,
) -> list[NextDebit]:
    """Return the debit days until the last of these unpaid months has been asked again."""
    waiting = dict(arrears)
    found: list[NextDebit] = []
    for distance in range(1, _MONTHS_AHEAD + 1):
        if not waiting and len(found) >= at_least:
            break
        month = after + distance
        again = [each for each, code in sorted(waiting.items()) if _is_asked(each, code, month, on)]
        for each in again:
            del waiting[each]
        try:
            debit_on = debit_days.cycle(channel, month=month).debit_on
        except BeyondCalendar:
            break
        found.append(NextDebit(debit_on, (*again, month)))
    return found


def _is_asked(unpaid: Month, code: str, month: Month, on: date) -> bool:
    return code in AT_ONCE or unpaid in premium.asked_in(month, unpaid=[unpaid], on=on)[:-1]
