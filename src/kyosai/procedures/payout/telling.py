"""給付のお知らせ — one notice a turn of a claim, and a mail that there is one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout import words
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling


def tell(
    message: Claim, *, party: UUID, said: tuple[str, str], at: datetime, again: str = ""
) -> None:
    """Tell the holder how a claim stands; ``again`` names a later word about the same one."""
    key = f"{message.kind}:{message.receipt}{again}"
    say(party, key=key, kind=message.kind, said=said, at=at)


def say(
    party: UUID,
    *,
    key: str,
    kind: str,
    said: tuple[str, str],
    at: datetime,
    actions: Sequence[dict[str, str]] = (),
) -> None:
    """Tell a holder something under a key, once; ``actions`` are links from the notice."""
    title, body = said
    told = Telling(
        party=party,
        key=key,
        kind=kind,
        at=at,
        title=title,
        body=body,
        actions=actions,
        mail=words.mail(title, url=settings.PORTAL_URL),
    )
    notices.tell(told)
