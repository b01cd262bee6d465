"""表示 — ask the core, and show its answer once: sealed to one session, gone in fifteen minutes."""

import json
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from nacl.public import PrivateKey

from kyosai.basis import fingerprint
from kyosai.exchange import envelope, postbox
from kyosai.exchange.messages.outbound import View
from kyosai.exchange.messages.views import ViewKind, ViewRequest

LIFETIME = "15 minutes"


def reply_keys() -> tuple[bytes, bytes]:
    """Return a new (private, public) key pair; the private half belongs in the cookie only."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def ask(
    view: ViewKind, *, person: str, argument: str = "", reply_public: bytes, asked_at: datetime
) -> str:
    """Ask the core for a view; return the number to collect it by."""
    return postbox.send(
        ViewRequest(
            view=view,
            person=person,
            argument=argument,
            reply_key=b64encode(reply_public).decode(),
            asked_at=asked_at.isoformat(),
        )
    )


def sealed(payload: dict[str, Any], *, to: str, reply_key: str) -> View:
    """Core: return the view for a request, sealed to its session and signed for it alone."""
    body = envelope.seal(fingerprint.canonical(payload), b64decode(reply_key))
    signature = envelope.sign(_signed_bytes(to, body), settings.KEYS["core_sign.key"])
    return View(to=to, sealed=b64encode(body).decode(), signature=b64encode(signature).decode())


def collect(
    number: str, *, reply_private: bytes, machine_now: datetime | None = None
) -> dict[str, Any] | None:
    """Return the view once, if it has come, is young enough and the core has signed it.

    BadSeal when it has come and does not fit: ask again.
    """
    try:
        UUID(number)
    except ValueError:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            'DELETE FROM exchange_view WHERE "to" = %s RETURNING sealed, signature,'
            f" brought_at > coalesce(%s, now()) - interval '{LIFETIME}'",
            [number, machine_now],
        )
        row = cursor.fetchone()
    if row is None or not row[2]:
        return None
    body, signature = bytes(row[0]), bytes(row[1])
    if not envelope.is_signed(
        _signed_bytes(number, body), signature, settings.KEYS["core_sign.pub"]
    ):
        raise envelope.BadSeal("表示の署名が合いません")
    payload: dict[str, Any] = json.loads(envelope.unseal(body, reply_private))
    return payload


def _signed_bytes(to: str, body: bytes) -> bytes:
    return fingerprint.canonical(["view", to, fingerprint.digest(body)])
