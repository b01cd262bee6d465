"""お約束の日と口座振替の日程 — what holds for every moment, not only for the examples."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.months import Month, span
from kyosai.basis.tokyo import TOKYO, at
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars, channels, debit_days, promises
from kyosai.schemes.clocks.channels import Channel, UnknownChannel
from kyosai.schemes.clocks.promises import UnknownProcedure

MOMENTS = st.datetimes(
    datetime(2026, 1, 5),  # noqa: DTZ001
    datetime(2027, 11, 30),  # noqa: DTZ001
    timezones=st.just(TOKYO),
)
PROCEDURES = st.sampled_from(["enrolment", "loan", "payout"])
EVERY_CHANNEL = [each for scheme in both.SCHEMES for each in channels.channels(scheme=scheme)]
CHANNELS = st.sampled_from(EVERY_CHANNEL)
MONTHS = st.sampled_from(list(span(Month(2026, 2), Month(2027, 11))))


@given(PROCEDURES, MOMENTS)
def test_a_promise_lies_after_the_filing(procedure: str, moment: datetime) -> None:
    promised = promises.promise(procedure, received_at=moment)

    assert promised.due_at > moment
    assert promised.t0 >= moment.date()


@given(PROCEDURES, MOMENTS, MOMENTS)
def test_who_files_earlier_is_never_promised_later(
    procedure: str, one: datetime, other: datetime
) -> None:
    early, late = sorted((one, other))

    assert (
        promises.promise(procedure, received_at=early).due_at
        <= promises.promise(procedure, received_at=late).due_at
    )


@given(PROCEDURES, MOMENTS)
def test_a_promise_is_kept_on_an_open_day(procedure: str, moment: datetime) -> None:
    due_on = promises.promise(procedure, received_at=moment).due_at.date()

    assert calendars.bank().is_open(due_on)
    assert procedure != "enrolment" or calendars.office().is_open(due_on)


@given(PROCEDURES, MOMENTS)
def test_an_audit_finds_the_same_promise_again(procedure: str, moment: datetime) -> None:
    promised = promises.promise(procedure, received_at=moment)

    again = promises.promise(
        procedure, received_at=moment, calendar_version=promised.calendar_version
    )

    assert again == promised


@given(PROCEDURES, MOMENTS, st.times())
def test_an_extension_never_makes_a_promise_later(
    procedure: str, moment: datetime, later: time
) -> None:
    usual = promises.policy(procedure, on=moment.date()).cut_off
    extensions = {(procedure, moment.date()): max(usual, later)}

    extended = promises.promise(procedure, received_at=moment, extensions=extensions)

    assert extended.due_at <= promises.promise(procedure, received_at=moment).due_at


def test_an_extension_holds_for_one_day_and_one_procedure() -> None:
    moment = at(date(2026, 12, 16), time(14))
    extensions = {("loan", date(2026, 12, 16)): time(14, 30)}

    loan = promises.promise("loan", received_at=moment, extensions=extensions)
    payout = promises.promise("payout", received_at=moment, extensions=extensions)
    next_day = promises.promise(
        "loan", received_at=moment + timedelta(days=1), extensions=extensions
    )

    assert loan.due_at == at(date(2026, 12, 16), time(15, 30))
    assert payout.due_at == at(date(2026, 12, 24), time(15))
    assert next_day.t0 == date(2026, 12, 18)


@pytest.mark.parametrize("key", ["agency", "direct"])
@pytest.mark.parametrize(
    ("asked", "decided", "in_time"),
    [
        pytest.param(-1, 0, True, id="締切の1秒前に届き、締切に決めた"),
        pytest.param(-1, 239, True, id="締切の1秒前に届き、決定の終わりの1秒前に決めた"),
        pytest.param(-1, 240, False, id="締切の1秒前に届き、決めるのが間に合わなかった"),
        pytest.param(0, 1, False, id="締切ちょうどに届いた"),
    ],
)
def test_no_decision_is_written_while_the_plan_reads(
    key: str, asked: int, decided: int, in_time: bool
) -> None:
    december = debit_days.cycle(channels.channel(key, scheme="skk"), month=Month(2026, 12))
    moments = [december.submit_by + timedelta(seconds=each) for each in (asked, decided)]

    first = debit_days.first_reached(december.channel, asked_at=moments[0], decided_at=moments[1])

    assert (first == december) == in_time
    assert december.decide_by < december.build_at < december.hand_in_by


def test_an_extension_never_takes_time_away() -> None:
    moment = at(date(2026, 12, 16), time(12))

    with pytest.raises(AssertionError):
        promises.promise("loan", received_at=moment, extensions={("loan", moment.date()): time(13)})


def test_a_moment_on_another_clock_is_a_moment_in_tokyo() -> None:
    moment = datetime(2026, 10, 1, 11, 14, tzinfo=UTC)

    assert promises.promise("enrolment", received_at=moment) == promises.promise(
        "enrolment", received_at=at(date(2026, 10, 1), time(20, 14))
    )


def test_the_promise_names_the_versions_it_rests_on() -> None:
    promised = promises.promise("enrolment", received_at=at(date(2026, 10, 1), time(9)))

    assert (promised.calendar_version, promised.policy_version) == ("2026-11-23", "2026-01-01")


def test_what_was_never_promised_raises() -> None:
    with pytest.raises(UnknownProcedure):
        promises.promise("lunch", received_at=at(date(2026, 10, 1), time(9)))
    with pytest.raises(NotYetInForce):
        promises.policy("loan", on=date(2025, 12, 31))


def test_beyond_the_known_holidays_nothing_is_promised() -> None:
    with pytest.raises(BeyondCalendar):
        promises.promise("payout", received_at=at(date(2027, 12, 30), time(9)))


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2026, 12, 30), date(2027, 12, 29)])
def test_at_the_years_end_banks_work_two_days_longer(day: date) -> None:
    assert calendars.bank().is_open(day)
    assert not calendars.office().is_open(day)


@pytest.mark.parametrize("day", [1, 2, 3])
def test_the_first_three_days_of_2028_are_closed(day: int) -> None:
    assert not calendars.bank().is_open(date(2028, 1, day))


def test_both_calendars_together_are_open_when_each_is() -> None:
    both = calendars.named("office", "bank")

    for distance in range(730):
        day = date(2026, 1, 1) + timedelta(days=distance)
        each = calendars.office().is_open(day) and calendars.bank().is_open(day)
        assert both.is_open(day) is each


@given(CHANNELS, MOMENTS)
def test_the_first_debit_is_the_earliest_whose_file_is_still_open(
    channel: Channel, moment: datetime
) -> None:
    first = debit_days.first_reachable(channel, asked_at=moment)

    around = span(Month.of(moment.date()) + -1, first.month + 1)
    known = [month for month in around if Month(2026, 1) <= month <= Month(2027, 12)]
    open_still = [
        cycle
        for month in known
        for cycle in debit_days.cycles(channel, month=month)
        if moment < cycle.submit_by
    ]
    assert first.debit_on == min(cycle.debit_on for cycle in open_still)


@given(CHANNELS, MONTHS)
def test_a_cycle_goes_from_file_to_debit_to_result_to_confirmation(
    channel: Channel, month: Month
) -> None:
    for cycle in debit_days.cycles(channel, month=month):
        assert cycle.submit_by.date() < cycle.debit_on < cycle.result_at.date() <= cycle.confirm_by
        assert calendars.bank().count(cycle.debit_on, cycle.confirm_by) <= 6


@given(CHANNELS, MONTHS)
def test_every_cycle_has_its_own_key(channel: Channel, month: Month) -> None:
    keys = [
        cycle.key
        for each in EVERY_CHANNEL
        for when in (month, month + 1)
        for cycle in debit_days.cycles(each, month=when)
    ]

    assert len(set(keys)) == len(keys)


@given(CHANNELS, MONTHS)
def test_after_any_cycle_comes_the_next_months_regular_day(channel: Channel, month: Month) -> None:
    for cycle in debit_days.cycles(channel, month=month):
        following = debit_days.next_cycle_after(cycle)

        assert following.is_regular
        assert following.month == month + 1
        assert following.debit_on > cycle.debit_on


@pytest.mark.parametrize(
    ("key", "submit_by", "debit_on"),
    [
        ("agency", at(date(2026, 12, 9), time(16)), date(2026, 12, 18)),
        ("direct", at(date(2026, 12, 24), time(16)), date(2026, 12, 28)),
    ],
)
def test_the_last_chance_of_2026(key: str, submit_by: datetime, debit_on: date) -> None:
    last = debit_days.last_chance(channels.channel(key, scheme="skk"), year=2026)

    assert (last.submit_by, last.debit_on) == (submit_by, debit_on)


@given(CHANNELS, st.sampled_from([2026, 2027]), st.integers(1, 10**9))
def test_before_the_last_chance_it_counts_and_after_it_does_not(
    channel: Channel, year: int, microseconds: int
) -> None:
    last = debit_days.last_chance(channel, year=year)
    just_before = last.submit_by - timedelta(microseconds=microseconds)

    assert debit_days.first_reachable(channel, asked_at=just_before).debit_on.year == year
    if year == 2026:
        too_late = debit_days.first_reachable(channel, asked_at=last.submit_by)
        assert too_late.debit_on.year == 2027


@pytest.mark.parametrize(
    ("bank_code", "key"),
    [("9902", "direct"), ("9901", "agency"), ("0001", "agency"), ("9900", "yucho")],
)
@pytest.mark.parametrize("scheme", both.SCHEMES)
def test_a_bank_is_reached_by_its_own_channel_or_by_the_one_for_all(
    bank_code: str, key: str, scheme: str
) -> None:
    found = channels.channel_for(bank_code, scheme=scheme, on=date(2026, 10, 1))

    assert (found.key, found.scheme) == (key, scheme)


def test_the_schemes_share_the_ways_and_differ_in_the_day() -> None:
    days = {scheme: channels.channel("agency", scheme=scheme) for scheme in both.SCHEMES}

    assert {scheme: each.regular_day for scheme, each in days.items()} == {
        "skk": 18,
        "tosanboshi": 27,
    }
    assert len({(each.submit_days_before, each.most_records) for each in days.values()}) == 1


def test_a_debit_moved_into_the_next_month_keeps_its_month() -> None:
    february = debit_days.cycle(
        channels.channel("agency", scheme="tosanboshi"), month=Month(2027, 2)
    )

    assert february.debit_on == date(2027, 3, 1)
    assert (february.month, february.key) == (Month(2027, 2), "tosanboshi-agency-2027-02")


def test_an_unknown_channel_raises() -> None:
    with pytest.raises(UnknownChannel):
        channels.channels(scheme="lottery")
    with pytest.raises(UnknownChannel):
        channels.channel("pigeon", scheme="skk")
    with pytest.raises(NotYetInForce):
        channels.channel_for("9902", scheme="skk", on=date(2025, 12, 31))


def test_every_channel_says_how_sure_we_are() -> None:
    for channel in EVERY_CHANNEL:
        assert channel.mark in {"C", "I", "D", "U"}
        assert channel.source
