"""口座振替申込書の出し直し — another paper for a contract: a case of its own, read as the first."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Malformed
from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import MandateOnPaper
from kyosai.exchange.messages.outbound import Status
from kyosai.procedures.enrolment import paper, words
from kyosai.procedures.enrolment.flow import PAPER_MANDATE
from kyosai.procedures.enrolment.paper import Filed
from kyosai.records import one_trip
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.records.stages import reads as stages
from kyosai.schemes.clocks import promises

NEWS = "口座振替申込書について、お知らせがあります。"
PAPER_FOR = "tosanboshi.account_change"
PROCEDURE = "enrolment"  # A paper filed again is promised to be looked at as the first one is.


def receive(number: str, *, at: datetime) -> Status:
    """Handle one paper; return the status word the person reads."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, MandateOnPaper)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        contract = _contract(party)
        status: Status = "failed"
        said = words.paper_not_taken(has_contract=contract is not None)
        if not stages.is_paper_taken(PAPER_FOR, on=tokyo.in_tokyo(at).date()):
            said = words.online_only()
        elif contract is not None and not _is_under_way(party):
            status = "at_desk"
            said = _open(message, number=number, contract=contract, party=party, at=at)
        _tell(message, party=party, said=said, at=at)
        paper.answer(number, receipt=message.receipt, status=status, at=at)
    return status


def _open(
    message: MandateOnPaper, *, number: str, contract: str, party: UUID, at: datetime
) -> tuple[str, str]:
    """Open the case, and return what the person is told."""
    received_at = datetime.fromisoformat(message.received_at)
    due_at = promises.promise(PROCEDURE, received_at=received_at).due_at
    filed = Filed(
        paper=message.paper,
        person=message.person,
        contract=contract,
        receipt=message.receipt,
        received_at=message.received_at,
        due_at=due_at,
        message=number,
    )
    one_trip.send(*paper.opening(filed, case=casework.new_number(), party=party, at=at))
    return words.paper_at_desk(receipt=message.receipt, due_at=due_at)


def _contract(party: UUID) -> str | None:
    held = (each for each in contracts.of_party(party) if each.scheme == "tosanboshi")
    return next((each.number for each in held if each.status == "active"), None)


def _is_under_way(party: UUID) -> bool:
    """Tell whether a paper of theirs is still being read: two would be mixed up."""
    return any(
        each.flow == PAPER_MANDATE.name and not each.is_closed for each in casefile.cases_of(party)
    )


def _tell(message: MandateOnPaper, *, party: UUID, said: tuple[str, str], at: datetime) -> None:
    title, body = said
    notices.tell(
        Telling(
            party=party,
            key=f"paper_mandate:{message.receipt}",
            kind="paper_mandate_filed",
            at=at,
            title=title,
            body=body,
            mail=words.mail(
                title, "口座振替申込書について、お知らせがあります。", url=settings.PORTAL_URL
            ),
        )
    )
