"""掛金 — the monthly premium: its range, the months owed, due dates and rebilling."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused


class TooSmall(Refused):
    """A monthly premium below the minimum."""

    reason = "毎月の掛金は1,000円から選べます。1,000円以上にしてください。"


class TooLarge(Refused):
    """A monthly premium above the maximum."""

    reason = "毎月の掛金は70,000円までです。70,000円以下にしてください。"


class NotByStep(Refused):
    """A monthly premium that is not a multiple of 500 yen."""

    reason = "毎月の掛金は500円きざみです。500円で割り切れる金額にしてください。"


class ImpossibleTime(Refused):
    """A day or a month before the contract was formed."""

    reason = "契約の成立より前の日か月です。契約が成立した日よりあとにしてください。"


@implements("小規模企業共済法4条2項", says="掛金月額は{result}です。")
def monthly_premium(yen: int, *, on: date) -> Yen:
    """Return a monthly premium the Act allows on a day, or refuse it.

    「千円以上七万円以下の範囲内において五百円に整数を乗じて得た額」
    """
    limits = _limits().on(on)
    if yen < limits["minimum"]:
        raise TooSmall(field="monthly_premium")
    if yen > limits["maximum"]:
        raise TooLarge(field="monthly_premium")
    if yen % limits["step"]:
        raise NotByStep(field="monthly_premium")
    return Yen(yen)


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法17条3項",
    says="{formed_on}から{last_on}までに納める月は {result} です。",
)
def months_owed(
    *, formed_on: date, last_on: date, stopped: Collection[Month] = ()
) -> tuple[Month, ...]:
    """Return every month owed: from the month of effect through the month of the last day.

    ``stopped`` are the months of premium holidays, which are not owed.
    """
    if last_on < formed_on:
        raise ImpossibleTime(field="last_on")
    through = months.span(Month.of(formed_on), Month.of(last_on))
    return tuple(month for month in through if month not in stopped)


@implements("小規模企業共済法4条2項", says="毎月の掛金は{result}から選べます。")
def smallest(*, on: date) -> Yen:
    """Return the smallest monthly premium on a day."""
    return Yen(_limits().on(on)["minimum"])


@implements("小規模企業共済法17条1項", says="{month}分の掛金の納付期限は{result}です。")
def due_on(month: Month, *, formed_on: date) -> date:
    """Return the last day on which a month's premium is in time.

    The month of effect has until the end of the second month after it, every other month
    until the end of the next.
    """
    first = Month.of(formed_on)
    if month < first:
        raise ImpossibleTime(field="month")
    return (month + (2 if month == first else 1)).last_day


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法17条2項",
    says="最初の引き落としで納めるのは {result} の分です。",
)
def taken_by_first_debit(*, applied_on: date, debit_month: Month) -> tuple[Month, ...]:
    """Return the months the first debit takes: all from the application to the debit month.

    Each month is taken whole, and none later than its due date (decision 0002).
    """
    if debit_month < Month.of(applied_on):
        raise ImpossibleTime(field="debit_month")
    return tuple(months.span(Month.of(applied_on), debit_month))


@implements("小規模企業共済法施行規則19条", says="{failed}分は{result}に請求しなおします。")
def rebilled_in(failed: Month, *, on: date) -> Month:
    """Return the month whose debit asks again: the first even one at least two months later."""
    earliest = failed + int(_limits().on(on)["rebilled_after_months"])
    return earliest if earliest.month % 2 == 0 else earliest + 1


@implements("小規模企業共済法施行規則19条", says="{month}に請求するのは {result} の分です。")
def asked_in(month: Month, *, unpaid: Iterable[Month], on: date) -> tuple[Month, ...]:
    """Return the months one debit asks for: its own, and in even months what failed long before.

    A month that failed in June is asked again in August; when that fails too, in October
    together with July and August, but without September, which was asked in September.
    """
    again = [
        failed
        for failed in sorted(set(unpaid))
        if month.month % 2 == 0 and rebilled_in(failed, on=on) <= month
    ]
    return (*again, month)


@implements(
    "小規模企業共済法7条2項1号",
    "小規模企業共済法施行規則5条1項",
    says="未納が{unpaid_months}か月なので、解除の理由に{result:なります|なりません}。",
)
def is_ground_for_cancellation(unpaid_months: int, *, on: date) -> bool:
    """Tell whether so many unpaid months oblige SMRJ to cancel: twelve or more."""
    bound: int = _limits().on(on)["unpaid_months_before_cancellation"]
    return unpaid_months >= bound


@implements("所得税法75条1項", says="{year}年の所得控除は{result}です。")
def deduction(debits: Iterable[tuple[date, Yen]], *, year: int) -> Yen:
    """Return what a year's debits take off its income: 「その年中に支払った額」, in full."""
    return total([yen for debit_on, yen in debits if debit_on.year == year])


@cache
def _limits() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
