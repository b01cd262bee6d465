"""選択肢 — one way to go on instead of cancelling today."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.months import Month


@dataclass(frozen=True)
class Choice:
    """One way to go on: its key, when, how much, and out of what was paid until then."""

    key: str
    on: date
    yen: Yen
    premiums: Yen

    @property
    def percent(self) -> int:
        """The share of the premiums that comes back, below one per cent cut off."""
        return self.yen.amount * 100 // self.premiums.amount if self.premiums else 0


def day(ahead: int, *, on: date) -> date:
    """Return the day after so many months more: the last of a month, or today."""
    return (Month.of(on) + ahead).last_day if ahead else on
