"""特例災害時貸付けの定め — which disaster is named, where it struck, and until when one may ask."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.law import implements


@dataclass(frozen=True)
class LoanOrder:
    """An order that names a disaster; ``areas`` are how addresses in it begin."""

    key: str
    disaster: str
    areas: tuple[str, ...]
    since: date
    until: date
    is_sample: bool

    def covers(self, address: str) -> bool:
        """Tell whether an address lies in one of its areas."""
        return any(address.startswith(area) for area in self.areas)

    def is_open(self, on: date) -> bool:
        """Tell whether one may ask under it on a day."""
        return self.since <= on <= self.until


@implements("独立行政法人中小企業基盤整備機構法15条2項8号", "貸付規程1条")
def open_orders(*, on: date, with_samples: bool) -> tuple[LoanOrder, ...]:
    """Return the orders one may borrow under on a day; fictional ones where they are wanted."""
    return tuple(
        each for each in _orders() if each.is_open(on) and (with_samples or not each.is_sample)
    )


@cache
def _orders() -> tuple[LoanOrder, ...]:
    rows: list[dict[str, Any]] = parameters.table(__package__, "orders")["order"]
    return tuple(
        LoanOrder(
            key=row["key"],
            disaster=row["disaster"],
            areas=tuple(row["areas"]),
            since=row["since"],
            until=row["until"],
            is_sample=row.get("is_sample", False),
        )
        for row in rows
    )
