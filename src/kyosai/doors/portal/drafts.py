"""下書き — answers kept for thirty days, sealed to a key only the person's sign-in brings."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from kyosai.basis import fingerprint
from kyosai.doors import today
from kyosai.doors.portal import begun
from kyosai.doors.portal.models import Draft
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange import answers

LIFETIME = timedelta(days=30)
IDENTITY_LIFETIME = timedelta(days=1)
IDENTITY = "identity"

Answers = dict[str, Any]


def load(visitor: Visitor, procedure: str) -> Answers:
    """Return the saved answers; none when there are none, or when they do not open."""
    row = Draft.objects.filter(
        person=visitor.person, procedure=procedure, receipt="", expires_at__gt=today.machine_now()
    ).first()
    return {} if row is None else _opened(visitor, row)


def saved_at(visitor: Visitor, procedure: str) -> datetime | None:
    """Return when an unsent draft was last saved."""
    return (
        Draft.objects.filter(person=visitor.person, procedure=procedure, receipt="")
        .values_list("saved_at", flat=True)
        .first()
    )


def save(
    visitor: Visitor, procedure: str, given: Answers, *, lifetime: timedelta = LIFETIME
) -> None:
    """Seal and keep the answers in place of the earlier ones."""
    sealed = Aead(visitor.draft_key).encrypt(
        fingerprint.canonical(given), aad=_bound_to(visitor, procedure)
    )
    fresh = {
        "sealed": bytes(sealed),
        "saved_at": today.now(),  # shown to people; what is forgotten goes by machine time
        "expires_at": today.machine_now() + lifetime,
        "receipt": "",
    }
    known: Any = {"person": visitor.person, "procedure": procedure}
    was_open = Draft.objects.filter(**known, receipt="").exists()
    Draft.objects.update_or_create(**known, defaults=fresh)
    if not was_open:
        begun.count(visitor, procedure)


@transaction.atomic
def keep(visitor: Visitor, procedure: str, key: str, answer: Any) -> Answers:
    """Change one answer of a draft, whatever other windows change, and return them all."""
    locked(visitor, procedure)
    given = load(visitor, procedure)
    given[key] = answer
    save(visitor, procedure, given)
    return given


def locked(visitor: Visitor, procedure: str) -> Draft | None:
    """Lock the draft until the end of the transaction, so that it is sent once."""
    return (
        Draft.objects.select_for_update().filter(person=visitor.person, procedure=procedure).first()
    )


def opened(visitor: Visitor, row: Draft) -> Answers:
    """Return the answers of a locked draft."""
    return _opened(visitor, row)


def forget(visitor: Visitor, procedure: str) -> None:
    """Delete a draft."""
    Draft.objects.filter(person=visitor.person, procedure=procedure).delete()


def sweep() -> int:
    """Delete drafts past their day, and those whose filing the core has taken."""
    late, _ = Draft.objects.filter(expires_at__lte=today.machine_now()).delete()
    sent = Draft.objects.exclude(receipt="").values_list("receipt", flat=True)[:200]
    taken = [receipt for receipt in sent if answers.of(receipt) is not None]
    gone, _ = Draft.objects.filter(receipt__in=taken).delete()
    return late + gone


def _opened(visitor: Visitor, row: Draft) -> Answers:
    try:
        content = Aead(visitor.draft_key).decrypt(
            bytes(row.sealed), aad=_bound_to(visitor, row.procedure)
        )
    except CryptoError:
        return {}
    given: Answers = json.loads(content)
    return given


def _bound_to(visitor: Visitor, procedure: str) -> bytes:
    return f"{visitor.person}|{procedure}".encode()
