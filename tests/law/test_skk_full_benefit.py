"""共済金の全額 — additional benefits by year, contracts of the older Acts, told one by one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.benefit import Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.full_benefit.benefit_due import (
    additional,
    additional_rate,
    amount_of_tier,
    benefit_due,
    cancellation_due,
)
from kyosai.schemes.skk.full_benefit.differences import mixed_rate
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch, bands
from kyosai.schemes.skk.premium_tiers import Stretch

A, B, JUN = Kind.A, Kind.B, Kind.JUN


def paid(first: str, months: int, yen: int = 10_000) -> PaidStretch:
    return PaidStretch(Month.parse(first), Stretch(Yen(yen), months))


@pytest.mark.parametrize(
    ("kind", "first", "months", "event", "yen"),
    [
        pytest.param(A, "2017-04", 66, "2022-09", 690_168, id="D088"),
        pytest.param(B, "2017-04", 66, "2022-09", 681_524, id="D089"),
        pytest.param(JUN, "2017-04", 66, "2022-09", 660_000, id="D090"),
        pytest.param(JUN, "2010-04", 144, "2022-03", 1_440_000, id="D093"),
        pytest.param(A, "2010-04", 156, "2023-03", 1_730_623, id="D094"),
        pytest.param(B, "2010-04", 156, "2023-03", 1_678_410, id="D095"),
        pytest.param(A, "2019-04", 36, "2022-03", 368_605, id="D097"),
        pytest.param(B, "2019-04", 36, "2022-03", 366_197, id="D098"),
        pytest.param(A, "2020-10", 27, "2022-12", 270_000, id="D100"),
        pytest.param(B, "2020-10", 27, "2022-12", 270_000, id="D101"),
        pytest.param(JUN, "2020-10", 27, "2022-12", 270_000, id="D102"),
        pytest.param(A, "1995-04", 372, "2026-03", 4_701_996, id="D162（差額利率は仮定）"),
        pytest.param(A, "1985-04", 492, "2026-03", 8_112_545, id="D163（差額利率は仮定）"),
        pytest.param(B, "1985-04", 492, "2026-03", 7_212_234, id="D164（差額利率は仮定）"),
        pytest.param(A, "1997-04", 348, "2026-03", 4_314_474, id="D165（差額利率は仮定）"),
        pytest.param(A, "2001-04", 300, "2026-03", 3_633_394, id="D166（差額利率は仮定）"),
        pytest.param(JUN, "2001-04", 300, "2026-03", 3_107_840, id="D167（差額利率は仮定）"),
    ],
)
def test_benefit_of_a_dated_history(
    kind: Kind, first: str, months: int, event: str, yen: int
) -> None:
    history = [paid(first, months)]
    band = bands(history)[0]
    if int(first[:4]) < 2004:  # the cases of the older Acts are told without additions
        tiers = amount_of_tier(kind, band=band, months=months) * band.tiers
        assert Yen(int(tiers + Fraction(1, 2))) == Yen(yen)
    else:
        assert benefit_due(kind, history=history, event=Month.parse(event)) == Yen(yen)


@pytest.mark.parametrize(
    ("first", "months", "rate", "yen"),
    [
        pytest.param("2001-04", 300, Fraction(1031, 1000), 3_093_000, id="D169"),
        pytest.param("1985-04", 492, Fraction(5201, 4100), 6_241_200, id="D171"),
        pytest.param("1995-04", 372, Fraction(693, 620), 4_158_000, id="D172"),
    ],
)
def test_cancelling_an_old_contract(first: str, months: int, rate: Fraction, yen: int) -> None:
    """経過措置政令2条3項・3条4項・4条4項."""
    history = [paid(first, months)]

    assert mixed_rate(bands(history)[0]) == rate
    assert cancellation_due(history) == Yen(yen)


def test_the_rate_of_a_year_multiplies_the_supposed_benefit() -> None:
    """P048: 仮定共済金額1,000万円 × 2018年度の支給率."""
    assert 10_000_000 * additional_rate(2018) == 3_600


def test_a_tier_under_thirty_six_months_gets_no_addition() -> None:
    band = bands([paid("2019-04", 35)])[0]

    assert additional(A, band=band, event=Month(2022, 2)) == 0


@pytest.mark.parametrize("months", [5, 11])
def test_below_the_months_needed_nothing_is_due(months: int) -> None:
    """D159・D160: 契約11月では解約手当金も準共済金もない（法12条1項）."""
    history, event = [paid("2025-01", months)], Month(2026, 1)

    assert cancellation_due(history) == benefit_due(JUN, history=history, event=event) == Yen(0)
    assert bool(benefit_due(A, history=history, event=event)) is (months >= 6)


@given(
    st.lists(
        st.tuples(st.integers(1, 140).map(lambda n: n * 500), st.integers(1, 120)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(Kind),
)
def test_a_history_since_2023_is_worth_its_basic_amounts(
    parts: list[tuple[int, int]], kind: Kind
) -> None:
    """While the rates since fiscal 2023 are unknown, the dated and the plain figure are one."""
    first, history = Month(2023, 4), []
    for yen, months in parts:
        history.append(PaidStretch(first, Stretch(Yen(yen), months)))
        first += months
    plain = [each.stretch for each in history]

    assert benefit_due(kind, history=history, event=first) == basic_benefit(kind, history=plain)
    assert cancellation_due(history) == cancellation_allowance(plain)


@pytest.mark.parametrize(
    "history",
    [
        pytest.param([paid("2020-01", 12), paid("2020-12", 12)], id="重なる"),
        pytest.param([paid("2021-01", 12), paid("2020-01", 12)], id="前後する"),
        pytest.param([paid("1965-11", 12)], id="制度のできる前"),
    ],
)
def test_a_history_that_cannot_be_is_refused(history: list[PaidStretch]) -> None:
    with pytest.raises(Refused):
        bands(history)


def test_a_gap_is_no_month_paid() -> None:
    with_gap = bands([paid("2020-01", 12), paid("2021-07", 12)])

    assert len(with_gap[0].months) == 24
