"""一時貸付金（TB12） — signed and lent at once; a refinancing may wait for money."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import listings
from kyosai.casework.actions import Line, Opening
from kyosai.casework.listings import NotNow
from kyosai.exchange.messages.outbound import Status
from kyosai.exchange.messages.tosanboshi_lending import TemporaryLoanRequest
from kyosai.procedures.lending.tosanboshi import (
    books,
    deed,
    filed,
    handing_over,
    offer,
    replacing,
    why,
    words,
)
from kyosai.procedures.lending.tosanboshi.flow import SCREEN, TEMPORARY_LOAN, TRANSFER
from kyosai.procedures.lending.tosanboshi.offer import Offer
from kyosai.schemes.clocks.promises import Promise

OUTCOMES = {"lent": "accepted", "failed": "returned", "at_desk": ""}
FOUND = {"lent": "clear", "failed": "refused", "at_desk": "to_desk"}


@dataclass(frozen=True)
class Decision:
    """What the rules came to: an offer that holds, or why there is none."""

    offer: Offer | None
    refusal: str = ""
    rules: Sequence[law.Finding] = field(default_factory=tuple)

    @property
    def status(self) -> Status:
        """The status word of the answer."""
        if self.offer is None:
            return "failed"
        return "at_desk" if self.offer.waits_for_money else "lent"


def lend(number: str, *, at: datetime) -> Status:
    """Handle one request; return its status word. A refusal is told in the law's own words."""
    with transaction.atomic(durable=True):
        message, party = filed.taken(number, kind=TemporaryLoanRequest)
        clock = handing_over.clock(filed.received_at(message))
        decision = decided(message, party=party, clock=clock, at=at)
        case, status = casework.new_number(), decision.status
        if decision.offer and status == "lent":
            replacing.make(
                decision.offer, key=message.receipt, party=party, case=case, clock=clock, at=at
            )
        said = _said(decision, message, clock=clock)
        filed.tell(message, party=party, said=said, at=at, contract=_contract(decision))
        casework.open(
            _opening(message, decision, number=number, case=case, party=party, clock=clock, at=at)
        )
        filed.answer(message, to=number, status=status, at=at)
    return status


def decided(
    message: TemporaryLoanRequest, *, party: UUID, clock: Promise, at: datetime
) -> Decision:
    """Return what the law says of a request, the books being locked, and why."""
    with law.explained() as rules:
        try:
            found = offer.offered(
                books.of_party(party, lock=True), amount=Yen(message.amount), clock=clock
            )
            deed.insist_on_signature(
                found.deed, signed=message.signed, received_at=filed.received_at(message)
            )
            if not listings.ask(party, occasion="貸付け", contract=found.contract, at=at).is_clear:
                raise NotNow
        except Refused as refusal:
            return Decision(None, refusal.reason, rules)
    return Decision(found, rules=rules)


def _said(decision: Decision, message: TemporaryLoanRequest, *, clock: Promise) -> tuple[str, str]:
    if decision.offer is None:
        return words.not_lent(message.title, receipt=message.receipt, reason=decision.refusal)
    if decision.offer.waits_for_money:
        return words.to_be_paid(decision.offer, receipt=message.receipt)
    return words.lent(decision.offer, receipt=message.receipt, due_at=clock.due_at)


def _contract(decision: Decision) -> str | None:
    return decision.offer.contract if decision.offer else None


def _opening(
    message: TemporaryLoanRequest,
    decision: Decision,
    *,
    number: str,
    case: str,
    party: UUID,
    clock: Promise,
    at: datetime,
) -> Opening:
    status = decision.status
    text = list(decision.offer.deed.lines) if decision.offer else []
    findings = why.as_rows(decision.rules)
    return Opening(
        number=case,
        flow=TEMPORARY_LOAN,
        step=TRANSFER if status == "at_desk" else SCREEN,
        subject=party,
        receipt=message.receipt,
        received_at=filed.received_at(message),
        opened_on=at.date(),
        due_at=clock.due_at,
        at=at,
        filing={
            "message": number,
            "lending": asdict(message),
            "agreement": text,
            "contract": _contract(decision) or "",
        },
        lines=[
            Line(SCREEN, "received", f"{message.title}を受け付けました。"),
            Line(SCREEN, FOUND[status], decision.refusal, findings=findings),
        ],
        outcome=OUTCOMES[status],
    )
