"""表示 — answer one request to see: made from the records, sealed to the session that asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.exchange import postbox, views
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.access import agency, contact, delegation_views, position, single
from kyosai.procedures.access.calls import booking
from kyosai.records.parties import reads as parties

Payload = dict[str, Any]
NOBODY: Payload = {"unknown": True}


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay its view out; what is not this person's is answered as not found."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        payload = _payload(request, at=at)
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _payload(request: ViewRequest, *, at: datetime) -> Payload:
    if request.view == "certificate":
        return single.certificate(request.argument)
    party = parties.of_person(UUID(request.person)) if request.person else None
    if request.view == "position":
        return position.position(party, at=at)
    if request.view == "clients":
        return delegation_views.of_delegate(UUID(request.person), at=at)
    if request.view == "agency":
        return agency.home(UUID(request.person), at=at)
    if party is None:
        return NOBODY
    shown: dict[str, Callable[[], Payload]] = {
        "notice": lambda: single.notice(request.argument, party=party, at=at),
        "document": lambda: single.document(request.argument, person=UUID(request.person)),
        "who_looked": lambda: single.who_looked(party),
        "contact": lambda: contact.held(party),
        "call_backs": lambda: booking.shown(party, at=at),
        "delegates": lambda: delegation_views.of_holder(party, at=at),
    }
    return shown[request.view]()
