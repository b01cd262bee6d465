"""申込みの内容 — an application as the case keeps it, and back again for the officer's decision."""

from typing import Any

from kyosai.basis import fingerprint
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.inbound import EnrolmentApplication


def written(application: EnrolmentApplication, *, message: str) -> dict[str, Any]:
    """Return the application for the case; signed evidence stays in the sealed original."""
    facts = plain.facts_of(application)
    xml, tax_xml = facts["evidence"]["receipt_xml"], ""
    facts["evidence"]["receipt_xml"] = ""
    if facts["enterprise"]:
        tax_xml, facts["enterprise"]["tax_xml"] = facts["enterprise"]["tax_xml"], ""
    return {
        "message": message,
        "version": EnrolmentApplication.VERSION,
        "application": facts,
        "receipt_xml_digest": _digest(xml),
        "tax_xml_digest": _digest(tax_xml),
    }


def _digest(xml: str) -> str:
    return fingerprint.digest(xml.encode()) if xml else ""


def read(filing: dict[str, Any]) -> tuple[EnrolmentApplication, str]:
    """Return the application a case was opened with, and the number of its message."""
    content = fingerprint.canonical(filing["application"])
    application = plain.from_json(
        content, kind=EnrolmentApplication.kind, version=filing.get("version", 1)
    )
    assert isinstance(application, EnrolmentApplication)
    return application, filing["message"]
