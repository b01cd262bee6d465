"""届いた手続き — a message taken, told about, answered, and read again from its case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.exchange.messages.tosanboshi_lending import TosanboshiLending
from kyosai.procedures.lending.tosanboshi import words
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock

Kind = TypeVar("Kind", bound=TosanboshiLending)
Actions = Sequence[dict[str, str]]


def taken(number: str, *, kind: type[Kind]) -> tuple[Kind, UUID]:
    """Take a message and lock the party it is about."""
    _, message = postbox.take(number)
    assert isinstance(message, kind)
    party = parties.of_person(UUID(message.person))
    if party is None:
        raise Malformed(1, "person", "unknown")
    lock(party)
    return message, party


def received_at(message: TosanboshiLending) -> datetime:
    """Return when the portal took a message in."""
    return datetime.fromisoformat(message.received_at)


def again(filing: dict[str, Any], *, kind: type[Kind]) -> Kind:
    """Return the message a case was opened with."""
    content = fingerprint.canonical(filing["lending"])
    message = plain.from_json(content, kind=kind.kind, version=kind.VERSION)
    assert isinstance(message, kind)
    return message


def answer(message: TosanboshiLending, *, to: str, status: Status, at: datetime) -> None:
    """Tell the portal the status word of a filing."""
    postbox.reply(Answer(to=to, receipt=message.receipt, status=status, at=at.isoformat()))


def tell(
    message: TosanboshiLending,
    *,
    party: UUID,
    said: tuple[str, str],
    at: datetime,
    contract: str | None = None,
    step: str = "",
    actions: Actions = (),
) -> None:
    """Tell the holder how a filing stands; ``step`` names a later word about the same one."""
    notices.tell(
        Telling(
            party=party,
            key=f"{message.kind}:{message.receipt}{':' if step else ''}{step}",
            kind=message.kind,
            at=at,
            title=said[0],
            body=said[1],
            contract=contract,
            actions=actions,
            mail=words.mail(said[0], url=settings.PORTAL_URL),
        )
    )
