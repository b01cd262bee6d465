"""遺族の請求の審査と決裁 — one officer examines rank and papers; another decides and it is paid."""

from datetime import datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework import reads as cases
from kyosai.exchange import postbox
from kyosai.exchange.messages.outbound import Answer
from kyosai.exchange.messages.survivors import DeathClaim
from kyosai.procedures.payout.survivors import claim, paying
from kyosai.procedures.payout.survivors.flow import (
    CONFIRM,
    DEATH_CLAIM,
    DECIDE,
    EXAMINE,
    GATHER,
    NOTICE,
)
from kyosai.records.parties.writes import lock

RECEIVED = "ご遺族の書類を待っています。"


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Find the papers in order, as the first officer; or decide, as another."""
    if cases.case(case).step == DECIDE:
        decide(case, officer=officer, at=at, note=note)
    else:
        examine(case, officer=officer, at=at, note=note)


def examine(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Hand the case on to be decided, with the ranks and shares as they stand today."""
    with transaction.atomic(durable=True):
        file = casework.take(DEATH_CLAIM, number=case, step=EXAMINE, officer=officer)
        _, found = claim.worked_out(file, on=tokyo.in_tokyo(at).date())
        casework.move_on(
            file,
            flow=DEATH_CLAIM,
            to=DECIDE,
            outcome="examined",
            officer=officer,
            at=at,
            words=note or "順位と書類を確かめました。",
            findings=list(found.rules),
        )


def decide(case: str, *, officer: str, at: datetime, note: str = "") -> str:
    """Award, and order each share to be paid; return the award. The examiner cannot do this."""
    with transaction.atomic(durable=True):
        file = casework.take(DEATH_CLAIM, number=case, step=DECIDE, officer=officer)
        lock(file.subject)
        message, found = claim.worked_out(file, on=tokyo.in_tokyo(at).date())
        number = paying.carry_out(file, message, found, officer=officer, at=at)
        casework.close(
            file,
            outcome="accepted",
            officer=officer,
            at=at,
            words=note or f"支給を決めました（{number}）。",
            findings=list(found.rules),
        )
        _answer(message, str(file.filing["claim_message"]), at=at)
    return number


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Say in the room what is missing; the family may send it again, and the promise waits."""
    with transaction.atomic(durable=True):
        step = cases.case(case).step
        if step == NOTICE:
            file = casework.take(DEATH_CLAIM, number=case, step=NOTICE, officer=officer)
            casework.close(file, outcome="returned", officer=officer, at=at, words=reason)
            return
        file = casework.take(DEATH_CLAIM, number=case, step=EXAMINE, officer=officer)
        casework.move_on(
            file,
            flow=DEATH_CLAIM,
            to=GATHER,
            outcome="returned",
            officer=officer,
            at=at,
            words=reason,
        )
        deadlines.pause(case, code="P1", words=RECEIVED, at=at)


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Do not agree: the case is examined again."""
    with transaction.atomic(durable=True):
        step = CONFIRM if cases.case(case).step == CONFIRM else DECIDE
        file = casework.take(DEATH_CLAIM, number=case, step=step, officer=officer)
        casework.move_on(
            file,
            flow=DEATH_CLAIM,
            to=EXAMINE,
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def _answer(message: DeathClaim, number: str, *, at: datetime) -> None:
    told_at = at.isoformat()
    postbox.reply(Answer(to=number, receipt=message.receipt, status="awarded", at=told_at))
