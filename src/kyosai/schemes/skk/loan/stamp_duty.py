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
    """Return the stamp for a loan of up to twenty million yen; refuse nothing and more."""
    rows = _law().on(on)["rows"]
    if not 0 < amount.amount <= rows[-1]["to"]:
        raise OutOfRange(field="amount")
    return Yen(next(row["yen"] for row in rows if amount.amount <= row["to"]))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "stamp_duty")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
