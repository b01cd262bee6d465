"""請求の受付 — what a claim shows is noted, and the desk of loans has it with its promise."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings as casefile
from kyosai.casework import listings
from kyosai.casework.actions import Line, Opening
from kyosai.exchange.messages.outbound import Status
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.procedures.lending.tosanboshi import books, filed, why, words
from kyosai.procedures.lending.tosanboshi.flow import EXAMINE, MUTUAL_AID_LOAN, SCREEN
from kyosai.procedures.lending.tosanboshi.mutual_aid import letters, looked_at
from kyosai.procedures.lending.tosanboshi.mutual_aid.looked_at import Look
from kyosai.schemes.clocks import promises

PROCEDURE = "payout"


def receive(number: str, *, at: datetime) -> Status:
    """Handle one claim; a person decides it, whatever it shows."""
    with transaction.atomic(durable=True):
        claim, party = filed.taken(number, kind=MutualAidClaim)
        try:
            held = books.of_party(party)
        except Refused as refusal:
            said = words.not_lent(claim.title, receipt=claim.receipt, reason=refusal.reason)
            filed.tell(claim, party=party, said=said, at=at)
            filed.answer(claim, to=number, status="failed", at=at)
            return "failed"
        look = looked_at.look(claim, held)
        filing = {
            "message": number,
            "lending": asdict(claim),
            "contract": held.contract.number,
            "group": look.group,
        }
        listings.ask(party, occasion=claim.title, contract=held.contract.number, at=at)
        opening = _opening(claim, look, filing=filing, party=party, at=at)
        casework.open(opening)
        said = letters.received(receipt=claim.receipt, due_at=opening.due_at)
        filed.tell(claim, party=party, said=said, at=at, contract=held.contract.number)
        filed.answer(claim, to=number, status="at_desk", at=at)
    return "at_desk"


def _opening(
    claim: MutualAidClaim, look: Look, *, filing: dict[str, Any], party: UUID, at: datetime
) -> Opening:
    received_at = filed.received_at(claim)
    rows = casefile.as_rows(look.findings) + why.as_rows(look.rules)
    return Opening(
        number=casework.new_number(),
        flow=MUTUAL_AID_LOAN,
        step=EXAMINE,
        subject=party,
        receipt=claim.receipt,
        received_at=received_at,
        opened_on=at.date(),
        due_at=promises.promise(PROCEDURE, received_at=received_at).due_at,
        at=at,
        filing=filing,
        lines=[
            Line(SCREEN, "received", f"{claim.title}を受け付けました。"),
            Line(SCREEN, "to_desk", findings=rows),
        ],
    )
