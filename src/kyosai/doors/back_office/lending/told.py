"""貸付けの案件の中身 — the customers with what is lost at each, what is proposed, who may go on."""

from datetime import date
from typing import Any

from kyosai.basis import alike
from kyosai.basis.refusal import Refused
from kyosai.casework import reads as casework
from kyosai.casework.models import Case, Entry
from kyosai.doors.back_office import words
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.procedures.lending.flow import CONTRACT_LOAN
from kyosai.procedures.lending.tosanboshi import filed
from kyosai.procedures.lending.tosanboshi.flow import (
    CONFIRM,
    EXAMINE,
    MUTUAL_AID_LOAN,
    SIGN,
    TEMPORARY_LOAN,
    TRANSFER,
)
from kyosai.procedures.lending.tosanboshi.mutual_aid import claim as claims
from kyosai.procedures.lending.tosanboshi.mutual_aid import examine
from kyosai.records.officers import reads as officers
from kyosai.schemes.tosanboshi import customer_failure
from kyosai.schemes.tosanboshi.customer_failure import Event


def about(officer: Any, case: Case) -> dict[str, Any]:
    """Return what the page of a case of lending shows; nothing for other cases."""
    if case.flow == TEMPORARY_LOAN.name:
        waits = case.step == TRANSFER and not case.is_closed
        return {"agreement": case.filing["agreement"], "awaits_money": waits and _decides(officer)}
    if case.flow == CONTRACT_LOAN.name and case.step == TRANSFER:
        return {"awaits_money": not case.is_closed and _decides(officer)}
    if case.flow != MUTUAL_AID_LOAN.name:
        return {}
    return {
        "customers": customers(case),
        "fixes": case.filing.get("fixes", []),
        "agreement": case.filing.get("agreement", []),
        "proposal": _proposal(case),
        "examines": _stands(case, EXAMINE) and _decides(officer),
        "decides": _stands(case, CONFIRM) and officers.may(officer, "cases.confirm"),
        "recalls": _stands(case, SIGN) and officers.may(officer, "cases.confirm"),
        "was_asked": casework.last_with_outcome(case.number, examine.ASKED) is not None,
    }


def customers(case: Case) -> list[dict[str, Any]]:
    """Return the customers of a claim, each with what it owes and what of it is lost."""
    claim = filed.again(case.filing, kind=MutualAidClaim)
    return [
        {
            "name": each.name,
            "corporate_number": each.corporate_number,
            "event": Event.of(each.event).value,
            "proof": _proof(Event.of(each.event)),
            "failed_on": words.on(date.fromisoformat(each.failed_on)),
            "gross": words.yen(claims.gross(each)),
            "lost": str(claims.lost(each)),
            "ledger": words.yen(_balance(claim, each.name, until=each.failed_on)),
            "monthly_trade": words.yen(each.monthly_trade),
            "is_related": each.is_related,
        }
        for each in claim.customers
    ]


def _proof(event: Event) -> str:
    """Return what proves a failure; an event that is none has no proof."""
    try:
        return customer_failure.evidence(event)
    except Refused:
        return ""


def _balance(claim: MutualAidClaim, name: str, *, until: str) -> int:
    lines = [each for each in claim.ledger if alike.is_same(each.customer, name)]
    return sum(each.yen for each in lines if each.day <= until)


def _proposal(case: Case) -> dict[str, Any] | None:
    """Return what the first officer proposed, while it stands or once it was decided."""
    if case.step not in (CONFIRM, SIGN):
        return None
    entries = [each for each in casework.file(case.number) if each.step == EXAMINE]
    return _told(entries[-1]) if entries else None


def _told(entry: Entry) -> dict[str, Any]:
    row = entry.findings[0] if entry.findings else {}
    proposal = row.get("proposal", {})
    return {
        "amount": words.yen(proposal["amount"]) if proposal else "",
        "may_pause": bool(proposal.get("may_pause")),
        "ground": row.get("ground", ""),
        "words": entry.words,
        "found": [
            {"yen": words.yen(each["yen"]), "reason": each["reason"]}
            for each in proposal.get("found", {}).values()
        ],
    }


def _stands(case: Case, step: str) -> bool:
    return case.step == step and not case.is_closed


def _decides(officer: Any) -> bool:
    return officers.may(officer, "cases.decide")
