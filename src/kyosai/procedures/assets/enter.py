"""資産の表を入れる — one officer of the treasury enters a sheet, another confirms it."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.formats import asset_sheet
from kyosai.records.assets import reads, writes
from kyosai.records.assets.writes import Held
from kyosai.records.officers import reads as officers


class NotAtTheTreasury(Refused):
    """Only the treasury keeps the register."""

    reason = "資産の表を扱えるのは、経理の職務の人だけです。"


class KnownAlready(Refused):
    """The same bytes once more."""

    reason = "同じ表が、すでに入っています。一覧で確かめてください。"


class DayToCome(Refused):
    """A sheet of a day that is not over."""

    reason = "まだ終わっていない日の表は入れられません。日付を確かめてください。"


class NoSuchSheet(Refused):
    """A sheet that is not there, or has been approved."""

    reason = "この表は、承認を待っていません。一覧を開き直してください。"


class SameOfficer(Refused):
    """A second pair of eyes is another person's."""

    reason = "表を入れた人は、承認できません。ほかの人に依頼してください。"


def enter(scheme: str, *, as_of: date, content: bytes, officer: str, at: datetime) -> UUID:
    """Enter a sheet; a faulty one is refused whole, with record, field and what was found."""
    if not officers.has_duty(officer, "treasurer"):
        raise NotAtTheTreasury
    if as_of >= tokyo.in_tokyo(at).date():
        raise DayToCome(field="as_of")
    held = [
        Held(line.kind, Yen(line.market), Yen(line.income), Yen(line.put_in))
        for line in asset_sheet.read(content)
    ]
    digest = sha256(f"{scheme}:{as_of}:".encode() + content).hexdigest()
    with transaction.atomic(durable=True):
        if reads.is_known(digest):
            raise KnownAlready
        return writes.enter(scheme, as_of=as_of, held=held, digest=digest, officer=officer, at=at)


def approve(sheet: UUID, *, officer: str, at: datetime) -> None:
    """Confirm somebody else's sheet."""
    with transaction.atomic(durable=True):
        standing = reads.of(sheet)
        if standing is None or standing.approved_by:
            raise NoSuchSheet
        if not officers.has_duty(officer, "treasurer"):
            raise NotAtTheTreasury
        if standing.entered_by == officer:
            raise SameOfficer
        writes.approve(sheet, officer=officer, at=at)
