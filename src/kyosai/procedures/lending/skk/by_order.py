"""災害の定め（SK18） — one officer proposes that loans be made under an order, another confirms it.

From then on whoever lives or works in its area borrows without interest, by rule and at once; their
own statement of the damage is enough.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.procedures.lending.borrower import Borrower
from kyosai.procedures.lending.flow import LOAN_ORDER
from kyosai.records.contracts import reads as contracts
from kyosai.records.parties import reads as parties
from kyosai.schemes.clocks import calendars
from kyosai.schemes.skk.loan import disaster_orders
from kyosai.schemes.skk.loan.disaster_orders import LoanOrder

NOBODY = UUID(int=0)
DAYS, AT = 1, time(17, 0)


class NoSuchOrder(Refused):
    """No order of that name is open."""

    reason = "この定めは、いま使えません。一覧を開き直してください。"


class AlreadyProposed(Refused):
    """The order waits for another officer, or is confirmed."""

    reason = "この定めは、すでに起案されています。一覧を開き直してください。"


class NotCovered(Refused):
    """No confirmed order covers the holder."""

    reason = "この地域には、いま特例災害時貸付けの定めがありません。一般貸付けを申し込めます。"


def open_now(on: date) -> dict[str, LoanOrder]:
    """Return the orders that are open on a day, by their keys."""
    found = disaster_orders.open_orders(on=on, with_samples=settings.WORKSHOP)
    return {order.key: order for order in found}


def waiting(key: str) -> str:
    """Return the case in which an order waits for another officer; nothing without one."""
    return cases.open_under(_about(key))


def is_in_force(key: str) -> bool:
    """Tell whether a second officer has confirmed an order."""
    return cases.is_accepted_under(_about(key))


def covering(who: Borrower) -> LoanOrder | None:
    """Return the order in force that covers a borrower's home or office."""
    orders = [each for each in open_now(who.lent_on).values() if is_in_force(each.key)]
    if not orders:
        return None
    contract = who.contract
    addresses = (
        parties.particulars(contract.party).address,
        contracts.office_address(contract.number),
    )
    return next((each for each in orders if any(map(each.covers, addresses))), None)


def insist(who: Borrower) -> None:
    """Refuse whom no order in force covers."""
    if covering(who) is None:
        raise NotCovered(field="loan_kind")


def propose(key: str, *, officer: str, at: datetime) -> str:
    """Lay an order before another officer; return the number of the case."""
    on = tokyo.in_tokyo(at).date()
    order = open_now(on).get(key)
    if order is None:
        raise NoSuchOrder
    says = f"{order.disaster}：{'・'.join(order.areas)}の契約者に、無利子で貸し付けます。"
    with transaction.atomic(durable=True):
        if waiting(key) or is_in_force(key):
            raise AlreadyProposed
        opening = Opening(
            number=casework.new_number(),
            flow=LOAN_ORDER,
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


def confirm(case: str, *, officer: str, at: datetime) -> None:
    """Put an order into force that another officer proposed."""
    with transaction.atomic(durable=True):
        file = casework.take(LOAN_ORDER, number=case, step="confirm_order", officer=officer)
        order = open_now(tokyo.in_tokyo(at).date()).get(file.filing["order"])
        if order is None:
            raise NoSuchOrder
        says = f"{order.disaster}の貸付けを始めます。"
        casework.close(file, outcome="accepted", officer=officer, at=at, words=says)


def _about(key: str) -> str:
    return f"loan-order:{key[:32]}:"
