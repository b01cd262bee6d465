"""民間送達サービスへの引渡し — what waits goes out as it was issued; the answer is told once."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.procedures.certification import premiums, words
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.premium_certificates import reads, writes
from kyosai.records.premium_certificates.certificate import Certificate, Delivery
from kyosai.records.premium_certificates.words import OUTCOMES

Send = Callable[[bytes, Delivery], tuple[str, str]]


def deliver(send: Send, *, at: datetime) -> int:
    """Hand over what waits; killed between sending and noting, the same goes again."""
    waiting = reads.to_hand_over()
    for each in waiting:
        certificate = reads.of_code(each.code)
        assert certificate is not None
        outcome, proof = _sent(certificate, each, send)
        with transaction.atomic(durable=True):
            writes.note_handed_over(each.receipt, outcome=outcome, proof=proof, at=at)
            _tell(each, certificate, outcome=outcome, at=at)
    return len(waiting)


def _sent(certificate: Certificate, each: Delivery, send: Send) -> tuple[str, str]:
    try:
        content = premiums.document(certificate)
    except premiums.SignedByAnotherKey:
        return "new_key", ""
    return send(content, each)


def _tell(each: Delivery, certificate: Certificate, *, outcome: str, at: datetime) -> None:
    is_there = outcome == "delivered"
    title, body = (
        words.delivered(each.code)
        if is_there
        else words.not_delivered(each.code, why=OUTCOMES[outcome])
    )
    notices.tell(
        Telling(
            party=contracts.standing(certificate.contract).party,
            key=f"premium-certificate-delivery:{each.receipt}",
            kind="premium_certificate",
            at=at,
            title=title,
            body=body,
            contract=certificate.contract,
            actions=[words.LOOK],
            mail=words.mail(url=settings.PORTAL_URL),
        )
    )
