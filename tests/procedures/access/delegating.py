"""A holder and a 税理士: what each sends, and what the core answers."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from kyosai.exchange import views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import Amendment, Prepayment
from kyosai.exchange.messages.delegations import (
    DelegateAcceptance,
    DelegateInvitation,
    DelegationEnd,
    PreparedAnswer,
    PreparedChange,
)
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.access import delegation, show
from kyosai.procedures.amendment import behalf, preview
from kyosai.records.delegations import reads
from kyosai.records.parties import reads as parties
from tests.procedures.applications import kept
from tests.procedures.collection import world

AT = datetime.fromisoformat("2026-10-02T09:05:00+09:00")
LATER, LAST = AT + timedelta(minutes=20), AT + timedelta(minutes=40)
HOLDER, DELEGATE = (str(uuid5(world.SPACE, name)) for name in ("person 1", "例示 税子"))
NAME = "例示税理士事務所 例示 税子"
_serial = count(1)


def holder(scheme: str = "tosanboshi") -> UUID:
    """Enter 見本精機; return the party."""
    world.holder(1, applied_on=date(2026, 1, 20), scheme=scheme)
    found = parties.of_person(UUID(HOLDER))
    assert found is not None
    return found


def receipt() -> str:
    return f"U-D-{next(_serial)}"


def handed(
    message: Any, handle: Callable[..., str] = delegation.handle, *, at: datetime = AT
) -> str:
    return handle(kept(message, fetched_at=at), at=at)


def digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def invite(code: str, *, scope: str = "premiums", months: int = 6, at: datetime = AT) -> str:
    return handed(
        DelegateInvitation(
            HOLDER, "tosanboshi", at.isoformat(), receipt(), scope, months, digest(code)
        ),
        at=at,
    )


def accept(code: str, *, person: str = DELEGATE, at: datetime = AT) -> str:
    message = DelegateAcceptance(person, at.isoformat(), receipt(), digest(code), NAME)
    return handed(message, at=at)


def acting() -> str:
    """Let the delegate act; return the delegation."""
    invite("code")
    accept("code")
    return the_delegation()


def the_delegation() -> str:
    found = parties.of_person(UUID(HOLDER))
    assert found is not None
    return str(reads.of_holder(found)[0].id)


def end(delegation_: str, *, person: str, at: datetime = AT) -> str:
    return handed(DelegationEnd(person, at.isoformat(), receipt(), delegation_), at=at)


def prepayment(*, months: int = 12, scheme: str = "tosanboshi") -> Prepayment:
    return Prepayment(DELEGATE, scheme, AT.isoformat(), "", "", months, False)  # type: ignore[arg-type]


def prepare(
    delegation_: str,
    wish: Amendment,
    *,
    person: str = DELEGATE,
    kind: str = "",
    at: datetime = LATER,
) -> str:
    content = plain.to_json(wish).decode()
    message = PreparedChange(
        person, at.isoformat(), receipt(), delegation_, kind or wish.kind, content
    )
    return handed(message, behalf.prepare, at=at)


def answer(prepared: str, said: str, *, person: str = HOLDER, at: datetime = LAST) -> str:
    message = PreparedAnswer(person, at.isoformat(), receipt(), prepared, said)  # type: ignore[arg-type]
    return handed(message, behalf.answer, at=at)


def seen(view: str, argument: str = "", *, person: str = HOLDER) -> dict[str, Any]:
    """Ask for a view and open the answer."""
    _, public = views.reply_keys()
    reply_key = b64encode(public).decode()
    request = ViewRequest(view, person, argument, reply_key, AT.isoformat())  # type: ignore[arg-type]
    laid_out: dict[str, Any] = {}

    def keep(payload: dict[str, Any], *, to: str, reply_key: str) -> Any:
        laid_out.update(payload)
        return sealed(payload, to=to, reply_key=reply_key)

    sealed, views.sealed = views.sealed, keep
    try:
        by = (
            show.show
            if view in ("delegates", "clients", "who_looked", "agency", "position")
            else preview.show
        )
        by(kept(request, fetched_at=AT), at=AT)
    finally:
        views.sealed = sealed
    return laid_out
