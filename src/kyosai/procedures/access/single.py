"""一件の表示 — one notice, one document, who looked, and whether a certificate is ours."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from kyosai.basis import identifiers, tokyo
from kyosai.basis.refusal import Refused
from kyosai.records.access_log import reads as access_log
from kyosai.records.contracts import reads as contracts
from kyosai.records.documents import reads as documents
from kyosai.records.notices import reads as notices
from kyosai.records.notices import writes
from kyosai.records.premium_certificates import reads as premium_certificates

ISSUED = (
    "contract_certificate",
    "award_notice",
    "retirement_slip",
    "occasional_report",
    "pension_slip",
    "loan_contract",
    "loan_decision",
)
STATES = {"active": "有効", "ended": "終了"}


def notice(argument: str, *, party: UUID, at: datetime) -> dict[str, Any]:
    """Return a person's own notice, and note that it has been read."""
    id_ = _uuid(argument)
    found = notices.of_party(id_, party=party) if id_ else None
    if found is None:
        return {"unknown": True}
    writes.mark_read(found["id"], at=at)
    return {
        "id": str(found["id"]),
        "at": found["at"].isoformat(),
        "title": found["title"],
        "body": found["body"],
        "actions": found["actions"],
    }


def document(argument: str, *, person: UUID) -> dict[str, Any]:
    """Return a paper issued to this person, or an attachment of theirs, with its bytes."""
    issued = [documents.issued(kind, number=argument) for kind in ISSUED]
    kept = next((each for each in issued if each and each.person == person), None)
    if kept is None:
        id_ = _uuid(argument)
        own = documents.attachments([str(id_)], person=person) if id_ else []
        kept = own[0] if own else None
    if kept is None:
        return {"unknown": True}
    content = b64encode(kept.content).decode()
    return {"filename": kept.filename, "media": kept.media, "content": content}


def who_looked(party: UUID) -> dict[str, Any]:
    """Return だれがいつ見たか: the desk, what and why, never an officer's name."""
    looks = access_log.at_party(party)
    return {
        "looks": [
            {"at": look.at.isoformat(), "who": look.role, "what": look.what, "why": look.why}
            for look in looks
        ],
    }


def certificate(argument: str) -> dict[str, Any]:
    """Say to anybody whether a certificate number is ours, and nothing about whose it is."""
    if argument[:1].upper() == "D":
        return _premium_certificate(argument)
    try:
        number = identifiers.parse_lettered(argument, letter="S")
    except Refused:
        return {"valid": False}
    contract = contracts.certified(number)
    if contract is None:
        return {"valid": False}
    return {
        "valid": True,
        "number": number,
        "formed_on": contract.formed_on.isoformat(),
        "state": STATES[contract.status],
    }


def _premium_certificate(argument: str) -> dict[str, Any]:
    try:
        code = identifiers.parse_lettered(argument, letter="D")
    except Refused:
        return {"valid": False}
    row = premium_certificates.of_code(code)
    if row is None:
        return {"valid": False}
    return {
        "valid": True,
        "number": code,
        "year": row.figures.year,
        "issued_on": tokyo.in_tokyo(row.issued_at).date().isoformat(),
        "state": "有効" if premium_certificates.is_newest(row) else "再発行されて、無効",
        "is_replaced": not premium_certificates.is_newest(row),
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
