"""請求と契約の見込み — what a claim comes to before it is sent, and the text to be signed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kyosai.basis import law
from kyosai.casework import reads as casefiles
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim, MutualAidContract
from kyosai.procedures.lending.tosanboshi import books, filed, handing_over
from kyosai.procedures.lending.tosanboshi.flow import SIGN
from kyosai.procedures.lending.tosanboshi.mutual_aid import (
    conclude,
    figures,
    looked_at,
    receive,
    terms,
)
from kyosai.procedures.lending.tosanboshi.why import why
from kyosai.schemes.clocks import promises
from kyosai.schemes.tosanboshi.loan import schedule

Payload = dict[str, Any]


def claimed(claim: MutualAidClaim, *, party: UUID | None) -> Payload:
    """Return the figures of a claim, by what the officers will see, and why."""
    held, received_at = books.of_party(party), filed.received_at(claim)
    with law.explained() as rules:
        counted = figures.figures(claim, held)
    turns = schedule.schedule(counted.amount, lent_on=received_at.date())
    return {
        "limit": counted.limit.amount,
        "damage": counted.damage.amount,
        "smallest": counted.smallest.amount,
        "amount": counted.amount.amount,
        "used_up": counted.amount.amount // 10,
        "turns": terms.in_words(turns),
        "grounds": [each.words for each in looked_at.refusals(claim, held)],
        "due_at": promises.promise(receive.PROCEDURE, received_at=received_at).due_at.isoformat(),
        "why": why(rules),
    }


def to_be_signed(message: MutualAidContract, *, party: UUID | None, at: datetime) -> Payload:
    """Return the text of a contract that waits for this person's signature."""
    file = casefiles.case(conclude.case_of(message))
    if file.subject != party or file.step != SIGN or file.is_closed:
        raise conclude.NothingToSign
    clock = handing_over.clock(at)
    with law.explained() as rules:
        made = conclude.offered(file, books.of_party(party), clock=clock)
    return {
        "amount": made.amount.amount,
        "to_holder": made.to_holder.amount,
        "text": list(made.deed.lines),
        "digest": made.deed.digest,
        "due_at": clock.due_at.isoformat(),
        "why": why(rules),
    }
