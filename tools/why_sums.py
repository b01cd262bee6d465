"""計算 — how the yen of a benefit add up, tier by tier, in words anybody can check by hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.said import percent
from kyosai.schemes.skk.benefit import Kind, tier_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance, rate
from kyosai.schemes.skk.full_benefit.additional import additional
from kyosai.schemes.skk.full_benefit.amounts import amount_of_tier
from kyosai.schemes.skk.full_benefit.differences import cancelled_tier, mixed_rate
from kyosai.schemes.skk.full_benefit.paid_months import Band, DatedHistory, bands
from kyosai.schemes.skk.loan.kinds import LoanKind, product
from kyosai.schemes.skk.portfolio.old_tiers import Counted
from kyosai.schemes.skk.premium_tiers import TIER, History, premium_tiers, premiums_paid

PLACES = 4  # decimals shown
NOTHING = Fraction(0)


def basic(kind: Kind, paid: History) -> Iterator[str]:
    """Say what the tiers bring that count alike, and all together."""
    total = NOTHING
    for months, tiers in Counter(premium_tiers(paid)).items():
        each = Fraction(tier_benefit(kind, months=months))
        yield _line(months, tiers, _yen(each), each * tiers)
        total += each * tiers
    yield _together(total)


def cancelled(paid: History) -> Iterator[str]:
    """Say what of the tiers' premiums comes back, and all together."""
    total = NOTHING
    for months, tiers in Counter(premium_tiers(paid)).items():
        back = TIER.of(rate(months)) * months * tiers
        yield _back(months, tiers, rate(months), back)
        total += back
    yield _together(total)


def whole(kind: Kind, paid: DatedHistory, event: Month) -> Iterator[str]:
    """Say what the tiers bring: the table, differences of older Acts, additions by year."""
    total = NOTHING
    for band in bands(paid):
        each, words = _tier(kind, band, event)
        yield _line(len(band.months), band.tiers, words, each * band.tiers)
        total += each * band.tiers
    yield _together(total)


def whole_cancelled(paid: DatedHistory) -> Iterator[str]:
    """Say what of the tiers' premiums comes back, at the rates of the Acts they were paid under."""
    total = NOTHING
    for band in bands(paid):
        back = cancelled_tier(band) * band.tiers
        yield _back(len(band.months), band.tiers, mixed_rate(band), back)
        total += back
    yield _together(total)


def loan(paid: History, on: date) -> Iterator[str]:
    """Say how the limit of a general loan comes from what cancelling would bring."""
    lent = product(LoanKind.GENERAL, on=on)
    allowance, premiums = cancellation_allowance(paid), premiums_paid(paid)
    least = min(allowance, premiums)
    yield f"いまの率で数えた解約手当金 {allowance}と、納めた掛金 {premiums}"
    yield f"そのうち少ないほうの{percent(lent.share)} ＝ {_yen(least.of(lent.share))}"
    yield f"{Yen(lent.unit)}に満たない分は切り捨てます。上限は{lent.largest}です。"


def _tier(kind: Kind, band: Band, event: Month) -> tuple[Fraction, str]:
    months = len(band.months)
    young = Counted.of(months, before=(0, 0, 0))
    by_table = amount_of_tier(kind, band=young, months=months)
    more = amount_of_tier(kind, band=band, months=months) - by_table
    added = additional(kind, band=band, event=event)
    each = by_table + more + added
    if kind is Kind.JUN and each <= TIER.amount * months:
        return Fraction(TIER.amount * months), f"納めた額の{_yen(Fraction(TIER.amount * months))}"
    parts = [f"表の額 {_yen(by_table)}"]
    parts += [f"差額 {_yen(more)}"] if more else []
    parts += [f"付加 {_yen(added)}"] if added else []
    return each, f"{_yen(each)}" if len(parts) == 1 else f"（{' ＋ '.join(parts)}）"


def _line(months: int, tiers: int, each: str, together: Fraction) -> str:
    return f"{months:,}か月納めた500円が{tiers}こ: {each} × {tiers} ＝ {_yen(together)}"


def _back(months: int, tiers: int, share: Fraction, back: Fraction) -> str:
    paid = _yen(Fraction(TIER.amount * months * tiers))
    return (
        f"{months:,}か月納めた500円が{tiers}こ: 納めた額 {paid} の {_share(share)} ＝ {_yen(back)}"
    )


def _together(total: Fraction) -> str:
    return f"合わせて {_yen(total)}"


def _share(share: Fraction) -> str:
    exactly = percent(share)
    return f"{decimal(share * 100)}%" if "/" in exactly else exactly


def _yen(amount: Fraction) -> str:
    return f"{decimal(amount)}円"


def decimal(value: Fraction) -> str:
    """Return a number to four decimals, and say so where it has more."""
    exactly = (value * 10**PLACES).denominator == 1
    whole, rest = divmod(round(value * 10**PLACES), 10**PLACES)
    decimals = f"{rest:0{PLACES}d}".rstrip("0") if exactly else f"{rest:0{PLACES}d}"
    return ("" if exactly else "約") + f"{whole:,}" + (f".{decimals}" if decimals else "")
