"""発送の承認 — two officers of the letters desk, each for the digest on the page."""

from datetime import datetime

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.procedures.letters import query
from kyosai.records.letters import packs
from kyosai.records.letters import writes as outbox
from kyosai.records.officers import reads as officers


class NothingToRelease(Refused):
    """The pack has left, has been refused, or was never made."""

    reason = "この発送単位は、承認を待っていません。一覧を開き直してください。"


class NotTheSame(Refused):
    """The digest on the page is not that of the pack."""

    reason = "内容が、画面に出ていたものと違います。開き直して、通数を確認してください。"


class ReleasedBefore(Refused):
    """One officer is one pair of eyes."""

    reason = "あなたは、この発送単位を承認しています。もう一人の承認を待ってください。"


class NotOfTheDesk(Refused):
    """Only the letters desk lets letters go."""

    reason = "発送を承認できるのは、通知課の発送の職務の人だけです。"


def release(name: str, *, digest: str, officer: str, at: datetime) -> int:
    """Release a pack as one officer; return how many approvals it still lacks."""
    with transaction.atomic(durable=True):
        pack = packs.locked(name)
        if pack is None or not pack.lacks or pack.refusal:
            raise NothingToRelease
        if pack.digest != digest:
            raise NotTheSame
        if not officers.has_duty(officer, "dispatcher"):
            raise NotOfTheDesk
        if officer in pack.approved_by:
            raise ReleasedBefore
        outbox.approve(name, digest=digest, officer=officer, at=at)
    return pack.lacks - 1


def received(name: str, *, receipt: str, at: datetime) -> None:
    """Note that the print house has a pack; told twice, the first answer stays."""
    with transaction.atomic(durable=True):
        outbox.handed_over(name, receipt=receipt, at=at)


def refused(name: str, *, reason: str, at: datetime) -> None:
    """Note that the print house will not have a pack, and ask the desk about it."""
    with transaction.atomic(durable=True):
        outbox.handed_over(name, refusal=reason, at=at)
        query.ask(f"pack:{name}", words=f"印刷会社が {name} を断りました。{reason}", at=at)


def send_again(name: str, *, at: datetime) -> int:
    """Lay out once more what the print house left out or refused; return how many letters.

    Each goes again once; the database refuses a letter that was posted.
    """
    with transaction.atomic(durable=True):
        pack = packs.locked(name)
        if pack is None or not (pack.is_answered or pack.refusal):
            raise NothingToRelease
        return sum(outbox.again(serial, at=at) for serial in packs.left_out(name))
