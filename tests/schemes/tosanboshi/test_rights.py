"""終わりと承継と権利（倒産防止共済） — told one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi import cancellation, customer_failure, periods, succession
from kyosai.schemes.tosanboshi.customer_failure import Event
from kyosai.schemes.tosanboshi.loan import mutual_aid_loan
from kyosai.schemes.tosanboshi.rights import prescription
from kyosai.schemes.tosanboshi.succession import Cause


@pytest.mark.parametrize(
    ("since", "months", "last_on"),
    [
        pytest.param("2026-03-10", 6, "2026-09-10", id="月の途中から（民法143条2項）"),
        pytest.param("2026-08-31", 6, "2027-02-28", id="月末から2月末日（民法143条1項）"),
        pytest.param("2026-08-30", 6, "2027-02-28", id="応当する日がない（民法143条2項ただし書）"),
        pytest.param("2026-08-28", 6, "2027-02-28", id="29日がない2月（民法143条2項ただし書）"),
        pytest.param("2026-08-27", 6, "2027-02-27", id="応当する日の前日（民法143条2項）"),
        pytest.param("2026-02-28", 6, "2026-08-31", id="2月末日からは8月末日（民法143条1項）"),
        pytest.param("2028-02-28", 12, "2029-02-28", id="うるう年の28日から（民法143条2項）"),
        pytest.param("2028-02-29", 12, "2029-02-28", id="うるう日から（民法143条1項）"),
        pytest.param("2026-03-10", 0, "2026-03-10", id="0か月"),
    ],
)
def test_months_end_as_the_civil_code_says(since: str, months: int, last_on: str) -> None:
    found = periods.last_day(date.fromisoformat(since), months=months)

    assert found == date.fromisoformat(last_on)


@given(st.dates(date(2011, 10, 1), date(2060, 1, 1)), st.integers(0, 60))
def test_a_longer_time_never_ends_earlier(since: date, months: int) -> None:
    assert periods.last_day(since, months=months) < periods.last_day(since, months=months + 1)


def test_the_days_a_letter_travels_are_left_out_of_the_six_months() -> None:
    """法20条."""
    claimed_on = prescription.counted_as_made_on(
        posted_on=date(2026, 9, 15), arrived_on=date(2026, 9, 18)
    )

    mutual_aid_loan.insist_on_time(
        effective_on=date(2025, 1, 10),
        failed_on=date(2026, 3, 15),
        claimed_on=claimed_on,
        months_paid=20,
    )


def test_what_the_allowance_does_not_cover_stays_owed() -> None:
    """法11条5項."""
    owed = [Yen(150_000), Yen(60_000)]

    assert cancellation.still_owed(Yen(200_000), owed=owed) == Yen(10_000)
    assert cancellation.still_owed(Yen(210_000), owed=owed) == Yen(0)
    assert cancellation.still_owed(Yen(210_000), owed=[]) == Yen(0)


def test_fraud_costs_the_allowance_unless_there_is_a_special_reason() -> None:
    """法11条2項、規則32条."""
    by_fraud = cancellation.Ending.BY_FRAUD

    assert not cancellation.is_allowance_due(by_fraud, months_paid=40)
    assert cancellation.is_allowance_due(by_fraud, months_paid=12, has_special_reason=True)
    assert not cancellation.is_allowance_due(by_fraud, months_paid=11, has_special_reason=True)


@pytest.mark.parametrize("cause", [Cause.DIVISION, Cause.TRANSFER])
def test_part_of_a_business_carries_no_contract(cause: Cause) -> None:
    """法7条4項・12条1項."""
    with pytest.raises(succession.PartOnly):
        succession.insist_on_whole_business(cause, is_whole=False)

    succession.insist_on_whole_business(cause, is_whole=True)


@pytest.mark.parametrize("cause", [Cause.INHERITANCE, Cause.MERGER])
def test_heirs_and_merged_companies_follow_into_everything(cause: Cause) -> None:
    succession.insist_on_whole_business(cause, is_whole=False)


def test_every_event_the_act_counts_says_what_proves_it() -> None:
    """法2条2項、規則10条の2."""
    not_counted = {Event.FLIGHT, Event.SETTLED_WITHOUT_LAWYER, Event.CLOSED_BUSINESS}

    proofs = [customer_failure.evidence(event) for event in Event if event not in not_counted]

    assert len(proofs) == 7
    assert all(proofs)
