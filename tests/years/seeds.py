"""種 — half of the seeds in every run, the others in the long one."""

from typing import Any

import pytest

QUICK, LAST = 10, 20


def seeds(first: int) -> list[Any]:
    """Return every second seed from the first on; those above ten are long."""
    return [
        seed if seed <= QUICK else pytest.param(seed, marks=pytest.mark.long)
        for seed in range(first, LAST + 1, 2)
    ]
