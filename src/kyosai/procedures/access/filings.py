"""申込みの状況 — each filing with its promise, where it stands, and why it was decided so."""

from typing import Any
from uuid import UUID

from kyosai.casework import reads as casework
from kyosai.casework.models import Case, Entry
from kyosai.exchange.messages.amendments import AMENDMENTS
from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from kyosai.exchange.messages.claims import CLAIMS
from kyosai.exchange.messages.lending import LENDING
from kyosai.exchange.messages.linking import ContractLink
from kyosai.exchange.messages.repayments import EarlyRepayment

SCHEMES = ("skk", "tosanboshi")
TITLES = {
    "enrolment": "加入の申込み",
    "account_change": "引き落とし口座の変更",
    **{each.kind: each.title for each in AMENDMENTS},
    **{each.kind: each.title for each in CLAIMS},
    **{each.kind: each.title for each in LENDING},
    "temporary_loan": "一時貸付金の申し込み",
    "mutual_aid_loan": "共済金の貸付けの請求",
    "instalments_at_once": "分割の残りをまとめて受け取る請求",
    EarlyRepayment.kind: EarlyRepayment.title,
    ContractLink.kind: ContractLink.title,
    PremiumCertificateRequest.kind: PremiumCertificateRequest.title,
}
PROCEDURES = {f"{scheme}.{kind}": title for scheme in SCHEMES for kind, title in TITLES.items()}
STATE_WORDS = {
    "accepted": "承諾しました",
    "refused": "受けられませんでした",
    "returned": "受けられませんでした",
    "withdrawn": "取り下げました",
    "": "担当者が確認しています",
}


def of_party(party: UUID) -> list[dict[str, Any]]:
    """Return a person's filings, the newest first; cases of our own are not filings."""
    cases = [case for case in casework.cases_of(party) if case.flow in PROCEDURES]
    last = casework.last_entries([case.number for case in cases if case.is_closed])
    return [_filing(case, last.get(case.number)) for case in cases]


def _filing(case: Case, last: Entry | None) -> dict[str, Any]:
    said = last if last and case.outcome in ("refused", "returned") else None
    complain = [row["complain"] for row in (said.findings if said else []) if "complain" in row]
    return {
        "receipt": case.receipt,
        "procedure": PROCEDURES[case.flow],
        "received_at": case.received_at.isoformat(),
        "promised": case.due_at.isoformat(),
        "state": case.outcome or "at_desk",
        "state_words": STATE_WORDS[case.outcome],
        "decided_on": case.closed_at.isoformat() if case.closed_at else "",
        "reason": said.words if said else "",
        "complain": complain[0] if complain else "",
    }
