"""図 — bars the server draws; the same figures always stand in a table beside them."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()
LEFT, WIDTH, HEIGHT, BAR = 224, 400, 68, 26
FILLS = ("#0017c1", "#8fb4ff")
WHOLE = 1000


@register.filter
def percent(permille: int | str | None) -> str:
    """Write 7.6% for 76 thousandths, cut off; a dash where there is nothing to divide."""
    if not isinstance(permille, int):
        return "―"
    whole, tenth = divmod(int(permille), 10)
    return f"{whole}.{tenth}%"


@register.filter
def lasting(seconds: int | None) -> str:
    """Write 3日 4時間, 5分 or 12秒: how long something took."""
    if seconds is None:
        return "―"
    for unit, name in ((86_400, "日"), (3_600, "時間"), (60, "分")):
        if seconds >= unit:
            return f"{seconds // unit}{name}"
    return f"{seconds}秒"


@register.inclusion_tag("look/parts/bars.html")
def bars(
    rows: Sequence[dict[str, Any]], title: str, label: str, first: str, second: str = ""
) -> dict[str, Any]:
    """Draw one or two bars a row, in thousandths, with a mark where the row's goal lies.

    ``label``, ``first`` and ``second`` name what a row calls them; ``goal`` is in percent.
    """
    drawn = [_row(place, row, (label, first, second)) for place, row in enumerate(rows)]
    foot = HEIGHT * len(drawn) + 8
    return {
        "title": title,
        "rows": drawn,
        "height": foot + 28,
        "foot": foot,
        "foot_text": foot + 22,
        "steps": [(LEFT + WIDTH * step // 4, f"{25 * step}%") for step in range(5)],
    }


def _row(place: int, row: dict[str, Any], names: tuple[str, str, str]) -> dict[str, Any]:
    label, *series = names
    top = HEIGHT * place + 8
    shares = [(row.get(name), fill) for name, fill in zip(series, FILLS, strict=True) if name]
    goal = row.get("goal")
    return {
        "label": row[label],
        "middle": top + BAR + 6,
        "top": top - 2,
        "goal": LEFT + WIDTH * goal // 100 if goal is not None else None,
        "bottom": top + 2 * BAR + 2,
        "bars": [
            {
                "y": top + BAR * index,
                "width": WIDTH * min(share or 0, WHOLE) // WHOLE,
                "fill": fill,
                "end": LEFT + WIDTH * min(share or 0, WHOLE) // WHOLE + 6,
                "text_y": top + BAR * index + 18,
                "words": percent(share),
            }
            for index, (share, fill) in enumerate(shares)
        ],
    }
