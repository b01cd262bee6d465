"""The clock opens fiscal years ahead, and seals the journal every few minutes and at day's end."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.basis.tokyo import TOKYO
from kyosai.doors.clock import bookkeeping, visits
from kyosai.procedures.upkeep import seal
from kyosai.records.ledger import seals, years
from tests.procedures.upkeep.test_seal import post

MORNING = datetime(2026, 12, 24, 9, 0, tzinfo=TOKYO)


@pytest.fixture
def sealed_at(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which the journal was sealed."""
    moments: list[datetime] = []
    monkeypatch.setattr(seal, "seal", lambda *, at: moments.append(at))
    return moments


def test_the_journal_is_sealed_every_five_minutes(sealed_at: list[datetime]) -> None:
    sealing = bookkeeping.Sealing()

    for minutes in range(12):
        sealing(MORNING + timedelta(minutes=minutes))

    assert sealed_at == [MORNING + timedelta(minutes=minutes) for minutes in (0, 5, 10)]


def test_the_end_of_the_business_day_is_sealed_at_once(sealed_at: list[datetime]) -> None:
    sealing = bookkeeping.Sealing()
    before, end = MORNING.replace(hour=17, minute=58), MORNING.replace(hour=18)

    for moment in (before, end, end + timedelta(minutes=1)):
        sealing(moment)

    assert sealed_at == [before, end]


def test_a_clock_that_was_turned_back_seals_all_the_same(sealed_at: list[datetime]) -> None:
    sealing = bookkeeping.Sealing()

    for moment in (MORNING, MORNING - timedelta(days=1)):
        sealing(moment)

    assert len(sealed_at) == 2


def test_what_could_not_be_sealed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sealing, tries = bookkeeping.Sealing(), list[datetime]()

    def fail(*, at: datetime) -> None:
        tries.append(at)
        raise ZeroDivisionError

    monkeypatch.setattr(seal, "seal", fail)
    for seconds in range(2):
        with pytest.raises(ZeroDivisionError):
            sealing(MORNING + timedelta(seconds=seconds))

    assert len(tries) == 2


def test_the_next_fiscal_year_is_open_long_before_it_begins(db: None) -> None:
    bookkeeping.open_years(datetime(2040, 4, 1, tzinfo=TOKYO))

    assert years.keep_open(on=date(2040, 4, 1)) == []
    assert years.open_year(2042) is True


def test_a_round_of_the_clock_seals_what_was_posted(committed_db: str) -> None:
    post(1, 2, 3)
    rounds = [each for each in visits.visits() if each.name in ("fiscal years", "seal")]

    visits.go_round(rounds, now=MORNING)

    assert seals.head().number == 1
    assert seals.count_sealed() == 3
