"""ファイルの承認 — a file leaves only after two officers of the treasury have approved its digest.

The database says so once more: it shows the bytes of an approved file, and of no other.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kyosai.basis import era, parameters, tokyo
from kyosai.basis.refusal import Refused
from kyosai.procedures.collection import request
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records.officers import reads as officers
from kyosai.records.premiums import approvals, cycles
from kyosai.records.premiums.approvals import Waiting


class NothingToApprove(Refused):
    """The file has left, has been refused, or was never made."""

    reason = "このファイルは、承認を待っていません。一覧を開き直してください。"


class NotTheSame(Refused):
    """The digest on the page is not that of the file: somebody looked at something else."""

    reason = "ファイルの内容が、画面に出ていたものと違います。開き直して、合計を確認してください。"


class ApprovedBefore(Refused):
    """One officer is one pair of eyes."""

    reason = "あなたは、このファイルを承認しています。もう一人の承認を待ってください。"


class MadeIt(Refused):
    """Whoever made or changed a file does not approve it."""

    reason = "このファイルを作った人は、承認できません。ほかの人に依頼してください。"


class NotAtTheTreasury(Refused):
    """Only the treasury sends files to banks."""

    reason = "ファイルを承認できるのは、経理の職務の人だけです。"


class TooLate(Refused):
    """The bank takes the file no more."""

    reason = "銀行の受付が終わりました。この分の掛金は、次の回に回ります。"


def approve(name: str, *, digest: str, officer: str, at: datetime) -> int:
    """Approve a file as one officer; return how many approvals it still lacks."""
    with transaction.atomic(durable=True):
        file = _locked(name)
        _insist(file, digest=digest, officer=officer, at=at)
        approvals.approve(name, digest=digest, officer=officer, at=at)
    return file.lacks - 1


def remind(*, at: datetime) -> list[str]:
    """Tell the treasury of files whose time is running out; return the new cases."""
    opened = []
    for file in approvals.waiting():
        if at >= reminded_at(file):
            with transaction.atomic(durable=True):
                opened.append(_ask(file, at=at))
    return [number for number in opened if number]


def let_lapse(*, at: datetime) -> list[str]:
    """Give up the files the bank takes no more: their months wait for the next cycle."""
    lapsed = [file.name for file in approvals.waiting() if at >= file.hand_in_by]
    for name in lapsed:
        request.lapsed(name, at=at)
    return lapsed


def reminded_at(file: Waiting) -> datetime:
    """Return the moment from which a missing approval is a case at the treasury."""
    before: int = parameters.table(__package__, "approval")["remind_minutes_before"]
    return file.hand_in_by - timedelta(minutes=before)


def _locked(name: str) -> Waiting:
    """Lock the file's cycle, and only then ask how far it has come."""
    file = approvals.of_file(name)
    if file is not None:
        cycles.locked(file.cycle)
        file = approvals.of_file(name)
    if file is None:
        raise NothingToApprove
    return file


def _insist(file: Waiting, *, digest: str, officer: str, at: datetime) -> None:
    if not officers.has_duty(officer, "treasurer"):
        raise NotAtTheTreasury
    if file.digest != digest:
        raise NotTheSame
    if file.made_by == officer:
        raise MadeIt
    if officer in file.approved_by:
        raise ApprovedBefore
    if not file.lacks:
        raise NothingToApprove
    if at >= file.hand_in_by:
        raise TooLate


def _ask(file: Waiting, *, at: datetime) -> str | None:
    until = tokyo.in_tokyo(file.hand_in_by)
    return ask_treasury(
        f"approval:{file.name}",
        words=f"ファイル {file.name} の承認が、あと{file.lacks}人足りません。"
        f"銀行は{era.on_screen(until.date())}{until:%H:%M}まで受け付けます。",
        at=at,
        file=file.name,
    )
