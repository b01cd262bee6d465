"""印紙 — the stamp on the note of a loan."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.skk.loan.kinds import OutOfRange


@implements("印紙税法2条", says="借用証書{amount}の印紙は{result}です。")
def stamp_duty(amount: Yen, *, on: date) -> Yen:
    """Return the stamp for a loan of 100,000 to twenty million yen; refuse any other."""
    law = _law().on(on)
    rows = law["rows"]
    if not law["smallest"] <= amount.amount <= rows[-1]["to"]:
        raise OutOfRange(field="amount")
    return Yen(next(row["yen"] for row in rows if amount.amount <= row["to"]))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "stamp_duty")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
