"""掛金 — what holds for every month and every amount."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.basis.tokyo import TOKYO
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.debit_plan import debit_plan

TODAY = date(2026, 10, 1)
DAYS = st.dates(date(2026, 1, 5), date(2027, 6, 30))
MONTHS = st.builds(Month, st.integers(2005, 2030), st.integers(1, 12))
PREMIUMS = st.integers(2, 140).map(lambda steps: Yen(steps * 500))
CHANNELS = st.sampled_from(channels.channels(scheme="skk"))
MOMENTS = st.datetimes(
    datetime(2026, 1, 5),  # noqa: DTZ001
    datetime(2027, 10, 31),  # noqa: DTZ001
    timezones=st.just(TOKYO),
)


@given(st.integers(-100_000, 200_000))
def test_a_premium_is_allowed_exactly_by_500_between_1000_and_70000(yen: int) -> None:
    try:
        allowed = premium.monthly_premium(yen, on=TODAY)
    except Refused as refusal:
        assert refusal.field == "monthly_premium"
        assert not (1_000 <= yen <= 70_000 and yen % 500 == 0)
    else:
        assert allowed == Yen(yen)
        assert 1_000 <= yen <= 70_000
        assert yen % 500 == 0


@pytest.mark.parametrize("refusal", [premium.TooSmall, premium.TooLarge, premium.NotByStep])
def test_a_refusal_says_what_to_do_next(refusal: type[Refused]) -> None:
    assert refusal.reason.endswith("してください。")


def test_before_the_rules_known_here_nothing_is_allowed() -> None:
    with pytest.raises(NotYetInForce):
        premium.monthly_premium(1_000, on=date(2004, 3, 31))


@given(DAYS, st.integers(0, 60))
def test_due_dates_never_run_backwards(formed_on: date, distance: int) -> None:
    first = Month.of(formed_on)
    due = [premium.due_on(month, formed_on=formed_on) for month in span(first, first + distance)]

    assert due == sorted(due)
    assert due[0] == (first + 2).last_day


def test_no_premium_is_due_for_a_month_before_the_contract() -> None:
    with pytest.raises(premium.ImpossibleTime, match="契約が成立した日"):
        premium.due_on(Month(2026, 9), formed_on=TODAY)


@given(DAYS, st.integers(0, 400))
def test_months_owed_are_every_month_once(formed_on: date, days: int) -> None:
    last_on = date.fromordinal(formed_on.toordinal() + days)

    owed = premium.months_owed(formed_on=formed_on, last_on=last_on)

    assert owed[0] == Month.of(formed_on)
    assert owed[-1] == Month.of(last_on)
    assert len(owed) == owed[-1] - owed[0] + 1


@given(MONTHS)
def test_rebilling_waits_two_or_three_months_for_an_even_one(failed: Month) -> None:
    again = premium.rebilled_in(failed, on=TODAY)

    assert again.month % 2 == 0
    assert again - failed in (2, 3)


@given(MONTHS, st.sets(st.integers(1, 24)))
def test_one_debit_asks_for_a_month_once_and_its_own_last(month: Month, ago: set[int]) -> None:
    asked = premium.asked_in(month, unpaid=[month + -months for months in ago], on=TODAY)

    assert asked[-1] == month
    assert list(asked) == sorted(set(asked))
    assert len(asked) == 1 or month.month % 2 == 0


@given(MONTHS)
def test_a_month_left_unpaid_is_asked_again_first_in_its_month_of_rebilling(failed: Month) -> None:
    first_again = next(
        month
        for month in span(failed + 1, failed + 12)
        if failed in premium.asked_in(month, unpaid=[failed], on=TODAY)
    )

    assert first_again == premium.rebilled_in(failed, on=TODAY)


@pytest.mark.parametrize(("unpaid", "ground"), [(11, False), (12, True), (13, True)])
def test_twelve_unpaid_months_are_a_ground_for_cancellation(unpaid: int, ground: bool) -> None:
    assert premium.is_ground_for_cancellation(unpaid, on=TODAY) is ground


@given(MOMENTS, CHANNELS, PREMIUMS)
def test_a_plan_takes_every_month_once_from_the_application_on(
    applied_at: datetime, channel: Channel, monthly: Yen
) -> None:
    plan = debit_plan(applied_at=applied_at, channel=channel, monthly_premium=monthly)

    taken = [month for debit in plan.debits for month in debit.months]
    assert taken == list(span(Month.of(applied_at.date()), taken[-1]))
    assert all(debit.yen == monthly * len(debit.months) for debit in plan.debits)


@given(MOMENTS, CHANNELS, PREMIUMS)
def test_no_month_of_a_plan_is_debited_after_it_is_due(
    applied_at: datetime, channel: Channel, monthly: Yen
) -> None:
    plan = debit_plan(applied_at=applied_at, channel=channel, monthly_premium=monthly)

    for debit in plan.debits:
        for month in debit.months:
            assert debit.cycle.debit_on <= premium.due_on(month, formed_on=applied_at.date())


@given(MOMENTS, CHANNELS, PREMIUMS)
def test_the_deduction_is_what_is_debited_by_the_end_of_the_year(
    applied_at: datetime, channel: Channel, monthly: Yen
) -> None:
    plan = debit_plan(applied_at=applied_at, channel=channel, monthly_premium=monthly)

    in_year = [debit for debit in plan.debits if debit.cycle.debit_on.year == applied_at.year]
    assert plan.year == applied_at.year
    assert plan.deduction == monthly * sum(len(debit.months) for debit in in_year)
    reached = debit_days.last_chance(channel, year=applied_at.year).submit_by > applied_at
    assert bool(plan.deduction) is reached
