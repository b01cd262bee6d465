"""証明書の発行 — render the 契約締結証書 once, after the decision, from the values it stored."""

from datetime import datetime

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.formats.paper import certificate as paper
from kyosai.formats.paper.certificate import Certificate
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk.eligibility import Capacity
from kyosai.schemes.tosanboshi.trades import Form

KIND = "contract_certificate"
SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
ISSUER = "独立行政法人 中小企業基盤整備機構"


def certificate(number: str, *, at: datetime) -> str | None:
    """Keep the certificate of this number and return its digest; None when it is not ours.

    Rendered twice it is the same bytes, and kept once.
    """
    kept = documents.issued(KIND, number=number)
    if kept is not None:
        return kept.digest
    contract = contracts.certified(number)
    if contract is None:
        return None
    return writes.keep(
        paper.written(_page(contract)),
        person=parties.person_of(contract.party),
        kind=KIND,
        filename=f"契約締結証書_{number}.pdf",
        media="application/pdf",
        at=at,
        number=number,
    )


def _page(contract: Standing) -> Certificate:
    """Return what the page says: as it was on the day the contract was accepted."""
    return Certificate(
        number=contract.certificate_number,
        contract_number=contract.number,
        holder=parties.particulars(contract.party, at=contract.accepted_at).name,
        scheme=SCHEMES[contract.scheme],
        capacity=_capacity(contract),
        formed_on=contract.formed_on,
        monthly_premium=contracts.first_monthly_premium(contract.number),
        issued_on=tokyo.in_tokyo(contract.accepted_at).date(),
        issuer=ISSUER,
        verify_url=f"{settings.PORTAL_URL}/certificate/",
        is_sample=settings.WORKSHOP,
    )


def _capacity(contract: Standing) -> str:
    kinds = Form if contract.scheme == "tosanboshi" else Capacity
    return str(kinds.of(contract.capacity).value)
