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
    """Stretches that overlap, go backwards, begin before the scheme did or run past the event."""

    reason = (
        "掛金の納付の記録が、重なっているか、前後しているか、制度のできる前から始まっているか、"
        "事由の月より後まであります。月の順に、重ならないように入れてください。"
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

    def __str__(self) -> str:
        return f"{self.first}から{self.stretch}"


@dataclass(frozen=True)
class Band:
    """Tiers paid in the very same months, the earliest first, under a contract of one kind."""

    tiers: int
    months: tuple[Month, ...]
    is_second_kind: bool = False

    def before(self, day: date) -> int:
        """Return the months paid before a day's month."""
        return bisect_left(self.months, Month.of(day))

    def __str__(self) -> str:
        return f"{len(self.months):,}か月納めた500円が{self.tiers}こ"


DatedHistory = Sequence[PaidStretch]


@dataclass(frozen=True)
class PaidIn:
    """What counts for a benefit: the bands, and the months by which thresholds are tested.

    The two part ways when premiums were drawn down for a loan (法16条の3第2項).
    """

    bands: tuple[Band, ...]
    months_paid: int
    last: Month | None
    is_second_kind: bool = False

    def __str__(self) -> str:
        return f"{self.months_paid:,}か月"


@implements(
    "小規模企業共済法9条2項",
    "小規模企業共済法13条",
    says="納めた掛金を500円ずつに分けると、下から {result} です。",
)
def bands(
    history: DatedHistory, *, earlier: Sequence[DatedHistory] = (), is_second_kind: bool = False
) -> tuple[Band, ...]:
    """Return the tiers of a dated history, those with the same months together, lowest first.

    ``earlier``: the histories of contracts whose months are carried over, the oldest first; the
    gap between them is not counted. Refuses stretches that overlap, go backwards or begin before
    December 1965.
    """
    contracts = (*earlier, history)
    for contract in contracts:
        _insist_on_order(contract)
    _insist_on_chain(contracts)
    stretches = [each for contract in contracts for each in contract]
    return tuple(_bands(stretches, is_second_kind=is_second_kind))


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法13条",
    says="掛金納付月数は、通算した契約をふくめて{result}です。",
)
def paid_in(
    history: DatedHistory, *, earlier: Sequence[DatedHistory] = (), is_second_kind: bool = False
) -> PaidIn:
    """Return what a history counts for, together with earlier contracts carried over."""
    found = bands(history, earlier=earlier, is_second_kind=is_second_kind)
    stretches = [each for contract in (*earlier, history) for each in contract]
    months = [month for each in stretches for month in each.months]
    return PaidIn(found, len(months), max(months, default=None), is_second_kind)


def _bands(stretches: DatedHistory, *, is_second_kind: bool) -> Iterator[Band]:
    below = 0
    for top in sorted({each.stretch.monthly_premium.amount for each in stretches}):
        months = [
            month
            for each in stretches
            if each.stretch.monthly_premium.amount >= top
            for month in each.months
        ]
        if months:
            yield Band((top - below) // TIER.amount, tuple(months), is_second_kind)
            below = top


def _insist_on_order(history: DatedHistory) -> None:
    if any(each.first.first_day < BEGINNING for each in history):
        raise ImpossibleHistory(field="history")
    if any(one.first + one.stretch.months > two.first for one, two in pairwise(history)):
        raise ImpossibleHistory(field="history")


def _insist_on_chain(contracts: Sequence[DatedHistory]) -> None:
    """A new contract may begin in the very month in which the old one ended: both were paid."""
    for earlier, following in pairwise([contract for contract in contracts if contract]):
        last = earlier[-1].first + (earlier[-1].stretch.months - 1)
        if following[0].first < last:
            raise ImpossibleHistory(field="earlier")
