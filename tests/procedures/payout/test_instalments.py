"""分割共済金 — fifteen years of payments, six a year, each taxed; and every yen accounted for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.procedures.payout import instalments, pension_slips
from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.ledger import years
from kyosai.schemes.clocks import calendars
from tests.procedures.collection import world
from tests.procedures.payout.claimants import balances, claimed, holder, party, send

pytestmark = pytest.mark.django_db
CLOSED = {(12, 31), (1, 1), (1, 2), (1, 3)}


class Weekdays:
    """Bank days far beyond the published ones: weekdays, but for the turn of the year."""

    def is_open(self, day: date) -> bool:
        return day.weekday() < 5 and (day.month, day.day) not in CLOSED

    def on_or_after(self, day: date) -> date:
        return next(each for each in self._from(day) if self.is_open(each))

    def add(self, day: date, days: int) -> date:
        for _ in range(days):
            day = self.on_or_after(day + timedelta(days=1))
        return day

    def _from(self, day: date) -> Iterator[date]:
        while True:
            yield day
            day += timedelta(days=1)


@pytest.fixture(autouse=True)
def bank_days(monkeypatch: pytest.MonkeyPatch) -> None:
    weekdays = Weekdays()
    monkeypatch.setattr(calendars, "bank", lambda: weekdays)


def divided(*, over: int = 15, way: str = "divided", yen: int = 0, **facts: int) -> str:
    """Let a holder of 68 claim with 20,000 yen paid for 240 months; return the award."""
    number = holder(yen=20_000, **facts)
    told = send(claimed(way=way, divided=yen, years=over))
    assert told.status == "awarded", told.body
    return benefits.of_contract(number)[0].number


def visit(day: date) -> None:
    at = tokyo.at(day, datetime.min.time().replace(hour=10))
    for key in instalments.to_order(at=at):
        instalments.order(key, at=at)
    pension_slips.make(at=at)


def years_of_visits(first: date, *, until: date) -> None:
    """Let the clock look in on every tenth day."""
    for year in range(first.year, until.year + 1):
        years.open_year(year)
    day = first
    while day <= until:
        visit(day)
        day += timedelta(days=10)


def paid() -> list[tuple[int, date]]:
    return world.run(
        "SELECT yen, pay_on FROM payment WHERE key LIKE 'instalment:%%' ORDER BY pay_on", []
    )


def test_the_calendar_has_six_payments_a_year_from_the_next_month_of_payment() -> None:
    award = divided(over=10)

    turns = calendar.of_award(award)

    assert len(turns) == 60
    assert [str(turn.month) for turn in turns[:3]] == ["2026-11", "2027-01", "2027-03"]
    assert str(turns[-1].month) == "2036-09"


def test_fifteen_years_pay_ninety_times_and_leave_no_yen_over() -> None:
    award = divided(over=15)
    gross = benefits.of_number(award).gross.amount

    years_of_visits(date(2026, 10, 30), until=date(2042, 1, 20))

    each = calendar.of_award(award)[0].amount.amount
    rows = paid()
    kept = sum(turn.national.amount for turn in calendar.of_award(award))
    held = balances()
    assert len(rows) == 90 and len({pay_on for _, pay_on in rows}) == 90
    assert sum(yen for yen, _ in rows) + kept == each * 90 > gross
    assert "instalments:skk" not in held
    assert held["benefits:skk"] == each * 90
    assert held["withheld_tax:skk"] == -kept


def test_each_payment_has_ten_per_cent_of_three_quarters_kept_back() -> None:
    award = divided(over=10)

    visit(date(2026, 11, 10))

    (first, *_) = calendar.of_award(award)
    # 5,352,400 円 × 0.0175 ＝ 93,667 円、その4分の3（70,250 円）の 10.21 %
    assert (first.amount.amount, first.national.amount) == (93_667, 7_172)
    assert paid() == [(93_667 - 7_172, date(2026, 11, 16))]


def test_a_mixed_award_pays_a_part_at_once_and_divides_the_rest() -> None:
    award = divided(way="mixed", yen=3_000_000, over=10)

    visit(date(2026, 11, 10))

    made = benefits.of_number(award)
    assert made.divided.amount == 3_000_000 and made.net.amount > 0
    assert calendar.of_award(award)[0].amount.amount == 52_500
    ((at_once,),) = world.run("SELECT yen FROM payment WHERE key LIKE 'award:%%'", [])
    assert at_once == made.net.amount


def test_ordered_twice_it_is_paid_once() -> None:
    divided()
    at = datetime.fromisoformat("2026-11-10T10:00:00+09:00")
    (key,) = instalments.to_order(at=at)

    first, again = instalments.order(key, at=at), instalments.order(key, at=at)

    assert (first, again) == (True, False) and len(paid()) == 1


def test_what_was_missed_is_paid_later() -> None:
    divided()

    visit(date(2027, 2, 20))

    assert [pay_on for _, pay_on in paid()] == [date(2027, 2, 23)] * 2


def test_in_january_the_year_s_slip_is_made_once() -> None:
    award = divided(over=10)
    years_of_visits(date(2026, 10, 30), until=date(2027, 12, 31))

    visit(date(2028, 1, 11))
    visit(date(2028, 1, 12))

    slips = calendar.slips(award)
    assert [year for year, _, _ in slips] == [2026, 2027]
    assert slips[1][1].amount == 93_667 * 6 and slips[1][2].amount == 7_172 * 6
    titles = world.run("SELECT title FROM notice WHERE party_id = %s", [party(1)])
    assert ("2027年分の源泉徴収票ができました",) in titles
