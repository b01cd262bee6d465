"""契約書の写し — the contract of a loan as a PDF, from the text that was signed; rendered once."""

from datetime import datetime
from typing import Any

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.casework import reads as cases
from kyosai.formats.paper import loan_contract
from kyosai.formats.paper.loan_contract import LoanContract
from kyosai.procedures.lending.skk.note import LENDER
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.parties import reads as parties

KIND = "loan_contract"
WAYS = {
    "card": "署名用電子証明書（番号 {serial}）で署名しました。",
    "gbizid": "GビズIDで本人を確かめ、同意を受けました。",
}


def contract(number: str, *, at: datetime) -> str | None:
    """Keep the contract of this loan and return its digest; None when there is none of ours.

    Rendered twice it is the same bytes, and kept once.
    """
    kept = documents.issued(KIND, number=number)
    if kept is not None:
        return kept.digest
    loan = loans.of_number(number) if number.startswith("L-") else None
    signature = _signature(loan) if loan else {}
    if loan is None or not signature:
        return None
    return writes.keep(
        loan_contract.written(_pages(loan, signature)),
        person=parties.person_of(loan.party),
        kind=KIND,
        filename=f"貸付けの契約書_{number}.pdf",
        media="application/pdf",
        at=at,
        number=number,
    )


def _pages(loan: Loan, signature: dict[str, Any]) -> LoanContract:
    signed_at = tokyo.in_tokyo(datetime.fromisoformat(signature["signed_at"]))
    how = WAYS[signature["way"]].format(serial=signature["serial"])
    return LoanContract(
        number=loan.number,
        text=signature["text"],
        signed=f"{era.on_screen(signed_at.date())}{signed_at:%H:%M}に、{how}",
        issuer=LENDER,
        made_on=loan.lent_on,
        is_sample=settings.WORKSHOP,
    )


def _signature(loan: Loan) -> dict[str, Any]:
    """Return the signature as the case keeps it: without the certificate, with its number."""
    if not loan.case_number:
        return {}
    filing = cases.case(loan.case_number).filing
    if "agreement" in filing:
        return _by_gbizid(filing)
    signature: dict[str, Any] | None = filing.get("loan", {}).get("signature")
    return {**signature, "serial": filing.get("serial", "")} if signature else {}


def _by_gbizid(filing: dict[str, Any]) -> dict[str, Any]:
    """Return the signature of 倒産防止共済: the text, and when it was signed."""
    signed = (filing.get("signed") or filing["lending"])["signed"]
    text = "\n".join(filing["agreement"])
    return {"text": text, "signed_at": signed["signed_at"], "way": "gbizid", "serial": ""}
