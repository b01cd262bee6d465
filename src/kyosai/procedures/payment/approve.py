"""支払ファイルの承認 — two officers of the treasury, each for the digest on the page.

The database asks the same once more: whoever ordered a payment, gave an account or called back
does not approve, and nobody above their own limit.
"""

from datetime import datetime

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.procedures.payment import bulk
from kyosai.records.officers import reads as officers
from kyosai.records.payments import files, sending
from kyosai.records.payments.files import Kept


class NothingToApprove(Refused):
    """The file has left, has been refused, or was never made."""

    reason = "このファイルは、承認を待っていません。一覧を開き直してください。"


class NotTheSame(Refused):
    """The digest on the page is not that of the file: somebody looked at something else."""

    reason = "ファイルの内容が、画面に出ていたものと違います。開き直して、合計を確認してください。"


class OtherBytes(Refused):
    """The bytes of the file are not those of its payments, whoever put them there."""

    reason = "ファイルの内容が、支払の記録と違います。銀行に渡さないで、監査室に連絡してください。"


class ApprovedBefore(Refused):
    """One officer is one pair of eyes."""

    reason = "あなたは、このファイルを承認しています。もう一人の承認を待ってください。"


class Prepared(Refused):
    """Whoever prepared a payment, or had a hand in its account, does not approve it."""

    reason = "支払の決定や口座の確認をした人は、承認できません。ほかの人に依頼してください。"


class NotAtTheTreasury(Refused):
    """Only the treasury sends files to banks."""

    reason = "ファイルを承認できるのは、経理の職務の人だけです。"


class AboveLimit(Refused):
    """The file's total is above what this officer may release."""

    reason = "合計が、あなたの承認の上限を超えています。上限の高い人に依頼してください。"


class UnderHold(Refused):
    """A hold came to stop one of its payments after the file was made."""

    reason = (
        "差し止めのある支払が、このファイルに入っています。承認しないでください。"
        "締切のあと、ほかの支払を払い直してください。"
    )


class TooLate(Refused):
    """The bank takes the file no more."""

    reason = "銀行の受付が終わりました。この支払は、次の支払日に回ります。"


def approve(name: str, *, digest: str, officer: str, at: datetime) -> int:
    """Approve a file as one officer; return how many approvals it still lacks."""
    with transaction.atomic(durable=True):
        file = files.locked(name)
        if file is None:
            raise NothingToApprove
        _insist(file, digest=digest, officer=officer, at=at)
        files.approve(name, digest=digest, officer=officer, at=at)
    return file.lacks - 1


def is_as_ordered(file: Kept) -> bool:
    """Tell whether a file has the bytes its payments give; nobody reads them before a release."""
    payments = sending.of_file(file.name)
    content = bulk.written(payments, scheme=file.scheme, pay_on=file.pay_on)
    return fingerprint.digest(content) == file.digest


def _insist(file: Kept, *, digest: str, officer: str, at: datetime) -> None:
    if not officers.has_duty(officer, "treasurer"):
        raise NotAtTheTreasury
    _insist_on_the_file(file, digest=digest, at=at)
    if officer in files.hands_in(file.name):
        raise Prepared
    if officer in file.approved_by:
        raise ApprovedBefore
    if file.yen > officers.approves_up_to(officer):
        raise AboveLimit


def _insist_on_the_file(file: Kept, *, digest: str, at: datetime) -> None:
    if file.digest != digest:
        raise NotTheSame
    if not file.lacks:
        raise NothingToApprove
    if at >= file.hand_in_by:
        raise TooLate
    if sending.stopped_in(file.name):
        raise UnderHold
    if not is_as_ordered(file):
        raise OtherBytes
