"""電子納税証明書 — what a taxpayer owed and has paid, as signed XML of our own shape (mark D).

Elements in their order, all in the namespace ``urn:kyosai:tax-certificate:1``::

    TaxCertificate (id, version="1")
      Number  IssuedOn  Kind  Office
      Taxpayer       Name  Address  CorporateNumber (of a corporation only)
      Taxes          one Tax or more: TaxName  Period  DueOn  Payable  Paid  Unpaid
      Signature      as of a receipt notice
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.formats.etax import reading, refusals
from kyosai.formats.etax.reading import matching, text
from kyosai.formats.etax.refusals import FromTheFuture, NotANotice

NAMESPACE = "urn:kyosai:tax-certificate:1"
ROOT = "TaxCertificate"
PARTS = ("Number", "IssuedOn", "Kind", "Office", "Taxpayer", "Taxes")
TAXPAYER = ("Name", "Address", "CorporateNumber")
TAX = ("TaxName", "Period", "DueOn", "Payable", "Paid", "Unpaid")
MOST = 60
YEN = r"[0-9]{1,15}"


@dataclass(frozen=True)
class Tax:
    """One tax of one period: until when it was due, and what of it is not paid."""

    name: str
    period: str
    due_on: date
    payable: Yen
    unpaid: Yen


@dataclass(frozen=True)
class TaxCertificate:
    """What the tax office certifies of one taxpayer; a person has no corporate number."""

    number: str
    issued_on: date
    kind: str
    office: str
    name: str
    address: str
    corporate_number: str
    taxes: tuple[Tax, ...]


def read(content: bytes, *, certificate: bytes, checked_at: datetime) -> TaxCertificate:
    """Return a certificate signed by the tax office (PEM), valid at this moment, or refuse it."""
    with refusals.about(refusals.TAX_CERTIFICATE):
        root = reading.signed(
            content, namespace=NAMESPACE, name=ROOT, certificate=certificate, checked_at=checked_at
        )
        try:
            found = _certificate(root)
        except ValueError:
            raise NotANotice from None
        if found.issued_on > tokyo.in_tokyo(checked_at).date():
            raise FromTheFuture
        return found


def _certificate(root: Any) -> TaxCertificate:
    number, issued_on, kind, office, taxpayer, taxes = _children(root[:-1], PARTS)
    named = _children(list(taxpayer), TAXPAYER if len(taxpayer) == 3 else TAXPAYER[:2])
    if not 1 <= len(taxes) <= MOST:
        raise NotANotice
    _children(list(taxes), ("Tax",) * len(taxes))
    return TaxCertificate(
        number=matching(number, r"[0-9]{8,30}"),
        issued_on=date.fromisoformat(text(issued_on)),
        kind=normalize("NFKC", text(kind)),
        office=text(office),
        name=text(named[0]),
        address=text(named[1]),
        corporate_number=matching(named[2], r"[0-9]{13}") if len(named) == 3 else "",
        taxes=tuple(_tax(each) for each in taxes),
    )


def _tax(element: Any) -> Tax:
    name, period, due_on, payable, paid, unpaid = _children(list(element), TAX)
    owed, settled, open_ = (Yen(int(matching(each, YEN))) for each in (payable, paid, unpaid))
    if owed - settled != open_:
        raise NotANotice
    return Tax(text(name), text(period), date.fromisoformat(text(due_on)), owed, open_)


def _children(elements: list[Any], names: tuple[str, ...]) -> list[Any]:
    return reading.children(elements, names, namespace=NAMESPACE)
