"""However a result is delivered — twice, halved, for another day, out of order — it counts once."""

from datetime import date, timedelta

import pytest

from kyosai.procedures.collection import settle
from kyosai.procedures.upkeep import check, reconcile
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
AT = DECEMBER.result_at + timedelta(minutes=5)
LINE = 122


@pytest.fixture
def good() -> bytes:
    """The right result of two contracts' requests."""
    for serial in (1, 2):
        holder(serial, applied_on=date(2026, 11, 24))
    (name,) = world.build(DECEMBER)
    return world.answered(world.content(name), {world.customer_no(2): "1"})


def delivered(*contents: bytes) -> list[str]:
    """Deliver files one after the other at one moment; return what became of each."""
    for again, content in enumerate(contents, start=1):
        name = world.result_name("Z91-skk-agency-2026-12-18-01.dat", again)
        settle.keep(name, content=content, at=AT)
    return [settle.settle(name, at=AT) for name in settle.to_settle()]


def assert_counted_once() -> None:
    assert world.run("SELECT count(*), sum(yen) FROM ledger_transfer") == [(2, 20_000)]
    assert reconcile.confirm(DECEMBER.key, at=AT) == []
    check.check()


def test_the_same_file_twice_counts_once(good: bytes) -> None:
    assert delivered(good, good) == ["settled", "repeated"]
    assert_counted_once()


@pytest.mark.parametrize("at", [LINE, 2 * LINE, 3 * LINE, 4 * LINE, 300])
def test_two_halves_are_both_refused_and_the_whole_file_counts(good: bytes, at: int) -> None:
    assert delivered(good[:at], good[at:], good) == ["refused", "refused", "settled"]
    assert_counted_once()


def test_a_file_of_the_day_before_is_refused_and_the_right_one_counts(good: bytes) -> None:
    assert delivered(good[:54] + b"1217" + good[58:], good) == ["refused", "settled"]
    assert_counted_once()


def test_what_is_fetched_together_is_read_in_the_order_it_was_made(good: bytes) -> None:
    pending = world.answered(
        world.content("Z91-skk-agency-2026-12-18-01.dat"),
        {world.customer_no(1): "N", world.customer_no(2): "1"},
    )

    assert delivered(pending, good) == ["settled", "settled"]
    assert_counted_once()


def test_of_ten_files_the_tenth_is_read_last(good: bytes) -> None:
    broken = [good[:at] for at in range(1, 10)]

    assert delivered(*broken, good) == ["refused"] * 9 + ["settled"]
