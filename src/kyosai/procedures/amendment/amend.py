"""変更 — take one wish, let the law answer, write it down, tell the holder: one transaction.

Every change a holder may make about the premiums goes this way; ``EFFECTS`` names what is its own.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.exchange import postbox
from kyosai.exchange.messages.amendments import (
    Amendment,
    Deferral,
    PaymentClassChange,
    PremiumChange,
    PremiumHoliday,
    PremiumRestart,
    Prepayment,
    PrepaymentEnd,
)
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.amendment import paying, premium_change, words
from kyosai.procedures.amendment.flow import AUDIT, BY_RULE, EXAMINE
from kyosai.procedures.amendment.pauses import deferral, holiday, restart
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.procedures.amendment.together import payment_class, prepay, stop
from kyosai.records import one_trip
from kyosai.records.contracts import known
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import promises

PROCEDURE = "enrolment"  # A change is done in seconds; should it wait, as long as a filing may.
FOUND = {"amended": "clear", "at_desk": "to_desk", "failed": "refused"}
EFFECTS: dict[str, Callable[[Any, Paying], Effect]] = {
    PremiumChange.kind: premium_change.effect,
    Prepayment.kind: prepay.effect,
    PrepaymentEnd.kind: stop.effect,
    PaymentClassChange.kind: payment_class.effect,
    PremiumHoliday.kind: holiday.effect,
    PremiumRestart.kind: restart.effect,
    Deferral.kind: deferral.effect,
}


class NoContract(Refused):
    """Only a holder has premiums to change."""

    reason = "変えられる契約がありません。「わたしの手続き」で契約を確かめてください。"


@dataclass(frozen=True)
class Outcome:
    """How a wish ended: the status word, the contract changed, and what the holder is told.

    ``stands_at`` is the step its case stays open at; closed without one.
    """

    status: Status
    contract: str | None
    title: str
    body: str
    stands_at: str = ""
    actions: tuple[dict[str, str], ...] = ()


def amend(number: str, *, at: datetime) -> Status:
    """Handle one wish; return its status word. A refusal is told in the law's own words."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, Amendment)
        return carry_out(message, number=number, at=at)


def carry_out(message: Amendment, *, number: str, at: datetime, assisted_by: str = "") -> Status:
    """Do what a wish taken in this transaction asks, tell the holder, and file it.

    ``assisted_by`` names the counter where it was prepared, if there was one.
    """
    party = parties.of_person(UUID(message.person))
    if party is None:
        raise Malformed(1, "person", "unknown")
    lock(party)
    outcome = _outcome(message, party=party, at=at)
    tell(message, party=party, outcome=outcome, at=at)
    filing = {"message": number, "change": asdict(message)}
    filing |= {"assisted_by": assisted_by} if assisted_by else {}
    _file(message, filing=filing, party=party, outcome=outcome, at=at)
    told_at = at.isoformat()
    postbox.reply(Answer(to=number, receipt=message.receipt, status=outcome.status, at=told_at))
    return outcome.status


def effect(message: Amendment, *, party: UUID | None, at: datetime) -> tuple[Paying, Effect]:
    """Return how the contract pays before a wish, and what the wish comes to, or refuse it."""
    before = paying_now(party, scheme=message.scheme, asked_at=_asked_at(message), at=at)
    return before, EFFECTS[message.kind](message, before)


def paying_now(party: UUID | None, *, scheme: str, asked_at: datetime, at: datetime) -> Paying:
    """Return how a person's contract of a scheme pays, or refuse who has none."""
    contract = paying.of_party(party, scheme=scheme) if party else None
    if contract is None:
        raise NoContract
    return paying.paying(contract, asked_at=asked_at, at=at)


def _outcome(message: Amendment, *, party: UUID, at: datetime) -> Outcome:
    try:
        before, after = effect(message, party=party, at=at)
    except Refused as refusal:
        said = words.refused(message.title, receipt=message.receipt, reason=refusal.reason)
        return Outcome("failed", None, *said)
    if after.stands_at == EXAMINE:
        said = words.examined(message.title, receipt=message.receipt, until=_due_at(message))
        return Outcome("at_desk", before.contract.number, *said, after.stands_at)
    contract = before.contract.number
    one_trip.send(*after.writes, known.remembering(contract, before.terms, until=at))
    return done(message, before=before, after=after)


def done(message: Amendment, *, before: Paying, after: Effect) -> Outcome:
    """Return how a wish ended that was carried out."""
    said = words.amended(
        message.title, receipt=message.receipt, says=after.says, is_all=not after.actions
    )
    return Outcome("amended", before.contract.number, *said, after.stands_at, after.actions)


def tell(
    message: Amendment, *, party: UUID, outcome: Outcome, at: datetime, again: str = ""
) -> None:
    """Tell the holder how a wish ended; ``again`` names a second word about the same one."""
    sentence = "掛金の手続きについて、お知らせがあります。"
    told = Telling(
        party=party,
        key=f"{message.kind}:{message.receipt}{again}",
        kind=message.kind,
        at=at,
        title=outcome.title,
        body=outcome.body,
        contract=outcome.contract,
        actions=outcome.actions,
        mail=words.mail(outcome.title, sentence, url=settings.PORTAL_URL),
    )
    notices.tell(told)


def _file(
    message: Amendment, *, filing: dict[str, Any], party: UUID, outcome: Outcome, at: datetime
) -> None:
    lines = [
        Line("screen", "received", f"{message.title}を受け付けました。"),
        Line("screen", FOUND[outcome.status], words=outcome.body),
    ]
    if outcome.stands_at == AUDIT:
        lines.append(Line(AUDIT, "opened", words="抜取りです。申立ての内容を確かめてください。"))
    settled = "accepted" if outcome.status == "amended" else "refused"
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=BY_RULE[message.scheme, message.kind],
            step=outcome.stands_at or "screen",
            subject=party,
            receipt=message.receipt,
            received_at=_asked_at(message),
            opened_on=at.date(),
            due_at=_due_at(message),
            at=at,
            filing=filing,
            lines=lines,
            outcome="" if outcome.stands_at else settled,
        )
    )


def _asked_at(message: Amendment) -> datetime:
    return datetime.fromisoformat(message.received_at)


def _due_at(message: Amendment) -> datetime:
    return promises.promise(PROCEDURE, received_at=_asked_at(message)).due_at
