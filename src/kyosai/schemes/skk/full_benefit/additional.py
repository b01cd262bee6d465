"""付加共済金 — what good years add to a tier, and which years' rates are still unknown."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import implements
from kyosai.basis.months import Month, fiscal_year
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.amounts import FIRST_BASE, amount_of_tier
from kyosai.schemes.skk.full_benefit.paid_months import Band, PaidIn

EVERY = 12  # 基準月: 「三十六月又は三十六月に十二月の整数倍の月数を加えた月数となる各月」


@implements(
    "小規模企業共済法9条5項",
    "小規模企業共済法経過措置政令7条",
    says="{year:d}年度の支給率は{result:%}です。",
)
def additional_rate(year: int) -> Fraction:
    """Return the rate of a fiscal year; a year without a published rate counts as nothing.

    ``open_years`` tells which these are (decision 0009). There was no rate before fiscal 1996.
    """
    facts = _facts()
    if year < facts["first_year"]:
        raise NotYetInForce(f"no rate before fiscal {facts['first_year']}: {year}")
    if year >= facts["unknown_since"] and str(year) not in facts["rate"]:
        return assumed_rate(year)
    return Fraction(facts["rate"].get(str(year), "0"))


@implements(
    "小規模企業共済法9条5項",
    says="{year:d}年度の支給率は確認できていないので、{result:%}と仮定しました。",
)
def assumed_rate(year: int) -> Fraction:
    """Return the rate of a year nobody has published to us: nothing, so that it can only rise."""
    assert year >= _facts()["unknown_since"], "the years before are published"
    return Fraction(0)


@implements(
    "小規模企業共済法9条3項2号",
    "小規模企業共済法12条4項2号",
    "小規模企業共済法経過措置政令2条1項2号",
    says="{event}までの付加は、500円1つにつき{result}円です（端数を整える前）。",
)
def additional(kind: Kind, *, band: Band, event: Month) -> Fraction:
    """Return the additional amount of one tier, exact, in yen; nothing under thirty-six months.

    Each base month's amount at its own year's rate, then the months since the last base month at
    the rate of the event's year. Base months before fiscal 1996 had no rate.
    """
    added = Fraction(0)
    for months, year, share in _parts(band, event=event):
        if rate := additional_rate(year):
            added += amount_of_tier(kind, band=band, months=months) * rate * share
    return added


@implements(
    "小規模企業共済法9条5項",
    says="まだ支給率を確認できていないので0%とした年度は{result:d}です。",
)
def open_years(paid: PaidIn, *, event: Month) -> tuple[int, ...]:
    """Return the fiscal years this benefit needs and nobody has published, the oldest first.

    As long as there is one, the amount may still rise: it is the least that is due.
    """
    facts = _facts()
    used = {year for band in paid.bands for _, year, _ in _parts(band, event=event)}
    unknown = {year for year in used if year >= facts["unknown_since"]}
    return tuple(sorted(year for year in unknown if str(year) not in facts["rate"]))


def _parts(band: Band, *, event: Month) -> Iterator[tuple[int, int, Fraction]]:
    """Yield the months, the year whose rate applies and the share of a year, part by part."""
    months = len(band.months)
    bases = range(FIRST_BASE, months + 1, EVERY)
    for base in bases:
        year = fiscal_year(band.months[base - 1].first_day)
        if year >= _facts()["first_year"]:
            yield base, year, Fraction(1)
    if bases and months > bases[-1]:
        yield months, fiscal_year(event.first_day), Fraction(months - bases[-1], EVERY)


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "additional")
