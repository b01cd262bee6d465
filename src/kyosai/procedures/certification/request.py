"""控除証明書の手続き（SK32） — issue anew, or lay out for a 民間送達サービス."""

import re
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow, Step
from kyosai.exchange import postbox
from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.certification import premium_views, premiums, words
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.premium_certificates import reads, writes
from kyosai.records.premium_certificates.certificate import Certificate

REQUEST = Flow(
    name="skk.premium_certificate_request",
    title="小規模企業共済 控除証明書の手続き",
    steps=(Step("screen", "自動判定", desk="rules"),),
)
BOX = re.compile(r"[0-9]{12}")
BY_HOLDER = "契約者の求め"


class UnknownCode(Refused):
    """No certificate of this person bears this code."""

    reason = "この番号の控除証明書はありません。「控除証明書」の画面で確かめてください。"


class NoSuchBox(Refused):
    """A box has twelve digits."""

    reason = "受取番号は12けたの数字です。民間送達サービスの画面で確かめてください。"


def receive(number: str, *, at: datetime) -> Status:
    """Handle one wish about a certificate; return its status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, PremiumCertificateRequest)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        status, said = _outcome(message, party=party, at=at)
        _file(message, number=number, party=party, status=status, said=said[1], at=at)
        _tell(message, party=party, said=said, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def _outcome(
    message: PremiumCertificateRequest, *, party: UUID, at: datetime
) -> tuple[Status, tuple[str, str]]:
    try:
        with transaction.atomic():
            return "noted", _carried_out(message, party=party, at=at)
    except Refused as refusal:
        return "failed", words.not_done(refusal.reason)


def _carried_out(
    message: PremiumCertificateRequest, *, party: UUID, at: datetime
) -> tuple[str, str]:
    row = premium_views.own(message.code, party=party)
    if row is None:
        raise UnknownCode
    if message.wish == "again":
        return words.issued_anew(premiums.again(row, why=BY_HOLDER, at=at).code)
    return _laid_out(row, message, at=at)


def _laid_out(
    row: Certificate, message: PremiumCertificateRequest, *, at: datetime
) -> tuple[str, str]:
    if not BOX.fullmatch(message.box):
        raise NoSuchBox
    if not reads.is_newest(row):
        raise premiums.Replaced
    premiums.document(row)  # It can still be made.
    writes.ask_delivery(message.receipt, code=row.code, box=message.box, at=at)
    return words.on_its_way(row.code)


def _tell(
    message: PremiumCertificateRequest, *, party: UUID, said: tuple[str, str], at: datetime
) -> None:
    title, body = said
    notices.tell(
        Telling(
            party=party,
            key=f"premium-certificate:{message.receipt}",
            kind="premium_certificate",
            at=at,
            title=title,
            body=body,
            actions=[words.LOOK],
            mail=words.mail(url=settings.PORTAL_URL),
        )
    )


def _file(
    message: PremiumCertificateRequest,
    *,
    number: str,
    party: UUID,
    status: Status,
    said: str,
    at: datetime,
) -> None:
    is_done = status == "noted"
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=REQUEST,
            step="screen",
            subject=party,
            receipt=message.receipt,
            received_at=datetime.fromisoformat(message.received_at),
            opened_on=at.date(),
            due_at=at,
            at=at,
            filing={"message": number, "change": asdict(message)},
            lines=[Line("screen", "clear" if is_done else "refused", words=said)],
            outcome="accepted" if is_done else "refused",
        )
    )
