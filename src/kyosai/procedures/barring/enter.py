"""差し止めを記録する — one officer enters what a paper says, another confirms or drops it.

It bars from its entry: whoever was served may pay nothing past it. Lifting takes two again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.barring import permitted
from kyosai.records.contracts import reads as contracts
from kyosai.records.documents import writes as documents
from kyosai.records.holds import reads as holds
from kyosai.records.holds import writes
from kyosai.records.holds.reads import Standing

NOBODY, PAPER = UUID(int=0), "hold_paper"
PICTURES = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
LARGEST = 10_000_000  # bytes


class NoPaper(Refused):
    """No picture of the paper, or one that is none."""

    reason = "届いた書類の画像がありません。10MBまでのPDF・JPEG・PNGを選んでください。"


class NotSaid(Refused):
    """The paper names whoever stands behind it, and has a number."""

    reason = "裁判所・債権者などの名前と、事件番号か文書番号を入れてください。"


class NotServedYet(Refused):
    """A paper of tomorrow."""

    reason = "送達の日が、今日より後になっています。書類の日付を確かめてください。"


class NoSum(Refused):
    """A seizure and an assignment are for a sum."""

    reason = "差し押さえた額、または譲り渡した額を、円で入れてください。"


class KnownAlready(Refused):
    """The same paper twice."""

    reason = "この事件番号の差し止めは、この契約にもう記録されています。一覧で確かめてください。"


class NoWords(Refused):
    """Every word on a hold says why."""

    reason = "理由を書いてください。あとで見る人が、なぜそうしたかを知るためです。"


class SameOfficer(Refused):
    """A second pair of eyes is another pair."""

    reason = "起案した人は、この決裁ができません。別の人に依頼してください。"


class NotWaiting(Refused):
    """Somebody was quicker, or there is nothing to decide."""

    reason = "この差し止めは、いまその決裁を待っていません。画面を開き直してください。"


@dataclass(frozen=True, kw_only=True)
class Served:
    """What a paper says."""

    kind: str
    claimant: str
    reference: str
    served_on: date
    claimed: Yen | None
    paper: bytes
    filename: str


def enter(contract: str, served: Served, *, officer: str, at: datetime) -> UUID:
    """Write a hold down with its paper; return its id. Nothing leaves from now on."""
    on = tokyo.in_tokyo(at).date()
    with transaction.atomic(durable=True):
        standing = contracts.standing(contract, lock=True)
        permitted.insist(served.kind, scheme=standing.scheme)
        _insist(contract, served, on=on)
        hold = writes.enter(
            contract,
            kind=served.kind,
            claimant=served.claimant.strip(),
            reference=served.reference.strip(),
            served_on=served.served_on,
            claimed=served.claimed,
            paper_digest=fingerprint.digest(served.paper),
            officer=officer,
            at=at,
        )
        documents.keep(
            served.paper,
            person=NOBODY,
            kind=PAPER,
            filename=served.filename[:100] or "書類",
            media=_media(served.paper),
            at=at,
            number=str(hold),
        )
    return hold


def decide(hold: UUID, *, is_right: bool, officer: str, why: str, at: datetime) -> None:
    """Confirm a hold that another officer entered, or drop it."""
    _say(hold, "confirmed" if is_right else "dropped", after="", officer=officer, why=why, at=at)


def propose_lifting(hold: UUID, *, officer: str, why: str, at: datetime) -> None:
    """Propose to lift a hold: it bars until another officer has agreed."""
    _insist_on_words(why)
    with transaction.atomic(durable=True):
        if _of(hold).state not in ("confirmed", "lift_refused"):
            raise NotWaiting
        writes.say(hold, "lift_proposed", officer=officer, why=why.strip(), at=at)


def decide_lifting(hold: UUID, *, is_right: bool, officer: str, why: str, at: datetime) -> None:
    """Lift a hold as another officer proposed, or let it stand."""
    word = "lifted" if is_right else "lift_refused"
    _say(hold, word, after="lift_proposed", officer=officer, why=why, at=at)


def _say(hold: UUID, word: str, *, after: str, officer: str, why: str, at: datetime) -> None:
    _insist_on_words(why)
    with transaction.atomic(durable=True):
        known = _of(hold)
        if known.state != after:
            raise NotWaiting
        if known.waits_for_another_than == officer:
            raise SameOfficer
        writes.say(hold, word, officer=officer, why=why.strip(), at=at)


def _of(hold: UUID) -> Standing:
    found = holds.of(hold)
    if found is None:
        raise NotWaiting
    return found


def _insist(contract: str, served: Served, *, on: date) -> None:
    if not (served.claimant.strip() and served.reference.strip()):
        raise NotSaid(field="claimant")
    if served.served_on > on:
        raise NotServedYet(field="served_on")
    if served.claimed is None and served.kind in ("tax_seizure", "seizure", "assignment"):
        raise NoSum(field="claimed")
    if not _media(served.paper) or len(served.paper) > LARGEST:
        raise NoPaper(field="paper")
    if any(each.reference == served.reference.strip() for each in holds.of_contract(contract)):
        raise KnownAlready(field="reference")


def _insist_on_words(why: str) -> None:
    if not why.strip():
        raise NoWords(field="why")


def _media(paper: bytes) -> str:
    return next((media for start, media in PICTURES.items() if paper.startswith(start)), "")
