"""支給額 — all a benefit consists of: basic amounts, differences, additions, rounded once."""

from fractions import Fraction

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, fiscal_year
from kyosai.schemes.skk.benefit import Kind, Threshold, has_reached, table_amount
from kyosai.schemes.skk.full_benefit.differences import cancelled_tier, difference
from kyosai.schemes.skk.full_benefit.paid_months import Band, DatedHistory, bands
from kyosai.schemes.skk.premium_tiers import TIER
from kyosai.schemes.skk.rounding import whole_yen

FIRST_BASE, EVERY = 36, 12  # 基準月: 「三十六月又は三十六月に十二月の整数倍の月数を加えた月数」


@implements("小規模企業共済法9条5項", says="{year:d}年度の支給率は{result:%}です。")
def additional_rate(year: int) -> Fraction:
    """Return the rate of a fiscal year; unknown years count as nothing (assumed)."""
    facts = parameters.table(__package__, "additional")
    assert year >= 0, "a year of our era"
    return Fraction(facts["rate"].get(str(year), "0"))


@implements(
    "小規模企業共済法9条3項2号",
    "小規模企業共済法12条4項2号",
    says="{event}までの付加は、500円1つにつき{result}円です（端数を整える前）。",
)
def additional(kind: Kind, *, band: Band, event: Month) -> Fraction:
    """Return the additional amount of one tier, exact, in yen; nothing under thirty-six months.

    Each base month's amount at its own year's rate, then the months since the last base month at
    the rate of the event's year.
    """
    months = len(band.months)
    bases = range(FIRST_BASE, months + 1, EVERY)
    if not bases:
        return Fraction(0)
    at_bases = Fraction(0)
    for base in bases:
        if rate := additional_rate(fiscal_year(band.months[base - 1].first_day)):
            at_bases += amount_of_tier(kind, band=band, months=base) * rate
    since = Fraction(months - bases[-1], EVERY)
    now = amount_of_tier(kind, band=band, months=months)
    return at_bases + now * additional_rate(fiscal_year(event.first_day)) * since


@implements(
    "小規模企業共済法施行令2条",
    "小規模企業共済法経過措置政令7条",
    says="{months}か月納めた500円は、1つにつき、差額をふくめて{result}円です（{kind}）。",
)
def amount_of_tier(kind: Kind, *, band: Band, months: int) -> Fraction:
    """Return the table's amount of one tier with its differences; premiums under 36 months."""
    if months < FIRST_BASE:
        return Fraction(TIER.amount * months)
    return table_amount(kind, months=months) + difference(kind, band=band, months=months)


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法9条2項",
    "小規模企業共済法12条3項2号",
    says="500円の分をすべて足すと、{kind}は{result}です。",
)
def benefit_due(kind: Kind, *, history: DatedHistory, event: Month) -> Yen:
    """Return the whole benefit in yen, rounded once, or nothing before the months needed.

    準共済金 is never less than the premiums of its tier.
    """
    threshold = Threshold.JUN if kind is Kind.JUN else Threshold.EVENT
    paid = sum(each.stretch.months for each in history)
    if not has_reached(threshold, months_paid=paid):
        return Yen(0)
    tiers = (_tier(kind, band=band, event=event) * band.tiers for band in bands(history))
    return whole_yen(sum(tiers, Fraction(0)))


@implements(
    "小規模企業共済法12条1項",
    "小規模企業共済法12条3項1号",
    says="500円の分をすべて足すと、解約手当金は{result}です。",
)
def cancellation_due(history: DatedHistory) -> Yen:
    """Return the 解約手当金 of a contract of any age, rounded once."""
    paid = sum(each.stretch.months for each in history)
    if not has_reached(Threshold.CANCELLATION, months_paid=paid):
        return Yen(0)
    tiers = (cancelled_tier(band) * band.tiers for band in bands(history))
    return whole_yen(sum(tiers, Fraction(0)))


def _tier(kind: Kind, *, band: Band, event: Month) -> Fraction:
    amount = amount_of_tier(kind, band=band, months=len(band.months))
    whole = amount + additional(kind, band=band, event=event)
    return max(whole, Fraction(TIER.amount * len(band.months))) if kind is Kind.JUN else whole
