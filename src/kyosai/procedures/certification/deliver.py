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
from kyosai.records.premium_certificates.models import OUTCOMES, CertificateDelivery

Send = Callable[[bytes, CertificateDelivery], tuple[str, str]]


def deliver(send: Send, *, at: datetime) -> int:
    """Hand over what waits; killed between sending and noting, the same goes again."""
    waiting = reads.to_hand_over()
    for each in waiting:
        outcome, proof = send(premiums.document(each.certificate), each)
        with transaction.atomic(durable=True):
            writes.note_handed_over(each.receipt, outcome=outcome, proof=proof, at=at)
            _tell(each, outcome=outcome, at=at)
    return len(waiting)


def _tell(each: CertificateDelivery, *, outcome: str, at: datetime) -> None:
    code, contract = each.certificate_id, each.certificate.contract_id
    is_there = outcome == "delivered"
    said = words.delivered(code) if is_there else words.not_delivered(code, why=OUTCOMES[outcome])
    notices.tell(
        Telling(
            party=contracts.standing(contract).party,
            key=f"premium-certificate-delivery:{each.receipt}",
            kind="premium_certificate",
            at=at,
            title=said[0],
            body=said[1],
            contract=contract,
            actions=[words.LOOK],
            mail=words.mail(url=settings.PORTAL_URL),
        )
    )
