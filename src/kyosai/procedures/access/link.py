"""契約をつなぐ（X01） — a contract from before the portal becomes its holder's to see and use.

The number alone opens nothing: name and birthday of the card, or the company's number, must be
the contract's. Whoever guesses has a few tries a day, and each try is written down.
"""

import unicodedata
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow, Step
from kyosai.exchange import postbox
from kyosai.exchange.messages.linking import ContractLink
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.access import words
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import links
from kyosai.records.parties import reads as parties
from kyosai.schemes.clocks import promises

LINKS = {
    scheme: Flow(
        name=f"{scheme}.contract_link",
        title=f"{name} 契約をつなぐ手続き",
        steps=(Step("screen", "自動判定", desk="rules"),),
    )
    for scheme, name in (("skk", "小規模企業共済"), ("tosanboshi", "倒産防止共済"))
}


def link(number: str, *, at: datetime) -> Status:
    """Handle one wish to link a contract; return its status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, ContractLink)
        contract = contracts.found_by(message.contract)
        status: Status = "not_linked"
        if _may_try(message, at=at) and contract and _is_theirs(message, contract):
            links.link(contract.party, person=UUID(message.person), contract=contract.number, at=at)
            _tell(message, contract, at=at)
            _file(message, contract, number=number, at=at)
            status = "linked"
        links.note_try(
            UUID(message.person), contract=message.contract, good=status == "linked", at=at
        )
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def _may_try(message: ContractLink, *, at: datetime) -> bool:
    """Tell whether a person may still try today, and has no contracts of their own here yet."""
    most: int = parameters.table(__package__, "linking")["tries_a_day"]
    person = UUID(message.person)
    tried = links.tries(person, since=tokyo.at(tokyo.in_tokyo(at).date(), _MIDNIGHT))
    return tried < most and parties.of_person(person) is None


_MIDNIGHT = datetime.min.time()


def _is_theirs(message: ContractLink, contract: Standing) -> bool:
    if contract.scheme != message.scheme or not links.is_unlinked(contract.party):
        return False
    if message.corporate_number:
        return message.corporate_number == contracts.corporate_number(contract.number)
    known = parties.particulars(contract.party)
    is_born = known.birthdate is not None and known.birthdate.isoformat() == message.birthdate
    return is_born and _bare(known.name) == _bare(message.name)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _tell(message: ContractLink, contract: Standing, *, at: datetime) -> None:
    title, body = words.linked(contract.number)
    notices.tell(
        Telling(
            party=contract.party,
            key=f"linked:{contract.number}",
            kind="contract_linked",
            at=at,
            title=title,
            body=body,
            contract=contract.number,
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )


def _file(message: ContractLink, contract: Standing, *, number: str, at: datetime) -> None:
    received_at = datetime.fromisoformat(message.received_at)
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=LINKS[message.scheme],
            step="screen",
            subject=contract.party,
            receipt=message.receipt,
            received_at=received_at,
            opened_on=at.date(),
            due_at=promises.promise("enrolment", received_at=received_at).due_at,
            at=at,
            filing={"message": number, "change": asdict(message), "contract": contract.number},
            lines=[Line("screen", "clear", words="本人の情報と契約が合いました。")],
            outcome="accepted",
        )
    )
