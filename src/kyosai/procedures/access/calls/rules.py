"""相談室の決まり — the dated hours, seats, tries and time limits of the contact centre."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version


def rules(*, on: date) -> dict[str, Any]:
    """Return what holds at the desk on a day."""
    return _desk().on(on)


@cache
def _desk() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "desk")
    return Dated(*(Version(each["since"], each, facts["source"]) for each in facts["version"]))
