"""電子納税証明書 — what e-Tax certifies of one taxpayer, as XML (own form, mark D)."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml import etree

NAMESPACE = "urn:kyosai:tax-certificate:1"
CORPORATION_TAX, INCOME_TAX = "法人税", "申告所得税及復興特別所得税"
CONSUMPTION_TAX = "消費税及地方消費税"
AMOUNT = 184_200


@dataclass(frozen=True)
class Asked:
    """Whose certificate is asked for; a person has no corporate number."""

    name: str
    address: str
    corporate_number: str


@dataclass(frozen=True)
class Content:
    """What a certificate says, rightly or as a fault."""

    kind: str = "その１"
    unpaid: int = 0
    days_old: int = 0
    years_back: int = 0
    only_consumption_tax: bool = False


CONTENTS: dict[str, tuple[str, Content]] = {
    "paid": ("納めた税金の証明（その1）", Content()),
    "unpaid": ("未納の税金がある証明（その1）", Content(unpaid=84_200)),
    "old": ("4か月前に発行された証明（その1）", Content(days_old=125)),
    "other_kind": ("未納の税額がない証明（その3）", Content(kind="その３")),
    "other_year": ("おととしより前の分だけの証明", Content(years_back=2)),
    "other_tax": ("消費税だけの証明", Content(only_consumption_tax=True)),
}


def written(asked: Asked, content: Content, *, now: datetime) -> etree._Element:
    """Return the certificate, not yet signed."""
    issued_on = (now - timedelta(days=content.days_old)).date()
    number = f"{issued_on:%Y%m%d}{secrets.randbelow(10**8):08d}"
    root = etree.Element(
        f"{{{NAMESPACE}}}TaxCertificate", {"id": f"TC{number}", "version": "1"},
        nsmap={None: NAMESPACE},
    )  # fmt: skip
    add = _adder(root)
    add("Number", number)
    add("IssuedOn", issued_on.isoformat())
    add("Kind", content.kind)
    add("Office", "見本税務署")
    taxpayer = _adder(add("Taxpayer"))
    taxpayer("Name", asked.name)
    taxpayer("Address", asked.address)
    if asked.corporate_number:
        taxpayer("CorporateNumber", asked.corporate_number)
    taxes = _adder(add("Taxes"))
    for name, due_on in _owed(asked, content, on=now.date()):
        _add_tax(taxes("Tax"), name=name, due_on=due_on, content=content)
    etree.indent(root)
    return root


def _owed(asked: Asked, content: Content, *, on: date) -> Iterator[tuple[str, date]]:
    """Yield taxes with their due days: of a company to March, of a person to December."""
    own = CORPORATION_TAX if asked.corporate_number else INCOME_TAX
    month, day = (5, 31) if asked.corporate_number else (3, 15)
    due_on = date(on.year, month, day)
    last = due_on if due_on < on else due_on.replace(year=on.year - 1)
    last = last.replace(year=last.year - content.years_back)
    if not content.only_consumption_tax:
        yield own, last
        yield own, last.replace(year=last.year - 1)
    yield CONSUMPTION_TAX, last


def _add_tax(tax: etree._Element, *, name: str, due_on: date, content: Content) -> None:
    unpaid = content.unpaid if name != CONSUMPTION_TAX else 0
    add = _adder(tax)
    add("TaxName", name)
    add("Period", f"{due_on.year - 1}年分")
    add("DueOn", due_on.isoformat())
    add("Payable", str(AMOUNT))
    add("Paid", str(AMOUNT - unpaid))
    add("Unpaid", str(unpaid))


def _adder(parent: etree._Element) -> Callable[..., etree._Element]:
    def add(name: str, text: str | None = None) -> etree._Element:
        child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        child.text = text
        return child

    return add
