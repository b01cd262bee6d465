"""改正の試算 — what a changed table of benefits would pay, from its day on."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Self

from kyosai.basis.law import implements
from kyosai.basis.money import cut_off
from kyosai.schemes.skk.benefit import Kind, tier_benefit


@dataclass(frozen=True)
class Reform:
    """A share of today's table of one benefit, cut off below a unit, for events from a day on."""

    title: str
    kind: Kind
    since: date
    share: Fraction
    unit: int
    from_months: int

    @classmethod
    def read(cls, facts: dict[str, Any]) -> Self:
        """Read a reform as it stands in its file; refuse a share below nothing."""
        share = Fraction(facts["share"])
        assert share >= 0, "a table cannot pay less than nothing"
        kind = Kind.of(facts["kind"])
        return cls(facts["title"], kind, facts["since"], share, facts["unit"], facts["from_months"])


@implements("小規模企業共済法施行令2条", "小規模企業共済法施行令4条2項")
def reformed_tier_benefit(reform: Reform, *, months: int, on: date) -> int:
    """Return the yen of one tier on a day: by today's table before the reform, then by its own."""
    today = tier_benefit(reform.kind, months=months)
    if on < reform.since or months < reform.from_months:
        return today
    return cut_off(today * reform.share, unit=reform.unit).amount
