"""受信通知 — the tax office's receipt for a return, as signed XML of our own shape (mark D).

Elements in their order, all in the namespace ``urn:kyosai:receipt-notice:1``::

    ReceiptNotice (id, version="1")
      ReceiptNumber  AcceptedAt  Form  Year
      Filer          Name  Address  Birthdate (may be missing)
      Business       BusinessName (may be empty)  Trade (code)  Employees
      Signature      XMLDSig, enveloped, RSA-SHA256, inclusive C14N 1.0, Reference #id
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from kyosai.formats.etax import reading
from kyosai.formats.etax.reading import matching, text
from kyosai.formats.etax.refusals import FromTheFuture, NotANotice

NAMESPACE = "urn:kyosai:receipt-notice:1"
ROOT = "ReceiptNotice"
PARTS = ("ReceiptNumber", "AcceptedAt", "Form", "Year", "Filer", "Business")
FILER = ("Name", "Address", "Birthdate")
BUSINESS = ("BusinessName", "Trade", "Employees")


class Form(Enum):
    """Which filing the tax office received."""

    INCOME_TAX_RETURN = "所得税確定申告"
    OPENING_OF_BUSINESS = "個人事業の開業届"
    CLOSING_OF_BUSINESS = "個人事業の廃業届"


@dataclass(frozen=True)
class ReceiptNotice:
    """What the tax office confirms about a filer and the business."""

    receipt_number: str
    accepted_at: datetime
    form: Form
    year: int
    name: str
    address: str
    birthdate: date | None
    business_name: str
    trade: str
    trade_code: str
    employees: int


def read(content: bytes, *, certificate: bytes, checked_at: datetime) -> ReceiptNotice:
    """Return a notice signed by this certificate (PEM) and valid at this moment, or refuse it."""
    root = reading.signed(
        content, namespace=NAMESPACE, name=ROOT, certificate=certificate, checked_at=checked_at
    )
    notice = _notice(root)
    if notice.accepted_at > checked_at:
        raise FromTheFuture
    return notice


def _notice(root: Any) -> ReceiptNotice:
    number, accepted, form, year, filer, business = _children(root[:-1], PARTS)
    named = _children(list(filer), FILER if len(filer) == 3 else FILER[:2])
    business_name, trade, employees = _children(list(business), BUSINESS)
    try:
        return ReceiptNotice(
            receipt_number=matching(number, r"[0-9]{8,30}"),
            accepted_at=_moment(accepted),
            form=Form(text(form)),
            year=int(matching(year, r"[0-9]{4}")),
            name=text(named[0]),
            address=text(named[1]),
            birthdate=date.fromisoformat(text(named[2])) if len(named) == 3 else None,
            business_name=text(business_name, least=0),
            trade=text(trade, attributes=("code",)),
            trade_code=_code(trade),
            employees=int(matching(employees, r"[0-9]{1,6}")),
        )
    except ValueError:
        raise NotANotice from None


def _children(elements: list[Any], names: tuple[str, ...]) -> list[Any]:
    return reading.children(elements, names, namespace=NAMESPACE)


def _code(trade: Any) -> str:
    code = trade.get("code", "")
    if not re.fullmatch(r"[a-z_]{1,40}", code):
        raise NotANotice
    return str(code)


def _moment(element: Any) -> datetime:
    moment = datetime.fromisoformat(text(element))
    if moment.tzinfo is None:
        raise NotANotice
    return moment
