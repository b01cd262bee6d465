"""支払を決める — one payment under a key made of business nouns; ordered twice, there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from kyosai.basis import identifiers
from kyosai.basis.money import Yen
from kyosai.records import serials
from kyosai.records.payments.models import Payment

Rail = Literal["instant", "bulk"]


class OrderedOtherwise(Exception):
    """The same key came with other money: a defect, never a rerun."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be paid to whom. ``purpose`` is what the payee reads: 契約者貸付けの貸付金.

    What is owed stands in the journal already, on ``payable(...)`` of this order. A tax belongs
    to no contract.
    """

    key: str
    scheme: str
    contract: str
    party: UUID
    kind: str
    purpose: str
    amount: Yen
    account: UUID
    rail: Rail
    pay_on: date
    due_at: datetime
    case_number: str = ""
    ordered_by: str = ""
    replaces: str | None = None


def payable(kind: str, *, scheme: str, contract: str) -> str:
    """Return the account of the journal that holds what is to be paid; a tax has no contract."""
    return f"payable:{kind}:{scheme}:{contract}" if contract else f"payable:{kind}:{scheme}"


def order(wanted: Order, *, at: datetime) -> str:
    """Order a payment; return its number."""
    known = Payment.objects.filter(key=wanted.key).first()
    if known is None:
        return _new(wanted, at=at)
    if (known.yen, known.contract_id or "") != (wanted.amount.amount, wanted.contract):
        raise OrderedOtherwise(wanted.key)
    return known.number


def ordered(keys: Iterable[str]) -> set[str]:
    """Return which of these keys a payment was ordered under."""
    return set(Payment.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def _new(wanted: Order, *, at: datetime) -> str:
    number = identifiers.lettered_number("P", serials.next_serial("payment_serial"))
    Payment.objects.create(
        number=number,
        key=wanted.key,
        scheme=wanted.scheme,
        contract_id=wanted.contract or None,
        party_id=wanted.party,
        kind=wanted.kind,
        purpose=wanted.purpose,
        yen=wanted.amount.amount,
        account_id=wanted.account,
        rail=wanted.rail,
        pay_on=wanted.pay_on,
        due_at=wanted.due_at,
        case_number=wanted.case_number,
        ordered_by=wanted.ordered_by,
        ordered_at=at,
        replaces_id=wanted.replaces,
    )
    return number
