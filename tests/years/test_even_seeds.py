"""Seeded worlds, the even ones, of other months; and that a seed is always the same world."""

from datetime import date

import pytest

from tests.years.seeds import seeds
from tests.years.year import Size, World

pytestmark = pytest.mark.timeout(600)
SMALL = Size(months=3, contracts=60)


@pytest.mark.parametrize("seed", seeds(2))
def test_two_other_months_of_everything_leave_the_books_sound(seed: int, committed_db: str) -> None:
    world = World(seed, Size(first=date(2027, 4, 1), months=2))

    world.run()

    assert world.days == 61


FILES: dict[int, set[str]] = {7: set()}


@pytest.mark.long  # years draw hundreds of seeds
@pytest.mark.parametrize("seed", [7, 7])
def test_the_same_seed_is_the_same_world_to_the_byte(seed: int, committed_db: str) -> None:
    world = World(seed, SMALL)

    world.run()

    FILES[seed].add(world.digest)
    assert len(world.fetched) > 10
    assert len(FILES[seed]) == 1
