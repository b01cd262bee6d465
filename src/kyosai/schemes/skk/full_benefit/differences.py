"""差額 — what contracts from before 1996, 2000 and 2004 add to a tier, and their mixed rates."""

from bisect import bisect_right
from datetime import date
from fractions import Fraction
from functools import cache

from kyosai.basis import parameters
from kyosai.basis.compound import growth
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.cancellation import rate
from kyosai.schemes.skk.full_benefit.paid_months import Band
from kyosai.schemes.skk.premium_tiers import TIER

CHANGES = {1996: date(1996, 4, 1), 2000: date(2000, 4, 1), 2004: date(2004, 4, 1)}


@implements(
    "小規模企業共済法経過措置政令2条",
    "小規模企業共済法経過措置政令3条",
    "小規模企業共済法経過措置政令4条",
    says="{months}か月のとき、500円1つにつき、前の制度からの差額{result}円が加わります（{kind}）。",
)
def difference(kind: Kind, *, band: Band, months: int) -> Fraction:
    """Return what the older tables add to one tier after so many months, exact, in yen.

    Each table is read at the tier's months on the day of its change and grows since, measured in
    months paid, at the rates of the periods that followed (assumed; a fraction of a year by roots).
    A tier younger than the change has no months then, and gets nothing.
    """
    ends = [*(min(months, band.before(day)) for day in CHANGES.values()), months]
    total = Fraction(0)
    for place, year in enumerate(CHANGES):
        amount = Fraction(_table(year, kind.key).get(ends[place], 0))
        for later, start in enumerate(list(CHANGES)[place:], start=place):
            amount *= growth(_rate(start), months=ends[later + 1] - ends[later])
        total += amount
    return total


@implements(
    "小規模企業共済法経過措置政令2条3項",
    "小規模企業共済法経過措置政令3条4項",
    "小規模企業共済法経過措置政令4条4項",
    says="{band}: 改正の前と後の月数で平均した率は{result:%}です。",
)
def mixed_rate(band: Band) -> Fraction:
    """Return the rate of a tier on cancelling: each period's months at its own table's rate.

    All rates are looked up at the tier's whole months.
    """
    months = len(band.months)
    ends = [0, *(band.before(day) for day in CHANGES.values()), months]
    rates = [*(_old_rate(since, months) for since in ("1965", "1996", "2000")), rate(months)]
    weighted = (
        share * (end - start) for share, start, end in zip(rates, ends, ends[1:], strict=False)
    )
    return sum(weighted, Fraction(0)) / months


@implements(
    "小規模企業共済法12条3項1号",
    "小規模企業共済法経過措置政令2条3項",
    says="{band}: 500円1つにつき{result}円が戻ります（端数を整える前）。",
)
def cancelled_tier(band: Band) -> Fraction:
    """Return what one tier of a band brings on cancelling, exact, in yen."""
    months = len(band.months)
    return Yen(TIER.amount * months).of(mixed_rate(band))


@cache
def _rate(since: int) -> Fraction:
    return Fraction(parameters.table(__package__, "differences")[f"since_{since}"])


@cache
def _table(year: int, column: str) -> dict[int, int]:
    rows = parameters.rows(__package__, f"differences_{year}")
    return {int(row["months"]): int(row[column]) for row in rows}


def _old_rate(since: str, months: int) -> Fraction:
    starts, percents = _old_rates()[since]
    return percents[bisect_right(starts, months) - 1] / 100


@cache
def _old_rates() -> dict[str, tuple[list[int], list[Fraction]]]:
    found: dict[str, tuple[list[int], list[Fraction]]] = {}
    for row in parameters.rows(__package__, "cancellation_rates"):
        starts, percents = found.setdefault(row["since"], ([], []))
        starts.append(int(row["months_from"]))
        percents.append(Fraction(row["percent"]))
    return found
