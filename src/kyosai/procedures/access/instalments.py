"""分割共済金の予定 — what still comes in instalments, as the holder's page shows it."""

from typing import Any

from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts.reads import Standing

SHOWN = 6


def standing(contract: Standing) -> dict[str, Any]:
    """Return the next payments, their last month, and the slips made; nothing where none come."""
    if contract.status == "active":
        return {}
    made = next((each for each in benefits.of_contract(contract.number) if each.divided), None)
    if made is None:
        return {}
    turns = calendar.of_award(made.number)
    left = [] if calendar.is_ended(made.number) else [t for t in turns if not t.is_ordered]
    return {
        "each": turns[0].amount.amount,
        "years": made.years,
        "count": len(turns),
        "left": len(left),
        "next": [str(turn.month) for turn in left[:SHOWN]],
        "last": str(left[-1].month) if left else "",
        "slips": [
            {
                "year": year,
                "yen": paid.amount,
                "kept": kept.amount,
                "paper": f"N{made.number[1:]}-{year}",
            }
            for year, paid, kept in calendar.slips(made.number)
        ],
    }
