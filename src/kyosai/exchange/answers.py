"""回答 — the status word of a receipt, as the core last told the portal."""

from django.conf import settings
from django.db import connection

from kyosai.exchange import envelope
from kyosai.exchange.messages.outbound import Answer
from kyosai.exchange.messages.plain import from_json


def of(receipt: str) -> str | None:
    """Return the latest status word of a receipt; None until the core has answered.

    An answer not signed by the core is worth nothing, and is passed over.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body, signature FROM exchange_answer WHERE receipt = %s"
            " ORDER BY at DESC, brought_at DESC",
            [receipt],
        )
        rows = cursor.fetchall()
    for body, signature in rows:
        if envelope.is_signed(bytes(body), bytes(signature), settings.KEYS["core_sign.pub"]):
            answer = from_json(bytes(body), kind=Answer.kind, version=Answer.VERSION)
            assert isinstance(answer, Answer)
            if answer.receipt == receipt:
                return answer.status
    return None
