"""証拠の確認 — what receipts and registers say, asked before the transaction begins."""

from dataclasses import replace
from datetime import datetime

from kyosai.casework.findings import Finding
from kyosai.doors.postroom import receipt, register, taxes
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment.evidence import Evidence, pictures

MISSING = "添付書類が{count}件届いていません。"


def gathered(message: EnrolmentApplication, *, missing: int, sent_at: datetime) -> Evidence:
    """Return what the evidence shows; anything but readable and fitting needs a person."""
    kind, paid = message.evidence.kind, taxes.shown(message)
    if kind == "etax_receipt" and _is_of_person(message):
        found = receipt.findings(message)
    elif kind == "corporate_register" and _is_of_company(message):
        found = register.findings(message, sent_at=sent_at)
    else:
        seen = pictures(missing=missing)
        found = (*seen.findings, *paid.findings)
        return replace(seen, findings=found, unpaid_due_on=paid.unpaid_due_on)
    found = (*found, *paid.findings)
    if missing:
        words = MISSING.format(count=missing)
        found = (*found, Finding("attachment_missing", words, is_well=False))
    return Evidence(kind, all(each.is_well for each in found), found, paid.unpaid_due_on)


def _is_of_person(message: EnrolmentApplication) -> bool:
    if message.enterprise:
        return message.enterprise.form == "sole_proprietor"
    return message.capacity == "sole_proprietor"


def _is_of_company(message: EnrolmentApplication) -> bool:
    if message.enterprise:
        return message.enterprise.form == "company"
    return message.capacity == "company_officer"
