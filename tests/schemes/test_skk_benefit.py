"""共済金・解約手当金 — what holds for every history."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis import parameters
from kyosai.basis.law import explained
from kyosai.basis.money import Yen
from kyosai.schemes.skk import estimate
from kyosai.schemes.skk.benefit import (
    Kind,
    Threshold,
    basic_benefit,
    has_reached,
    may_claim_old_age,
    tier_benefit,
)
from kyosai.schemes.skk.cancellation import cancellation_allowance, rate
from kyosai.schemes.skk.premium_tiers import Stretch, months_paid, premium_tiers, premiums_paid
from kyosai.schemes.skk.rounding import whole_yen

PREMIUMS = st.integers(2, 140).map(lambda steps: Yen(steps * 500))
STRETCHES = st.builds(Stretch, PREMIUMS, st.integers(1, 200))
HISTORIES = st.lists(STRETCHES, min_size=1, max_size=5)
KINDS = st.sampled_from(Kind)


@given(HISTORIES)
def test_tiers_hold_every_yen_paid_and_no_other(history: list[Stretch]) -> None:
    assert Yen(500) * sum(premium_tiers(history)) == premiums_paid(history)


@given(HISTORIES)
def test_a_higher_tier_never_has_more_months(history: list[Stretch]) -> None:
    tiers = premium_tiers(history)

    assert list(tiers) == sorted(tiers, reverse=True)
    assert tiers[0] == months_paid(history)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_premiums_does_not_matter(history: list[Stretch], random) -> None:
    shuffled = random.sample(history, len(history))

    assert premium_tiers(shuffled) == premium_tiers(history)
    assert all(
        basic_benefit(kind, history=shuffled) == basic_benefit(kind, history=history)
        for kind in Kind
    )
    assert cancellation_allowance(shuffled) == cancellation_allowance(history)


def test_nobody_paid_nothing_has_no_tiers() -> None:
    assert premium_tiers(()) == ()
    assert basic_benefit(Kind.A, history=()) == Yen(0)


@given(KINDS, st.integers(0, 700))
def test_a_month_more_never_brings_less(kind: Kind, months: int) -> None:
    assert tier_benefit(kind, months=months) <= tier_benefit(kind, months=months + 1)


@given(st.integers(0, 900))
def test_a_is_at_least_b_and_b_at_least_jun_and_nobody_loses_premiums(months: int) -> None:
    a, b, jun = (tier_benefit(kind, months=months) for kind in Kind)

    assert a >= b >= jun >= 500 * months


@given(HISTORIES, KINDS)
def test_a_benefit_is_at_least_what_was_paid_once_the_threshold_is_reached(
    history: list[Stretch], kind: Kind
) -> None:
    benefit = basic_benefit(kind, history=history)

    reached = months_paid(history) >= (12 if kind is Kind.JUN else 6)
    assert benefit >= premiums_paid(history) if reached else benefit == Yen(0)


@given(PREMIUMS, st.integers(12, 600), KINDS)
def test_twice_the_premium_is_twice_the_benefit(premium: Yen, months: int, kind: Kind) -> None:
    once = basic_benefit(kind, history=[Stretch(Yen(1_000), months)])

    many = basic_benefit(kind, history=[Stretch(premium, months)])

    assert many.amount * 2 == once.amount * premium.amount // 500


@pytest.mark.parametrize(
    ("threshold", "months"),
    [
        (Threshold.EVENT, 6),
        (Threshold.OLD_AGE, 180),
        (Threshold.JUN, 12),
        (Threshold.CANCELLATION, 12),
    ],
)
def test_a_threshold_opens_in_its_month(threshold: Threshold, months: int) -> None:
    assert not has_reached(threshold, months_paid=months - 1)
    assert has_reached(threshold, months_paid=months)


@pytest.mark.parametrize(
    ("months", "age", "may"), [(180, 65, True), (179, 65, False), (180, 64, False), (300, 80, True)]
)
def test_old_age_needs_both_years_paid_and_age(months: int, age: int, may: bool) -> None:
    assert may_claim_old_age(months_paid=months, age=age) is may


@given(st.integers(0, 1_000))
def test_the_rate_rises_by_six_months_up_to_120_percent(months: int) -> None:
    assert rate(months) <= rate(months + 1)
    assert rate(months) == rate(months - months % 6)
    assert Fraction(80, 100) <= rate(months) <= Fraction(120, 100)


def test_the_page_reads_young_tiers_as_returning_nothing() -> None:
    history = [Stretch(Yen(1_000), 11), Stretch(Yen(2_000), 1)]

    by_law, by_page = (cancellation_allowance(history, by_page=way) for way in (False, True))

    assert (by_law, by_page) == (Yen(10_400), Yen(9_600))


def test_the_table_has_every_month_from_36_to_480() -> None:
    rows = parameters.rows("kyosai.schemes.skk", "basic_benefit")

    assert [int(row["months"]) for row in rows] == list(range(36, 481))


@pytest.mark.parametrize(("kind", "column"), [(Kind.A, "a"), (Kind.B, "b")])
def test_the_table_lies_on_a_line_between_its_years(kind: Kind, column: str) -> None:
    """Every copy agrees: a month between two years is interpolated, cut off at ten yen."""
    for year in range(36, 480, 12):
        low, high = (tier_benefit(kind, months=months) for months in (year, year + 12))
        for months in range(12):
            on_line = Fraction(low * (12 - months) + high * months, 12)
            assert tier_benefit(kind, months=year + months) == on_line // 10 * 10


@pytest.mark.parametrize(
    ("amount", "yen"), [("0.49", 0), ("0.5", 1), ("1.499", 1), ("366411.6", 366_412)]
)
def test_fifty_sen_decide(amount: str, yen: int) -> None:
    assert whole_yen(Fraction(amount)) == Yen(yen)


def test_an_estimate_of_twenty_years_at_10000() -> None:
    found = estimate.estimate(Yen(10_000), years=20)

    assert (found.paid, found.a, found.b, found.jun, found.cancellation) == (
        Yen(2_400_000),
        Yen(2_786_400),
        Yen(2_658_800),
        Yen(2_419_500),
        Yen(2_400_000),
    )
    assert found.words == "基本額"


def test_a_curve_has_one_point_a_year() -> None:
    curve = estimate.curve(Yen(30_000))

    assert [point.years for point in curve] == list(range(1, 31))
    assert all(curve[years - 1] == estimate.estimate(Yen(30_000), years=years) for years in (5, 10))


def test_an_amount_can_say_which_rules_made_it() -> None:
    with explained() as findings:
        basic_benefit(Kind.A, history=[Stretch(Yen(10_000), 240)])

    assert [finding.rule for finding in findings] == [
        "months_paid",
        "has_reached",
        "premium_tiers",
        "table_amount",
        "tier_benefit",
        "whole_yen",
        "basic_benefit",
    ]
    assert findings[-1].result == Yen(2_786_400)
    assert "小規模企業共済法9条3項" in findings[-1].provisions
