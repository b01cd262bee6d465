"""受信通知 — what e-Tax tells a person who has filed, as XML (own form, mark D)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

NAMESPACE = "urn:kyosai:receipt-notice:1"
RETURN, OPENING, CLOSING = "所得税確定申告", "個人事業の開業届", "個人事業の廃業届"
OF_TODAY = (OPENING, CLOSING)


@dataclass(frozen=True)
class Filing:
    """What was filed, by whom, about which business."""

    form: str
    name: str
    address: str
    birthdate: str
    business_name: str
    trade: str
    trade_words: str
    employees: str


def accepted_at(form: str, *, now: datetime) -> datetime:
    """Return when it was filed: an opening or a closing yesterday, a return on 10 March."""
    if form in OF_TODAY:
        return now - timedelta(days=1)
    filed = now.replace(month=3, day=10, hour=21, minute=14, second=5, microsecond=0)
    return filed if filed < now else filed.replace(year=filed.year - 1)


def written(filing: Filing, *, now: datetime) -> etree._Element:
    """Return the notice, not yet signed."""
    at = accepted_at(filing.form, now=now).replace(microsecond=0)
    number = f"{at:%Y%m%d%H%M%S}{secrets.randbelow(10**6):06d}"
    year = at.year if filing.form in OF_TODAY else at.year - 1
    root = etree.Element(
        f"{{{NAMESPACE}}}ReceiptNotice", {"id": f"RN{number}", "version": "1"},
        nsmap={None: NAMESPACE},
    )  # fmt: skip
    _add(root, {"ReceiptNumber": number, "AcceptedAt": at.isoformat(), "Form": filing.form,
                "Year": str(year)})  # fmt: skip
    _add(_child(root, "Filer"), {"Name": filing.name, "Address": filing.address,
                                 "Birthdate": filing.birthdate})  # fmt: skip
    business = _child(root, "Business")
    _add(business, {"BusinessName": filing.business_name})
    _child(business, "Trade", code=filing.trade).text = filing.trade_words
    _add(business, {"Employees": filing.employees})
    etree.indent(root)
    return root


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _add(parent: etree._Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        _child(parent, name).text = text
