"""Seeded worlds, the odd ones: everything goes wrong now and then, and all holds."""

from datetime import date

import pytest

from tests.years.seeds import seeds
from tests.years.year import Size, World

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("seed", seeds(1))
def test_two_months_of_everything_leave_the_books_sound(seed: int, committed_db: str) -> None:
    world = World(seed, Size(first=date(2026, 1, 5), months=2))

    world.run()

    assert world.days == 55


@pytest.mark.long
def test_two_years_of_everything_leave_the_books_sound(committed_db: str) -> None:
    world = World(19)

    world.run()

    assert world.days == 726
