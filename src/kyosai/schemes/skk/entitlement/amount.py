"""支給額の判定 — what happened and what was paid become one amount in yen."""

from collections.abc import Sequence

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.entitlement.causes import Due
from kyosai.schemes.skk.entitlement.due import Event, entitlement
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_of, cancellation_of
from kyosai.schemes.skk.full_benefit.paid_months import (
    DatedHistory,
    ImpossibleHistory,
    PaidIn,
    paid_in,
)
from kyosai.schemes.skk.payment.draw_down import drawn_down_from

NOTHING = Yen(0)
COLUMN = {
    Due.A: Kind.A,
    Due.B: Kind.B,
    Due.JUN: Kind.JUN,
    Due.SECOND_KIND_A: Kind.A,
    Due.SECOND_KIND_B: Kind.B,
}


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法12条1項",
    "小規模企業共済法13条",
    "小規模企業共済法16条の3",
    says="{event}で支給するのは{result}です。",
)
def amount_due(
    event: Event,
    *,
    history: DatedHistory,
    earlier: Sequence[DatedHistory] = (),
    drawn_down: Yen = NOTHING,
) -> Yen:
    """Return what is due for an event and a history, in whole yen, before offsets and taxes.

    ``earlier``: the histories of contracts whose months are carried over. ``drawn_down``: what
    premiums have already repaid of a loan.
    """
    if history and history[0].first < Month.of(event.formed_on):
        raise ImpossibleHistory(field="formed_on")
    paid = paid_in(history, earlier=earlier, is_second_kind=event.is_second_kind)
    found = entitlement(event, months_paid=paid.months_paid)
    left = drawn_down_from(paid, debt=drawn_down) if drawn_down else paid
    return _yen(found.due, paid=left, event=event)


def _yen(due: Due, *, paid: PaidIn, event: Event) -> Yen:
    month = Month.of(event.happened_on)
    if due is Due.NOTHING:
        return NOTHING
    if due is Due.CANCELLATION:
        return cancellation_of(paid, event=month)
    return benefit_of(COLUMN[due], paid=paid, event=month)
