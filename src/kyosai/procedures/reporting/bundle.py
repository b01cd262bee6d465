"""束 — copies of one kind and year under one digest; made by one officer, let go by another."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.records.officers import reads as officers
from kyosai.records.tax_office import bundles
from kyosai.records.tax_office.bundles import Standing, TaxCopy

DUTIES = ("benefit_examiner", "benefit_approver")


class NothingToBundle(Refused):
    """No copy of this kind and year waits."""

    reason = "束にする写しがありません。先に、税務署に出す写しを作ってください。"


class NotOfTheDesk(Refused):
    """Only the benefit desk hands tax papers over."""

    reason = "税務署への提出を決められるのは、給付課の担当者だけです。"


class NothingToRelease(Refused):
    """The bundle has been let go, or was never made."""

    reason = "この束は、提出の決裁を待っていません。一覧を開き直してください。"


class NotTheSame(Refused):
    """The digest on the page is not that of the bundle."""

    reason = "束の内容が、画面に出ていたものと違います。開き直して、合計を確認してください。"


class Prepared(Refused):
    """Whoever prepared a bundle does not let it go."""

    reason = "写しを作った人や束ねた人は、提出を決められません。ほかの人に依頼してください。"


def make(kind: str, *, year: int, officer: str, at: datetime) -> str:
    """Put all copies that wait into one bundle; return its name."""
    if not officers.has_duty(officer, DUTIES[0]):
        raise NotOfTheDesk
    with transaction.atomic(durable=True):
        waiting = bundles.loose(kind, year=year)
        if not waiting:
            raise NothingToBundle
        digest = fingerprint.digest(_written(waiting))
        return bundles.gather(
            kind, year=year, copies=waiting, digest=digest, officer=officer, at=at
        )


def release(name: str, *, digest: str, officer: str, at: datetime) -> None:
    """Let a bundle go as another officer, for the digest on the page; the clock sends it."""
    if not any(officers.has_duty(officer, duty) for duty in DUTIES):
        raise NotOfTheDesk
    with transaction.atomic(durable=True):
        kept = bundles.of_name(name)
        if kept is None or kept.released_by:
            raise NothingToRelease
        if digest != kept.digest or not is_as_made(kept):
            raise NotTheSame
        if officer in bundles.preparers(name):
            raise Prepared
        bundles.release(name, digest=digest, officer=officer, at=at)


def is_as_made(kept: Standing) -> bool:
    """Tell whether a bundle's copies still give its digest."""
    return fingerprint.digest(content(kept.name)) == kept.digest


def content(name: str) -> bytes:
    """Return the bytes of a bundle: equal however often they are asked for."""
    return _written(bundles.copies(name))


def _written(copies: Sequence[TaxCopy]) -> bytes:
    """Return copies as one file: a head with count and sums, then each sealed paper."""
    papers = [
        {"key": each.key, "digest": each.digest, "sealed": b64encode(bytes(each.sealed)).decode()}
        for each in copies
    ]
    head = {
        "kind": copies[0].kind,
        "year": copies[0].year,
        "records": len(copies),
        "yen": sum(each.yen for each in copies),
        "national": sum(each.national for each in copies),
    }
    return fingerprint.canonical(head | {"papers": papers})
