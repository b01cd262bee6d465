"""給付の審査 — one officer awards what the papers show; to refuse takes two.

The sum is worked out anew by the rules on the day of the decision: no officer types an amount.
"""

from datetime import datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import listings
from kyosai.casework import reads as cases
from kyosai.casework.flow import Flow
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages.claims import Claim
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.payout import claim, telling, words
from kyosai.procedures.payout.flow import CONFIRM, EXAMINE, EXAMINED
from kyosai.records.holds import reads as holds
from kyosai.records.parties.writes import lock

PROPOSED = "refusal_proposed"


class NoGround(Refused):
    """A refusal without a ground or without words."""

    reason = "断る理由と、ご本人への説明を書いてください。"


class NeedsTwo(Refused):
    """An award of nothing takes a benefit away: it is refused by two, not accepted by one."""

    reason = "支給額が0円です。「断る」を起案して、もう一人の決裁を受けてください。"


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Award what the rules make of the claim; one officer is enough, for two release the money."""
    with transaction.atomic(durable=True):
        file, message = _taken(case, step=EXAMINE, officer=officer)
        lock(file.subject)
        on = tokyo.in_tokyo(at).date()
        contract, worth = claim.worked_out(message, party=file.subject, on=on)
        if not worth.gross:
            raise NeedsTwo
        listings.insist_decided(file.subject, at=at)
        number = claim.decided(
            message, contract=contract, worth=worth, case=case, at=at, by=officer
        )
        said = words.awarded(message, worth, number=number, due_at=file.due_at)
        rules = list(worth.rules)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note, findings=rules)
        _answer(file, message, said=said, status="awarded", at=at)
        if holds.is_barred(contract.number):
            held = words.held(message, receipt=message.receipt)
            telling.tell(message, party=file.subject, said=held, at=at, again=":held")


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Say what the papers lack; the contract goes on, and the holder may claim again."""
    with transaction.atomic(durable=True):
        file, message = _taken(case, step=EXAMINE, officer=officer)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)
        said = words.given_back(message, reason=reason)
        _answer(file, message, said=said, status="failed", at=at)


def propose_refusal(case: str, *, officer: str, ground: str, reason: str, at: datetime) -> None:
    """Propose to refuse: another officer has to agree."""
    if not (ground.strip() and reason.strip()):
        raise NoGround
    with transaction.atomic(durable=True):
        file, _ = _taken(case, step=EXAMINE, officer=officer)
        casework.move_on(
            file,
            flow=_flow(case),
            to=CONFIRM,
            outcome=PROPOSED,
            officer=officer,
            at=at,
            words=reason.strip(),
            findings=[{"ground": ground.strip()}],
        )


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Do not agree: the claim is examined again."""
    with transaction.atomic(durable=True):
        file, _ = _taken(case, step=CONFIRM, officer=officer)
        casework.move_on(
            file,
            flow=_flow(case),
            to=EXAMINE,
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def refuse(case: str, *, officer: str, at: datetime) -> None:
    """Refuse, as a second officer, on the ground the first one proposed."""
    with transaction.atomic(durable=True):
        file, message = _taken(case, step=CONFIRM, officer=officer)
        proposed = cases.last_with_outcome(case, PROPOSED)
        assert proposed is not None, "a refusal is confirmed after it was proposed"
        ground, reason = proposed.findings[0]["ground"], proposed.words
        found = [{"ground": ground, "complain": words.COMPLAIN}]
        casework.close(
            file, outcome="refused", officer=officer, at=at, words=reason, findings=found
        )
        said = words.refused_by_officers(message, ground=ground, reason=reason)
        _answer(file, message, said=said, status="refused", at=at)


def _taken(case: str, *, step: str, officer: str) -> tuple[Case, Claim]:
    file = casework.take(_flow(case), number=case, step=step, officer=officer)
    return file, claim.filed(file.filing)


def _flow(case: str) -> Flow:
    return EXAMINED[cases.case(case).flow]


def _answer(
    file: Case, message: Claim, *, said: tuple[str, str], status: Status, at: datetime
) -> None:
    telling.tell(message, party=file.subject, said=said, at=at, again=":decided")
    number = str(file.filing["message"])
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=at.isoformat()))
