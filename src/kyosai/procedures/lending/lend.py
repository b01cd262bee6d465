"""貸す — take one request, let the law answer, write the loan down, tell the holder.

One transaction, whatever the kind of loan; ``DEALS`` names what is its own. A special loan only
opens a case here, and is made when a desk has confirmed what it is for.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import law
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings, listings
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.listings import NotNow
from kyosai.exchange import postbox
from kyosai.exchange.messages.lending import LendingMessage, LoanRequest, Signature
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.lending import book, borrower, signing, words
from kyosai.procedures.lending.borrower import EXAMINED, PROCEDURE, Borrower
from kyosai.procedures.lending.deal import Deal
from kyosai.procedures.lending.flow import FLOWS, TRANSFER
from kyosai.procedures.lending.skk import contract_loan
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import promises

FOUND: dict[str, str] = {"lent": "clear", "at_desk": "to_desk", "failed": "refused"}
DEALS: dict[str, Callable[[Any, Borrower], Deal]] = {LoanRequest.kind: contract_loan.deal}
Found = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """How a request ended: the status word, what the holder reads, and on which rules."""

    status: Status
    title: str
    body: str
    deal: Deal | None = None
    found: Found = ()
    contract: str | None = None


def lend(number: str, *, at: datetime) -> Status:
    """Handle one request; return its status word. A refusal is told in the law's own words."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, LendingMessage)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        if cases.filed_under(message.receipt) is not None:
            raise Malformed(1, "receipt", "used")
        outcome = _outcome(message, party=party, at=at)
        case = _file(message, number=number, party=party, outcome=outcome, at=at)
        if outcome.status == "lent" and outcome.deal:
            book.book(outcome.deal, key=message.receipt, case=case, at=at)
        tell(message, party=party, outcome=outcome, at=at)
        answer(message, number=number, status=outcome.status, at=at)
    return outcome.status


def deal(
    message: LendingMessage, *, party: UUID | None, asked_at: datetime, is_locked: bool = False
) -> Deal:
    """Return what a request comes to, or refuse it."""
    who = borrower.borrower(party, scheme=message.scheme, asked_at=asked_at, lock=is_locked)
    borrower.insist(who, pays_off=getattr(message, "replaces", ""))
    return DEALS[message.kind](message, who)


def tell(
    message: LendingMessage, *, party: UUID, outcome: Outcome, at: datetime, again: str = ""
) -> None:
    """Tell the holder how a request ended; ``again`` names a second word about the same one."""
    notices.tell(
        Telling(
            party=party,
            key=f"{message.kind}:{message.receipt}{again}",
            kind=message.kind,
            at=at,
            title=outcome.title,
            body=outcome.body,
            contract=outcome.contract,
            mail=words.mail(outcome.title, url=settings.PORTAL_URL),
        )
    )


def answer(message: LendingMessage, *, number: str, status: Status, at: datetime) -> None:
    """Tell the portal the status word."""
    told_at = at.isoformat()
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))


def made(message: LendingMessage, deal: Deal, *, found: Found) -> Outcome:
    """Return how a request ended that was granted."""
    said = words.lent(deal, receipt=message.receipt)
    return Outcome("lent", *said, deal=deal, found=found, contract=deal.who.contract.number)


def _outcome(message: LendingMessage, *, party: UUID, at: datetime) -> Outcome:
    with law.explained() as rules:
        try:
            wanted = deal(message, party=party, asked_at=asked_at(message), is_locked=True)
            _insist_on_the_list(wanted, at=at)
            signed = signing.insist(_signature(message), wanted, party=party, at=at)
        except Refused as refusal:
            said = words.refused(message.title, receipt=message.receipt, reason=refusal.reason)
            return Outcome("failed", *said, found=findings.explained_rows(rules))
    found = [*findings.as_rows([signed]), *findings.explained_rows(rules)]
    contract = wanted.who.contract.number
    if wanted.stands_at == TRANSFER:
        said = words.to_be_paid(wanted, title=message.title, receipt=message.receipt)
        return Outcome("at_desk", *said, deal=wanted, found=found, contract=contract)
    if wanted.stands_at:
        until = due_at(message, is_examined=True)
        said = words.examined(message.title, receipt=message.receipt, until=until)
        return Outcome("at_desk", *said, deal=wanted, found=found, contract=contract)
    return made(message, wanted, found=found)


def _insist_on_the_list(wanted: Deal, *, at: datetime) -> None:
    """Lay a match with the list before the desk; the holder hears only that somebody looks."""
    contract = wanted.who.contract
    answer = listings.ask(contract.party, occasion="貸付け", contract=contract.number, at=at)
    if not answer.is_clear:
        raise NotNow


def _file(
    message: LendingMessage, *, number: str, party: UUID, outcome: Outcome, at: datetime
) -> str:
    stands_at = outcome.deal.stands_at if outcome.deal else ""
    settled = "accepted" if outcome.status == "lent" else "refused"
    return casework.open(
        Opening(
            number=casework.new_number(),
            flow=FLOWS[message.scheme, message.kind],
            step=stands_at or "screen",
            subject=party,
            receipt=message.receipt,
            received_at=asked_at(message),
            opened_on=at.date(),
            due_at=due_at(message, is_examined=bool(stands_at)),
            at=at,
            filing=_filing(message, number=number, outcome=outcome),
            lines=[
                Line("screen", "received", f"{message.title}を受け付けました。"),
                Line("screen", FOUND[outcome.status], words=outcome.body, findings=outcome.found),
            ],
            outcome="" if stands_at else settled,
        )
    )


def _filing(message: LendingMessage, *, number: str, outcome: Outcome) -> dict[str, Any]:
    """Return what the case keeps: of the certificate its number alone."""
    loan, serial = asdict(message), ""
    if loan.get("signature"):
        loan["signature"] |= {"certificate": ""}
        serial = outcome.found[0].get("facts", {}).get("serial", "") if outcome.found else ""
    contract = outcome.contract or ""
    return {"message": number, "contract": contract, "loan": loan, "serial": serial}


def asked_at(message: LendingMessage) -> datetime:
    """Return when a request was received."""
    return datetime.fromisoformat(message.received_at)


def due_at(message: LendingMessage, *, is_examined: bool) -> datetime:
    """Return the moment promised to whoever asked; later where a person looks first."""
    procedure = EXAMINED if is_examined else PROCEDURE
    return promises.promise(procedure, received_at=asked_at(message)).due_at


def _signature(message: LendingMessage) -> Signature | None:
    found: Signature | None = getattr(message, "signature", None)
    return found
