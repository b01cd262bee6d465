"""Seeded worlds: two years of both schemes, everything goes wrong now and then, and all holds."""

import pytest

from tests.years.year import World

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize("seed", range(1, 21))
def test_two_years_of_everything_leave_the_books_sound(seed: int, committed_db: str) -> None:
    world = World(seed)

    world.run()

    assert world.days >= 720
