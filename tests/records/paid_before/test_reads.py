"""What was paid before and since is one history, with gaps where nothing was paid."""

from datetime import date

import pytest
from django.db import transaction
from psycopg import IntegrityError

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.paid_before import reads, writes
from kyosai.records.paid_before.reads import Paid
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db


def paid(first: str, yen: int, months: int) -> Paid:
    return Paid(Month.parse(first), Yen(yen), months)


@pytest.fixture
def contract() -> str:
    """A contract that joined long ago and pays 10,000 yen; its November is collected."""
    contract = world.holder(1, applied_on=date(2026, 11, 2))
    world.whole(world.cycle("2026-11"))
    return contract


def test_a_month_that_follows_at_the_same_premium_joins_its_stretch(contract: str) -> None:
    writes.take_over([(contract, date(2016, 11, 1), 10_000, 120)])

    assert reads.history(contract) == (paid("2016-11", 10_000, 121),)


def test_another_premium_begins_another_stretch(contract: str) -> None:
    writes.take_over([(contract, date(2016, 11, 1), 30_000, 120)])

    assert reads.history(contract) == (paid("2016-11", 30_000, 120), paid("2026-11", 10_000, 1))


def test_a_month_not_paid_is_a_gap(contract: str) -> None:
    writes.take_over([(contract, date(2016, 10, 1), 10_000, 120)])

    assert reads.history(contract) == (paid("2016-10", 10_000, 120), paid("2026-11", 10_000, 1))


def test_the_same_stretch_is_handed_over_once(contract: str) -> None:
    row = (contract, date(2016, 11, 1), 10_000, 120)
    writes.take_over([row])

    with pytest.raises(IntegrityError), transaction.atomic():
        writes.take_over([row])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("paid_before_is_of_some_yen", (date(2016, 11, 1), 0, 12)),
        ("paid_before_is_of_some_yen", (date(2016, 11, 1), 10_000, 0)),
        ("paid_before_begins_with_a_month", (date(2016, 11, 2), 10_000, 12)),
    ],
)
def test_the_database_refuses_what_cannot_be(
    contract: str, name: str, row: tuple[date, int, int]
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        writes.take_over([(contract, *row)])
