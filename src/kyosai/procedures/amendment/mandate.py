"""口座登録通知 — note a mandate the hub told of; the daily file alone is the truth."""

from datetime import date, datetime

from django.db import transaction

from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import Mandate
from kyosai.exchange.messages.mandate_notices import MandateNotice
from kyosai.records.mandates import writes


def note(number: str, *, at: datetime) -> bool:
    """Write a registered mandate down before its filing comes; return whether there was one.

    A refusal or a cancelled page changes nothing: the person sees it at once in the portal.
    """
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, MandateNotice)
        if message.status.upper() != "REGISTERED":
            return False
        registered_on = (
            date.fromisoformat(message.registered_on) if message.registered_on else at.date()
        )
        writes.note_inquiry(_told(message), person=None, registered_on=registered_on)
    return True


def _told(message: MandateNotice) -> Mandate:
    return Mandate(
        customer_no=message.customer_no,
        request_id=message.request_id,
        mandate_id=message.mandate_id,
        bank_code=message.bank_code,
        bank_name="",
        branch_code=message.branch_code,
        branch_name="",
        account_kind=message.account_kind,
        account_masked=message.account_masked,
        holder_kana="",
        status=message.status,
        inquired_at=message.received_at,
    )
