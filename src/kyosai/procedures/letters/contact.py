"""届かない連絡先（X06） — one task a person, however many letters; the person puts it right.

Until then letters wait, notices go by the other way, and the portal asks for the address.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.exchange import postbox
from kyosai.exchange.messages.contact import ContactChange
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.letters import query, words
from kyosai.procedures.letters.flow import CONTACT_REPAIR
from kyosai.records import one_trip
from kyosai.records.contracts import reads as contracts
from kyosai.records.letters import reads as letters
from kyosai.records.letters import writes as outbox
from kyosai.records.notices import contact
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties import writes as party_writes

RULE = ""  # a case a rule goes on with has no officer


def bounced(key: str, *, at: datetime) -> bool:
    """Take a mail that came back for good: its notice goes by letter, and a person looks.

    False where the mail announced no notice of anybody's.
    """
    with transaction.atomic(durable=True):
        found = contact.party_of_mail(key)
        if found is None:
            return False
        contact.give_up(key)
        unreachable(
            found[0],
            medium="mail",
            place=found[1],
            source=key,
            words="メールが届きませんでした（宛先がありません）。",
            at=at,
        )
        contact.post_instead(key, at=at)
    return True


def unreachable(
    party: UUID, *, medium: str, place: str, source: str, words: str, at: datetime
) -> None:
    """Note that an address reaches nobody; the desk has one case a person, whatever comes."""
    party_writes.lock(party)
    if not contact.note_trouble(party, medium=medium, place=place, source=source[:120], at=at):
        return
    if number := _open_case(party):
        file = casework.take(CONTACT_REPAIR, number=number, step="look", officer=RULE)
        casework.write(file, outcome="more", officer=RULE, at=at, words=words)
        return
    held = contracts.of_party(party)
    query.opened(
        CONTACT_REPAIR,
        f"contact:{contact.last_trouble(party)}",
        words=words,
        party=party,
        contract=held[0].number if held else "",
        days="days_to_repair",
        at=at,
    )


def change(number: str, *, at: datetime) -> Status:
    """Take a person's own address, and send again what came back; return the status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, ContactChange)
        party = parties.of_person(UUID(message.person))
        status: Status = "noted" if party else "refused"
        if party:
            _note(message, party, at=at)
            _repair(party, at=at)
            _tell(message, party, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def _note(message: ContactChange, party: UUID, *, at: datetime) -> None:
    party_writes.lock(party)
    known = parties.particulars(party)
    one_trip.send(
        party_writes.noting(
            party,
            name=known.name,
            kana=known.kana,
            birthdate=known.birthdate.isoformat() if known.birthdate else "",
            representative=known.representative,
            address=message.address,
            email=message.email,
            phone=message.phone,
            source="contact_change",
            at=at,
        )
    )
    contact.choose(
        party, way=message.way, terms=message.terms_version, source=message.receipt, at=at
    )


def _repair(party: UUID, *, at: datetime) -> None:
    """Send again what came back, once each, and end the desk's case."""
    if contact.standing(party).troubles:
        return
    for serial in letters.returned_of(party):
        outbox.again(serial, at=at)
    if number := _open_case(party):
        file = casework.take(CONTACT_REPAIR, number=number, step="look", officer=RULE)
        told = "本人が連絡先を直しました。戻った手紙を、新しい住所に送ります。"
        casework.close(file, outcome="settled", officer=RULE, at=at, words=told)


def _open_case(party: UUID) -> str:
    found = [
        each.number
        for each in cases.cases_of(party)
        if each.flow == CONTACT_REPAIR.name and not each.is_closed
    ]
    return found[0] if found else ""


def _tell(message: ContactChange, party: UUID, *, at: datetime) -> None:
    title, body = words.changed(way=message.way)
    notices.tell(
        Telling(
            party=party,
            key=f"contact:{message.receipt}",
            kind="contact_changed",
            at=at,
            title=title,
            body=body,
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )
