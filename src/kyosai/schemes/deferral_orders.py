"""納付期限の延長の定め — whose months are put off by order, until when, and how they are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import months, parameters
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes import both
from kyosai.schemes.skk.premiums import deferral as skk
from kyosai.schemes.skk.premiums.deferral import Cause
from kyosai.schemes.tosanboshi import premium as tosanboshi


class NoOrder(Refused):
    """No order covers this holder on this day."""

    reason = (
        "この地域には、いま納付期限の延長の定めがありません。"
        "毎月の掛金を減らすことも、掛金をいったん止めることもできます。"
    )


@dataclass(frozen=True)
class Order:
    """An order: where and when it holds, which months it puts off, and when they are asked.

    ``asked_together`` is how many of them one debit takes beside its own month.
    """

    key: str
    name: str
    schemes: tuple[str, ...]
    areas: tuple[str, ...]
    since: date
    apply_by: date
    first: Month
    last: Month
    asked_from: Month
    asked_together: int
    is_sample: bool

    def covers(self, address: str) -> bool:
        """Tell whether an address lies in one of its areas."""
        return any(address.startswith(area) for area in self.areas)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months it puts off."""
        return tuple(months.span(self.first, self.last))

    def due_on(self, month: Month) -> date:
        """Return the new due date: the last day of the month after the debit that asks for it."""
        return (self.asked_in(month) + 1).last_day

    def asked_in(self, month: Month) -> Month:
        """Return the month whose debit asks for one put off, the oldest first."""
        return self.asked_from + (month - self.first) // self.asked_together

    def is_open(self, *, scheme: str, on: date) -> bool:
        """Tell whether one may ask under it on a day."""
        return scheme in self.schemes and self.since <= on <= self.apply_by


@dataclass(frozen=True)
class PutOff:
    """A month put off: its new due date, and the month whose debit asks for it."""

    month: Month
    due_on: date
    asked_in: Month


@implements("小規模企業共済法20条", "中小企業倒産防止共済法17条")
def open_orders(*, scheme: str, on: date, with_samples: bool) -> tuple[Order, ...]:
    """Return the orders one may ask under on a day; fictional ones where they are wanted."""
    return tuple(
        each
        for each in _orders()
        if each.is_open(scheme=scheme, on=on) and (with_samples or not each.is_sample)
    )


@implements(
    "小規模企業共済法20条",
    "小規模企業共済法施行規則22条",
    "中小企業倒産防止共済法17条",
    "中小企業倒産防止共済法施行規則39条",
)
def put_off(
    order: Order, *, scheme: str, formed_on: date, applied_on: date, is_unable: bool
) -> tuple[PutOff, ...]:
    """Return the months an order puts off for a contract: those not yet due when it was asked for.

    Refuse whoever can pay in time.
    """
    if not is_unable:
        raise skk.NotUnable(field="is_unable")
    return tuple(_put_off(order, scheme=scheme, formed_on=formed_on, applied_on=applied_on))


def _put_off(order: Order, *, scheme: str, formed_on: date, applied_on: date) -> Iterator[PutOff]:
    first = max(order.first, Month.of(formed_on))
    if first > order.last:
        return
    for month in months.span(first, order.last):
        due_on = both.rules_for(scheme).due_on(month, formed_on=formed_on)
        if due_on >= applied_on:
            until = _extended(scheme, due_on, until=order.due_on(month), applied_on=applied_on)
            yield PutOff(month, until, order.asked_in(month))


def _extended(scheme: str, due_on: date, *, until: date, applied_on: date) -> date:
    """Return the extended due date, as the Act of the scheme allows it."""
    if scheme == "tosanboshi":
        return tosanboshi.extended_due_on(due_on, until=until, has_compelling_reason=True)
    return skk.deferred(
        due_on, until=until, applied_on=applied_on, cause=Cause.DISASTER, is_unable=True
    )


@cache
def _orders() -> tuple[Order, ...]:
    rows: list[dict[str, Any]] = parameters.table(__package__, "deferral_orders")["order"]
    return tuple(_order(row) for row in rows)


def _order(row: dict[str, Any]) -> Order:
    order = Order(
        key=row["key"],
        name=row["name"],
        schemes=tuple(row["schemes"]),
        areas=tuple(row["areas"]),
        since=row["since"],
        apply_by=row["apply_by"],
        first=Month.parse(row["first"]),
        last=Month.parse(row["last"]),
        asked_from=Month.parse(row["asked_from"]),
        asked_together=row["asked_together"],
        is_sample=row.get("is_sample", False),
    )
    assert order.last < order.asked_from, "a month is asked for when all of them are over"
    return order
