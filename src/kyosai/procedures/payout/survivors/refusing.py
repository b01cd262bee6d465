"""遺族の請求を断る — ground and words by one officer, the refusal by another."""

from datetime import datetime

from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.exchange import postbox
from kyosai.exchange.messages.outbound import Answer
from kyosai.procedures.payout import words
from kyosai.procedures.payout.desk import PROPOSED, NoGround
from kyosai.procedures.payout.survivors import claim
from kyosai.procedures.payout.survivors.flow import CONFIRM, DEATH_CLAIM, EXAMINE


def propose_refusal(case: str, *, officer: str, ground: str, reason: str, at: datetime) -> None:
    """Propose to refuse the family: another officer has to agree."""
    if not (ground.strip() and reason.strip()):
        raise NoGround
    with transaction.atomic(durable=True):
        file = casework.take(DEATH_CLAIM, number=case, step=EXAMINE, officer=officer)
        casework.move_on(
            file,
            flow=DEATH_CLAIM,
            to=CONFIRM,
            outcome=PROPOSED,
            officer=officer,
            at=at,
            words=reason.strip(),
            findings=[{"ground": ground.strip()}],
        )


def refuse(case: str, *, officer: str, at: datetime) -> None:
    """Refuse as a second officer; the room shows each relative a letter with ground and words."""
    with transaction.atomic(durable=True):
        file = casework.take(DEATH_CLAIM, number=case, step=CONFIRM, officer=officer)
        proposed = cases.last_with_outcome(case, PROPOSED)
        assert proposed is not None, "a refusal is confirmed after it was proposed"
        found = [{"ground": proposed.findings[0]["ground"], "complain": words.COMPLAIN}]
        casework.close(
            file, outcome="refused", officer=officer, at=at, words=proposed.words, findings=found
        )
        message, to = claim.filed(file.filing), str(file.filing["claim_message"])
        told_at = at.isoformat()
        postbox.reply(Answer(to=to, receipt=message.receipt, status="refused", at=told_at))
