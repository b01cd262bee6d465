"""22日短縮・収納6営業日: the old cycle against the new, on the same debits."""

from datetime import date, timedelta

import pytest

from kyosai.reports import collection_days
from kyosai.reports.collection_days import Waited
from tests.procedures.collection import world
from tests.procedures.collection.world import Cycle, cycle, holder

pytestmark = pytest.mark.django_db
YEAR = [f"2027-{month:02d}" for month in range(1, 11)]


def collected(*cycles: Cycle) -> None:
    for on in cycles:
        world.whole(on)


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
@pytest.mark.parametrize(
    ("channel", "bank", "most"),
    [("agency", world.AGENCY_BANK, 4), ("yucho", world.YUCHO, 4), ("direct", world.DIRECT_BANK, 1)],
)
def test_every_cycle_of_a_year_is_confirmed_on_the_earliest_day_its_channel_answers(
    scheme: str, channel: str, bank: str, most: int
) -> None:
    holder(1, applied_on=date(2026, 12, 28), scheme=scheme, bank=bank)
    collected(*(cycle(month, scheme=scheme, channel=channel) for month in YEAR))

    found = collection_days.confirmed()

    assert len(found) == len(YEAR)
    assert {each.bank_days for each in found} == {most}
    assert all(each.is_earliest for each in found)
    assert collection_days.late(most_bank_days=6) == []


def test_the_money_of_an_agency_is_confirmed_twenty_two_days_earlier() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    collected(cycle("2026-12"))

    (found,) = collection_days.confirmed()

    assert (found.debit_on, found.confirmed_on, found.before_on) == (
        date(2026, 12, 18),
        date(2026, 12, 24),
        date(2027, 1, 15),
    )
    assert found.days_saved == 22


def test_an_answer_that_comes_late_is_seen() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    on = cycle("2026-12")
    world.build(on)
    world.answer(on, at=on.result_at + timedelta(days=12))

    (late,) = collection_days.late(most_bank_days=6)

    assert late.cycle == on.key
    assert not late.is_earliest


def test_a_debit_day_that_asked_nobody_is_not_counted() -> None:
    world.build(cycle("2026-12"))

    assert collection_days.confirmed() == []


def test_new_contracts_wait_for_their_first_debit_a_month_less() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    holder(2, applied_on=date(2026, 11, 24), scheme="tosanboshi")

    assert collection_days.first_debits() == [
        Waited("skk", contracts=1, days=24, days_before=55),
        Waited("tosanboshi", contracts=1, days=34, days_before=64),
    ]
