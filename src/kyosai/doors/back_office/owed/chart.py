"""図 — lines over forty years and bars side by side, drawn by the server as SVG."""

from collections.abc import Sequence
from typing import Any

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 720, 128, 696, 24, 360
RULES = 4


def lines(rows: Sequence[Sequence[int]], *, unit: int) -> dict[str, Any]:
    """Return the points of lines that begin at the left, and rules in so many units."""
    highest = _highest(max((value for row in rows for value in row), default=0), unit)
    step = (RIGHT - LEFT) / max(1, max(len(row) for row in rows) - 1)
    return {
        "rules": _rules(highest, unit),
        "years": [(round(LEFT + place * step), place) for place in range(0, len(rows[0]), 10)],
        "lines": [
            " ".join(
                f"{round(LEFT + place * step)},{_height(value, highest)}"
                for place, value in enumerate(row)
            )
            for row in rows
        ],
    }


def bars(amounts: Sequence[int], *, unit: int) -> dict[str, Any]:
    """Return bars of one width, and rules in so many units."""
    highest = _highest(max(amounts, default=0), unit)
    room = (RIGHT - LEFT) // max(1, len(amounts))
    return {
        "rules": _rules(highest, unit),
        "bars": [
            {
                "x": LEFT + place * room + room // 6,
                "y": _height(value, highest),
                "width": room * 2 // 3,
                "height": BOTTOM - _height(value, highest),
                "middle": LEFT + place * room + room // 2,
            }
            for place, value in enumerate(amounts)
        ],
    }


def _rules(highest: int, unit: int) -> list[tuple[int, str]]:
    marks = [highest * place // RULES for place in range(RULES + 1)]
    return [(_height(mark, highest), f"{mark / unit:,.4g}") for mark in marks]


def _height(value: int, highest: int) -> int:
    return BOTTOM - round((BOTTOM - TOP) * max(0, value) / highest)


def _highest(value: int, unit: int) -> int:
    """Return a round number above: one, two or five of a power of ten."""
    bound = max(1, unit // 10**8)
    while True:
        for times in (1, 2, 5):
            if bound * times >= value:
                return max(RULES, bound * times)
        bound *= 10
