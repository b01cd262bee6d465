"""掛金の変更・掛止め・払込区分 — what holds for every history, and the refusals told one by one."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import explained
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.said import said
from kyosai.basis.tokyo import TOKYO
from kyosai.schemes.clocks import channels
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.debit_plan import debit_plan
from kyosai.schemes.skk.premiums import (
    changes,
    frequency,
    holidays,
    legacy_calendar,
    unpaid,
)
from kyosai.schemes.skk.premiums.changes import Change, Course
from kyosai.schemes.skk.premiums.frequency import Frequency, PaymentPlan
from kyosai.schemes.skk.premiums.holidays import Evidence, Reason

TODAY = date(2026, 10, 1)
DAYS = st.dates(date(2026, 2, 1), date(2027, 11, 30))
MONTHS = st.builds(Month, st.integers(2016, 2030), st.integers(1, 12))


@given(st.dates(date(2026, 2, 1), date(2030, 12, 31)))
def test_a_change_reaches_its_own_month_and_no_earlier_one(day: date) -> None:
    course = Course(date(2026, 1, 1), Yen(10_000), (Change(day, Yen(20_000)),))

    month = Month.of(day)

    assert changes.premium_of(course, month=month) == Yen(20_000)
    assert changes.premium_of(course, month=month + -1) == Yen(10_000)


@given(
    st.sampled_from(Frequency), st.integers(1, 12), MONTHS, st.sets(st.integers(0, 40), max_size=9)
)
def test_every_month_is_paid_once_or_its_own_debit_failed(
    how_often: Frequency, designated: int, since: Month, failing: set[int]
) -> None:
    plan = PaymentPlan(how_often, designated, since)
    failed = {since + distance for distance in failing}

    paid = [
        month
        for debited in span(since, since + 40)
        if debited not in failed
        for month in frequency.months_taken(debited, plan=plan, failed=failed)
    ]

    assert len(set(paid)) == len(paid)
    assert set(span(since, since + 40)) <= {*paid, *failed}


@pytest.mark.parametrize("designated", [0, 13, -1])
def test_a_designated_month_is_one_of_twelve(designated: int) -> None:
    with pytest.raises(frequency.NoSuchMonth, match="月を選んで"):
        PaymentPlan(Frequency.YEARLY, designated, Month(2026, 10))


@given(DAYS)
def test_papers_count_from_the_first_month_whose_cut_off_they_met(received_on: date) -> None:
    month = legacy_calendar.reflected_from(received_on)

    assert legacy_calendar.received_by(month) >= received_on
    assert legacy_calendar.received_by(month + -1) < received_on or month + -1 == Month.of(
        received_on
    )


@given(st.dates(date(2025, 11, 1), date(2027, 10, 31)))
def test_a_legacy_first_debit_takes_three_months_none_of_them_late(applied_on: date) -> None:
    found = legacy_calendar.first_debit(applied_on=applied_on)

    assert len(found.months) == 3
    assert all(
        found.debit_on <= premium.due_on(month, formed_on=applied_on) for month in found.months
    )


def test_a_plan_under_the_legacy_calendar_waits_for_the_second_month() -> None:
    plan = debit_plan(
        applied_at=datetime(2025, 12, 10, 9, tzinfo=TOKYO),
        channel=channels.channel("agency", scheme="skk"),
        monthly_premium=Yen(30_000),
    )

    assert [debit.cycle.debit_on for debit in plan.debits] == [date(2026, 2, 18)]
    assert plan.debits[0].yen == Yen(90_000)
    assert plan.deduction == Yen(0)


def test_beyond_the_calendar_no_cut_off_is_guessed() -> None:
    with pytest.raises(BeyondCalendar):
        legacy_calendar.received_by(Month(2028, 3))


@pytest.mark.parametrize(
    ("evidence", "on", "at_once"),
    [
        (Evidence.SWORN_STATEMENT, date(2026, 1, 1), True),
        (Evidence.SWORN_STATEMENT, date(2025, 12, 31), False),
        (Evidence.PROOF, date(2026, 1, 1), False),
    ],
)
def test_a_sworn_statement_decides_at_once_and_a_share_is_audited(
    evidence: Evidence, on: date, at_once: bool
) -> None:
    assert holidays.is_decided_at_once(evidence, on=on) is at_once
    share = Fraction(1, 20) if on >= date(2026, 1, 1) else Fraction(0)
    assert holidays.audited_share(on=on) == share


def test_no_month_of_a_holiday_is_owed_or_in_arrears() -> None:
    stopped = holidays.premium_holiday(
        Reason.NO_INCOME,
        first=Month(2026, 11),
        term=12,
        applied_on=TODAY,
        is_very_difficult=True,
    )
    owed = premium.months_owed(
        formed_on=date(2026, 9, 1), last_on=date(2027, 12, 1), stopped=stopped
    )

    late = unpaid.arrears(owed, paid=[], formed_on=date(2026, 9, 1), on=date(2028, 12, 1))

    assert not set(owed) & set(stopped)
    assert late == owed == (Month(2026, 9), Month(2026, 10), Month(2027, 11), Month(2027, 12))
    assert unpaid.grounds_for_cancellation(late, on=date(2028, 12, 1)) == ()


def test_changes_out_of_order_are_refused() -> None:
    late, early = (Change(date(2026, month, 1), Yen(2_000)) for month in (10, 9))
    with pytest.raises(changes.OutOfOrder, match="日付"):
        Course(date(2026, 4, 1), Yen(1_000), (late, early))


def test_a_first_debit_before_the_application_is_refused() -> None:
    with pytest.raises(premium.ImpossibleTime, match="契約が成立した日"):
        premium.taken_by_first_debit(applied_on=TODAY, debit_month=Month(2026, 9))


def test_before_the_rules_known_here_nothing_is_changed_or_stopped() -> None:
    with pytest.raises(NotYetInForce):
        changes.changed(
            Course(date(2000, 1, 1), Yen(1_000)), to=Yen(2_000), applied_on=date(2004, 3, 31)
        )
    with pytest.raises(NotYetInForce):
        holidays.is_decided_at_once(Evidence.PROOF, on=date(2010, 12, 31))


def test_what_a_holder_is_shown_is_said_in_japanese() -> None:
    course = Course(date(2026, 4, 1), Yen(10_000), (Change(date(2026, 10, 5), Yen(30_000)),))

    with explained() as findings:
        changes.premium_of(course, month=Month(2026, 10))
        changes.difference_owed(course, asked={Month(2026, 10): Yen(10_000)})
        premium.due_on(Month(2026, 10), formed_on=date(2026, 4, 1))
        unpaid.grounds_for_cancellation([], on=TODAY, has_defrauded=True)

    sentences = [said(finding) for finding in findings]
    assert "2026年10月分の掛金は30,000円です。" in sentences
    assert "変更により、あと20,000円を納め、0円は納めすぎです。" in sentences
    assert "2026年10月分の掛金の納付期限は2026年11月30日です。" in sentences
    assert sentences[-1].startswith("機構が契約を解除する理由: 不正の行為")
