"""貸付決定通知書 — the decision of two officers as a PDF, from what its case keeps."""

from datetime import date, datetime

from django.conf import settings

from kyosai.casework import reads as cases
from kyosai.formats.paper import loan_contract
from kyosai.formats.paper.loan_contract import LoanContract
from kyosai.procedures.lending.tosanboshi.flow import MUTUAL_AID_LOAN
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.parties import reads as parties

KIND = "loan_decision"
ISSUER = "独立行政法人 中小企業基盤整備機構"


def letter(number: str, *, at: datetime) -> str | None:
    """Keep the letter of a case and return its digest; None when there is none of ours."""
    kept = documents.issued(KIND, number=number)
    if kept is not None:
        return kept.digest
    case = cases.found(number) if number.startswith("K-") else None
    if case is None or case.flow != MUTUAL_AID_LOAN.name or "decision" not in case.filing:
        return None
    title, *lines = case.filing["decision"]
    holder = parties.particulars(case.subject, at=case.received_at).name
    pages = LoanContract(
        number=case.number,
        text="\n".join([title, f"{holder}　様", "", *lines]),
        signed=f"{ISSUER}が決めました。",
        issuer=ISSUER,
        made_on=date.fromisoformat(case.filing["decided_on"]),
        is_sample=settings.WORKSHOP,
        label="案件番号",
    )
    return writes.keep(
        loan_contract.written(pages),
        person=parties.person_of(case.subject),
        kind=KIND,
        filename=f"貸付決定通知書_{case.number}.pdf",
        media="application/pdf",
        at=at,
        number=case.number,
    )
