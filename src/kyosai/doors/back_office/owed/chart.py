"""図 — lines over forty years and bars side by side, drawn by the server as SVG."""

from collections.abc import Sequence
from typing import Any

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 720, 128, 696, 24, 360
RULES = 4
UNITS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "円"))


def lines(rows: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return the points of lines that begin at the left, and rules with their words."""
    highest = _highest(max((value for row in rows for value in row), default=0))
    step = (RIGHT - LEFT) / max(1, max(len(row) for row in rows) - 1)
    return {
        "rules": _rules(highest),
        "years": [(round(LEFT + place * step), place) for place in range(0, len(rows[0]), 10)],
        "lines": [
            " ".join(
                f"{round(LEFT + place * step)},{_height(value, highest)}"
                for place, value in enumerate(row)
            )
            for row in rows
        ],
    }


def bars(amounts: Sequence[int]) -> dict[str, Any]:
    """Return bars of one width, and rules with their words."""
    highest = _highest(max(amounts, default=0))
    room = (RIGHT - LEFT) // max(1, len(amounts))
    return {
        "rules": _rules(highest),
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


def _rules(highest: int) -> list[tuple[int, str]]:
    marks = [highest * place // RULES for place in range(RULES + 1)]
    return [(_height(mark, highest), _said(mark, highest)) for mark in marks]


def _said(mark: int, highest: int) -> str:
    """Return 7.5兆, in the largest unit the highest mark has one of."""
    unit, word = next(each for each in UNITS if each[0] <= highest)
    whole, rest = divmod(mark * 100 // unit, 100)
    parts = f"{whole:,}.{rest:02d}".rstrip("0").rstrip(".")
    return f"{parts}{word}"


def _height(value: int, highest: int) -> int:
    return BOTTOM - round((BOTTOM - TOP) * max(0, value) / highest)


def _highest(value: int) -> int:
    """Return a round number above: one, two or five of a power of ten."""
    bound = RULES
    while True:
        for times in (1, 2, 5):
            if bound * times >= value:
                return bound * times
        bound *= 10
