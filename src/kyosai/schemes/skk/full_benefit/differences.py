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
from kyosai.schemes.skk.full_benefit.paid_months import Band, ImpossibleHistory
from kyosai.schemes.skk.premium_tiers import TIER

CHANGES = {1996: date(1996, 4, 1), 2000: date(2000, 4, 1), 2004: date(2004, 4, 1)}


@implements(
    "小規模企業共済法経過措置政令2条1項",
    "小規模企業共済法経過措置政令3条1項",
    "小規模企業共済法経過措置政令4条1項",
    "小規模企業共済法経過措置政令5条2項",
    says="{months}か月のとき、500円1つにつき、前の制度からの差額{result}円が加わります（{kind}）。",
)
def difference(kind: Kind, *, band: Band, months: int) -> Fraction:
    """Return what the older tables add to one tier after so many months, exact, in yen.

    Each table is read at the tier's months on the day of its change and grows since, measured in
    months paid, at the rates of the periods that followed (assumed; a fraction of a year by roots).
    A tier above the highest premium before a change has no months then and gets nothing from it:
    that is the limit 「施行前における掛金月額の最高額までを区分したもの」.
    """
    ends = [*(min(months, band.before(day)) for day in CHANGES.values()), months]
    added, grown = Fraction(0), Fraction(1)
    for place, year in reversed([*enumerate(CHANGES)]):
        if not ends[place]:
            break
        grown *= growth(difference_rate(year), months=ends[place + 1] - ends[place])
        then = difference_then(
            kind, year=year, months=ends[place], is_second_kind=band.is_second_kind
        )
        added += then * grown
    return added


@implements(
    "小規模企業共済法経過措置省令1条",
    "小規模企業共済法経過措置省令2条",
    "小規模企業共済法経過措置省令3条",
    says="{year:d}年の改正のとき{months}か月だった区分の差額は{result}円です（{kind}）。",
)
def difference_then(kind: Kind, *, year: int, months: int, is_second_kind: bool = False) -> int:
    """Return the yen of the table of one change, read at a tier's months before it."""
    column = f"second_kind_{kind.key}" if is_second_kind else kind.key
    rows = _table(year, column)
    if months not in rows:
        raise ImpossibleHistory(field="history")
    return rows[months]


@implements(
    "小規模企業共済法経過措置政令2条3項",
    "小規模企業共済法経過措置政令3条4項",
    "小規模企業共済法経過措置政令4条4項",
    "小規模企業共済法経過措置政令5条3項",
    says="{band}: 改正の前と後の月数で平均した率は{result:%}です。",
)
def mixed_rate(band: Band) -> Fraction:
    """Return the rate of a tier on cancelling: each period's months at its own table's rate.

    All rates are looked up at the tier's whole months.
    """
    months = len(band.months)
    ends = [0, *(band.before(day) for day in CHANGES.values()), months]
    rates = [*(old_rate(since, months=months) for since in (1965, 1996, 2000)), rate(months)]
    weighted = (
        share * (end - start) for share, start, end in zip(rates, ends, ends[1:], strict=False)
    )
    return sum(weighted, Fraction(0)) / months


@implements(
    "小規模企業共済法12条3項1号",
    says="{band}: 500円1つにつき{result}円が戻ります（端数を整える前）。",
)
def cancelled_tier(band: Band) -> Fraction:
    """Return what one tier of a band brings on cancelling, exact, in yen."""
    return Yen(TIER.amount * len(band.months)).of(mixed_rate(band))


@implements(
    "小規模企業共済法経過措置政令別表第一",
    "小規模企業共済法経過措置政令別表第二",
    "小規模企業共済法経過措置政令別表第三",
    says="{since:d}年からの旧い率の表では、{months}か月は{result:%}です。",
)
def old_rate(since: int, *, months: int) -> Fraction:
    """Return the share by the table that began in 1965, 1996 or 2000."""
    starts, percents = _old_rates()[str(since)]
    return percents[bisect_right(starts, months) - 1] / 100


@implements(
    "小規模企業共済法経過措置政令2条6項",
    "小規模企業共済法経過措置政令3条9項",
    "小規模企業共済法経過措置政令4条9項",
    says="{since:d}年の改正からの差額利率は年{result:%}と仮定しました（告示を確認できていません）。",
)
def difference_rate(since: int) -> Fraction:
    """Return the yearly rate at which differences grow from a change on (assumed)."""
    return Fraction(parameters.table(__package__, "differences")[f"since_{since}"])


@cache
def _table(year: int, column: str) -> dict[int, int]:
    rows = parameters.rows(__package__, f"differences_{year}")
    return {int(row["months"]): int(row[column]) for row in rows if row[column]}


@cache
def _old_rates() -> dict[str, tuple[list[int], list[Fraction]]]:
    found: dict[str, tuple[list[int], list[Fraction]]] = {}
    for row in parameters.rows(__package__, "cancellation_rates"):
        starts, percents = found.setdefault(row["since"], ([], []))
        starts.append(int(row["months_from"]))
        percents.append(Fraction(row["percent"]))
    return found
