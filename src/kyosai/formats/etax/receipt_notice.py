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

from lxml import etree

from kyosai.formats.etax import signature
from kyosai.formats.etax.refusals import FromTheFuture, HasDoctype, NotANotice, NotXml

NAMESPACE = "urn:kyosai:receipt-notice:1"
LARGEST = 200_000
ROOT = "ReceiptNotice"
PARTS = ("ReceiptNumber", "AcceptedAt", "Form", "Year", "Filer", "Business")
FILER = ("Name", "Address", "Birthdate")
BUSINESS = ("BusinessName", "Trade", "Employees")


class Form(Enum):
    """Which filing the tax office received."""

    INCOME_TAX_RETURN = "所得税確定申告"
    OPENING_OF_BUSINESS = "個人事業の開業届"


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
    root = _parsed(content)
    _check_plain(root)
    signature.verify(root, certificate=certificate, checked_at=checked_at)
    notice = _notice(root)
    if notice.accepted_at > checked_at:
        raise FromTheFuture
    return notice


def _parsed(content: bytes) -> Any:
    if not 0 < len(content) <= LARGEST:
        raise NotXml
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise (HasDoctype if b"<!DOCTYPE" in content else NotXml) from None
    if root.getroottree().docinfo.doctype:
        raise HasDoctype
    return root


def _check_plain(root: Any) -> None:
    """Refuse comments, instructions and entities: a canonical form would leave some unsigned."""
    if any(not isinstance(node.tag, str) for node in root.getroottree().getroot().iter()):
        raise NotANotice
    if root.getprevious() is not None or root.getnext() is not None:
        raise NotANotice
    if root.tag != f"{{{NAMESPACE}}}{ROOT}":
        raise NotANotice


def _notice(root: Any) -> ReceiptNotice:
    if root.get("version") != "1" or set(root.attrib) != {"id", "version"}:
        raise NotANotice
    number, accepted, form, year, filer, business = _children(root[:-1], PARTS)
    named = _children(list(filer), FILER if len(filer) == 3 else FILER[:2])
    business_name, trade, employees = _children(list(business), BUSINESS)
    try:
        return ReceiptNotice(
            receipt_number=_matching(number, r"[0-9]{8,30}"),
            accepted_at=_moment(accepted),
            form=Form(_text(form)),
            year=int(_matching(year, r"[0-9]{4}")),
            name=_text(named[0]),
            address=_text(named[1]),
            birthdate=date.fromisoformat(_text(named[2])) if len(named) == 3 else None,
            business_name=_text(business_name, least=0),
            trade=_text(trade, attributes=("code",)),
            trade_code=_code(trade),
            employees=int(_matching(employees, r"[0-9]{1,6}")),
        )
    except ValueError:
        raise NotANotice from None


def _children(elements: list[Any], names: tuple[str, ...]) -> list[Any]:
    if [element.tag for element in elements] != [f"{{{NAMESPACE}}}{name}" for name in names]:
        raise NotANotice
    return elements


def _text(element: Any, *, least: int = 1, attributes: tuple[str, ...] = ()) -> str:
    text = (element.text or "").strip()
    if len(element) or tuple(element.attrib) != attributes:
        raise NotANotice
    if not least <= len(text) <= 200 or not text.replace("\u3000", " ").isprintable():
        raise NotANotice
    return text


def _matching(element: Any, pattern: str) -> str:
    text = _text(element)
    if not re.fullmatch(pattern, text):
        raise NotANotice
    return text


def _code(trade: Any) -> str:
    code = trade.get("code", "")
    if not re.fullmatch(r"[a-z_]{1,40}", code):
        raise NotANotice
    return str(code)


def _moment(element: Any) -> datetime:
    moment = datetime.fromisoformat(_text(element))
    if moment.tzinfo is None:
        raise NotANotice
    return moment
