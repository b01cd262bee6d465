"""納付の履歴 — when which monthly premium was paid, and what that makes of each tier's months."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kyosai.basis.law import implements
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.premium_tiers import TIER, Stretch

BEGINNING = date(1965, 12, 1)  # 制度の発足


class ImpossibleHistory(Refused):
    """Stretches that overlap, go backwards, or begin before the scheme did."""

    reason = (
        "掛金の納付の記録が、重なっているか、前後しているか、制度のできる前から始まっています。"
        "月の順に、重ならないように入れてください。"
    )


@dataclass(frozen=True)
class PaidStretch:
    """Months paid without a gap at one monthly premium, from a first month on."""

    first: Month
    stretch: Stretch

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month paid."""
        return tuple(span(self.first, self.first + (self.stretch.months - 1)))


@dataclass(frozen=True)
class Band:
    """Tiers that were paid in the very same months, the earliest first."""

    tiers: int
    months: tuple[Month, ...]

    def before(self, day: date) -> int:
        """Return the months paid before a day's month."""
        return bisect_left(self.months, Month.of(day))

    def __str__(self) -> str:
        return f"{len(self.months):,}か月納めた500円が{self.tiers}こ"


DatedHistory = Sequence[PaidStretch]


@implements(
    "小規模企業共済法9条2項",
    says="納めた掛金を500円ずつに分けると、下から {result} です。",
)
def bands(history: DatedHistory) -> tuple[Band, ...]:
    """Return the tiers of a dated history, those with the same months together, lowest first.

    Refuses stretches that overlap, go backwards or begin before December 1965.
    """
    if any(each.first.first_day < BEGINNING for each in history):
        raise ImpossibleHistory(field="history")
    if any(one.first + one.stretch.months > two.first for one, two in pairwise(history)):
        raise ImpossibleHistory(field="history")
    return tuple(_bands(history))


def _bands(history: DatedHistory) -> Iterator[Band]:
    below, paid = 0, [each.stretch for each in history if each.stretch.months]
    for top in sorted({stretch.monthly_premium.amount for stretch in paid} - {0}):
        months = [
            month
            for each in history
            if each.stretch.monthly_premium.amount >= top
            for month in each.months
        ]
        yield Band((top - below) // TIER.amount, tuple(months))
        below = top
