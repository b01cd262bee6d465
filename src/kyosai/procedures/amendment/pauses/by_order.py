"""一括の納期延長 — an order for everybody in its area: one officer proposes, another applies it.

Nobody has to ask; whoever is touched is told. Applied again later, it reaches only who is new.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.procedures.amendment import words as letters
from kyosai.procedures.amendment.flow import DEFERRAL_ORDER
from kyosai.procedures.amendment.pauses import words
from kyosai.records.notices import everybody
from kyosai.records.notices.everybody import Words
from kyosai.records.premiums import by_order
from kyosai.records.premiums.by_order import Share
from kyosai.records.premiums.deferring import Waits
from kyosai.records.premiums.planning import Reach
from kyosai.schemes import both, deferral_orders
from kyosai.schemes.clocks import calendars, channels, debit_days
from kyosai.schemes.deferral_orders import NoOrder, Order

NOBODY = UUID(int=0)
DAYS, AT = 1, time(17, 0)


class AlreadyProposed(Refused):
    """The order waits for another officer already."""

    reason = "この定めは、すでに起案されています。案件を開いて、別の人が決裁してください。"


def open_now(on: date) -> dict[str, Order]:
    """Return the orders that are open on a day, by their keys."""
    return {
        order.key: order
        for scheme in both.SCHEMES
        for order in deferral_orders.open_orders(
            scheme=scheme, on=on, with_samples=settings.WORKSHOP
        )
    }


def touched(order: Order, *, on: date) -> int:
    """Return how many contracts an order would touch."""
    return sum(by_order.count(order, share, on=on) for share in _shares(order, on))


def waiting(key: str) -> str:
    """Return the case in which an order waits for another officer; nothing without one."""
    return cases.open_under(_about(key))


def propose(key: str, *, officer: str, at: datetime) -> str:
    """Lay an order before another officer; return the number of the case."""
    on = tokyo.in_tokyo(at).date()
    order = open_now(on).get(key)
    if order is None:
        raise NoOrder
    says = f"{order.name}：{touched(order, on=on)}件の契約の期限を延ばします。"
    with transaction.atomic(durable=True):
        if waiting(key):
            raise AlreadyProposed
        opening = Opening(
            number=casework.new_number(),
            flow=DEFERRAL_ORDER,
            step="confirm_order",
            subject=NOBODY,
            receipt=f"{_about(key)}{at:%Y%m%d%H%M%S}",
            received_at=at,
            opened_on=on,
            due_at=tokyo.at(calendars.office().add(on, DAYS), AT),
            at=at,
            filing={"order": key},
            lines=[Line("propose", "opened", words=says, officer=officer)],
        )
        return casework.open(opening)


def confirm(case: str, *, officer: str, at: datetime) -> int:
    """Apply an order another officer proposed; return how many people were told."""
    on = tokyo.in_tokyo(at).date()
    with transaction.atomic(durable=True):
        file = casework.take(DEFERRAL_ORDER, number=case, step="confirm_order", officer=officer)
        order = open_now(on).get(file.filing["order"])
        if order is None:
            raise NoOrder
        told = sum(_put_off(order, share, at=at) for share in _shares(order, on))
        by_order.follow(order)
        says = f"{told}件の契約の期限を延ばし、知らせました。"
        casework.close(file, outcome="accepted", officer=officer, at=at, words=says)
    return told


def _put_off(order: Order, share: Share, *, at: datetime) -> int:
    title, body = words.put_off_by_order(order.name, _waits(order, share))
    mail = letters.mail(title, "掛金の納付期限を延ばしました。", url=settings.PORTAL_URL)
    said = Words(kind=f"put-off:{order.key}", title=title, body=body, mail=mail)
    found = by_order.putting_off(order, share, on=tokyo.in_tokyo(at).date())
    return everybody.tell(found, words=said, at=at)


def _waits(order: Order, share: Share) -> list[Waits]:
    return [
        Waits(month, order.due_on(month), asked_in, share.debit_days[asked_in])
        for month in order.months
        for asked_in in [order.asked_in(month)]
    ]


def _shares(order: Order, on: date) -> Iterator[Share]:
    asking = {order.asked_in(month) for month in order.months}
    for scheme in order.schemes:
        every = channels.channels(scheme=scheme, on=on)
        named = tuple(bank for each in every for bank in each.banks)
        for channel in every:
            reach = Reach(channel.banks or named, is_named=bool(channel.banks))
            days = {month: debit_days.cycle(channel, month=month).debit_on for month in asking}
            yield Share(scheme, reach, days)


def _about(key: str) -> str:
    return f"order:{key[:40]}:"
