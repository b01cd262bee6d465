"""請求の直し — the claimant's answer and papers go to the case, and the promise runs on."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from kyosai.basis.refusal import Malformed
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework import reads as casefiles
from kyosai.casework.actions import AlreadyMovedOn
from kyosai.exchange.messages.outbound import Status
from kyosai.exchange.messages.tosanboshi_lending import MutualAidFix
from kyosai.procedures.lending.tosanboshi import filed, words
from kyosai.procedures.lending.tosanboshi.flow import EXAMINE, FIX, MUTUAL_AID_LOAN
from kyosai.procedures.lending.tosanboshi.mutual_aid import letters


def receive(number: str, *, at: datetime) -> Status:
    """Handle one fix; return its status word."""
    with transaction.atomic(durable=True):
        message, party = filed.taken(number, kind=MutualAidFix)
        case = casefiles.filed_under(message.claim)
        if case is None or casefiles.case(case["number"]).subject != party:
            raise Malformed(1, "claim", "unknown")
        try:
            file = casework.take(MUTUAL_AID_LOAN, number=case["number"], step=FIX, officer="")
        except AlreadyMovedOn as refusal:
            said = words.not_lent(message.title, receipt=message.receipt, reason=refusal.reason)
            filed.tell(message, party=party, said=said, at=at)
            filed.answer(message, to=number, status="failed", at=at)
            return "failed"
        fixes = [*file.filing.get("fixes", []), asdict(message)]
        papers = [*file.filing.get("attachments", []), *message.attachments]
        file.filing = file.filing | {"fixes": fixes, "attachments": papers}
        file.save(update_fields=["filing"])
        casework.move_on(
            file,
            flow=MUTUAL_AID_LOAN,
            to=EXAMINE,
            outcome="fixed",
            officer="",
            at=at,
            words=message.words,
        )
        due_at = deadlines.resume(file.number, at=at)
        said = letters.fixed(receipt=message.claim, due_at=due_at)
        filed.tell(message, party=party, said=said, at=at, contract=file.filing["contract"])
        filed.answer(message, to=number, status="at_desk", at=at)
    return "at_desk"
