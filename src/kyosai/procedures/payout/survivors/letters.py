"""遺族への通知書 — to each relative, what was decided for them and why.

Share, reason, articles and tax, or why nothing is paid. Each is written when the room asks for it;
none bears a マイナンバー.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen
from kyosai.casework import reads as cases
from kyosai.casework.models import Case
from kyosai.exchange.messages.survivors import RelativeTold
from kyosai.formats.paper import decision, tax_slip
from kyosai.formats.paper.decision import Decision
from kyosai.procedures.payout import papers
from kyosai.procedures.payout.survivors import claim, reasons
from kyosai.procedures.payout.survivors.reasons import Rows, Share
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits import tax_papers
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.documents.reads import Kept
from kyosai.records.survivors import reads as rooms

KIND, COPY = "survivor_letter", "survivor_report"
PAID, NOT_PAID = "支払決定通知書", "不支給決定通知書"
NOBODY = UUID(int=0)  # whoever has the code of the room reads it
NUMBER = re.compile(r"(K-[0-9]{8}-[0-9]{2})-([0-9]{1,2})(-R)?")


@dataclass(frozen=True)
class Letter:
    """A letter of a room: its number, what it is, and to whom it is written."""

    number: str
    title: str
    name: str


def of(case: Case) -> list[Letter]:
    """Return the letters of a case that was decided, in the order the relatives were told."""
    if case.outcome not in ("accepted", "refused"):
        return []
    return [letter for place in _places(case) for letter in _to(case, place)]


def content(case: Case, number: str, *, at: datetime) -> Kept | None:
    """Return one letter of a case, written and kept when it is asked for the first time."""
    if number not in {each.number for each in of(case)}:
        return None
    kind = COPY if number.endswith("-R") else KIND
    kept = documents.issued(kind, number=number)
    if kept is None:
        title, page = _written(case, number)
        writes.keep(
            page,
            person=NOBODY,
            kind=kind,
            filename=f"{title}_{number}.pdf",
            media="application/pdf",
            at=at,
            number=number,
        )
        kept = documents.issued(kind, number=number)
    return kept


def _places(case: Case) -> range:
    return range(1, len(claim.filed(case.filing).relatives) + 1)


def _to(case: Case, place: int) -> Iterator[Letter]:
    relative = claim.filed(case.filing).relatives[place - 1]
    share = _share(case, relative)
    yield Letter(f"{case.number}-{place}", PAID if share else NOT_PAID, relative.name)
    if share and share.report_by:
        title = f"{tax_slip.TITLES[COPY]}（控え）"
        yield Letter(f"{case.number}-{place}-R", title, relative.name)


def _written(case: Case, number: str) -> tuple[str, bytes]:
    read = NUMBER.fullmatch(number)
    assert read is not None, "the number is one of the case's letters"
    relative = claim.filed(case.filing).relatives[int(read.group(2)) - 1]
    share = _share(case, relative)
    if read.group(3):
        return tax_slip.TITLES[COPY], _copy(case, relative, number=number)
    if share:
        return PAID, decision.written(_paid(case, relative, share, number=number))
    return NOT_PAID, decision.written(_not_paid(case, relative, number=number))


def _share(case: Case, relative: RelativeTold) -> Share | None:
    """Return what was decided for a relative; nothing where they get nothing."""
    room = rooms.of_case(case.number)
    if room is None or case.outcome != "accepted":
        return None
    parties = rooms.claimants(room.receipt)
    names = {
        parties[each.key]: each for each in claim.filed(case.filing).relatives
    }  # fmt: skip
    award = benefits.of_contract(room.contract)[-1]
    shares = benefits.shares(award.number)
    whole = Yen(sum(yen.amount for _, yen, _, _ in shares))
    for party, amount, paid_to, by in shares:
        if party == parties.get(relative.key) and amount:
            payee = names[paid_to]
            return Share(award, amount, whole, len(shares), payee.key, payee.name, by)
    return None


def _paid(case: Case, relative: RelativeTold, share: Share, *, number: str) -> Decision:
    lead = (
        "心よりお悔やみ申し上げます。",
        "お支払いする金額が決まりました。",
        "手続きは必要ありません。",
    )
    groups = (
        ("お支払いする金額", reasons.amounts(share, relative)),
        ("決めた理由", reasons.rank_of(relative, died_on=_died_on(case)) + reasons.grounds(share)),
        ("税金", reasons.taxes(share, died_on=_died_on(case))),
    )
    return _page(case, relative, title=PAID, number=number, lead=lead, groups=groups)


def _not_paid(case: Case, relative: RelativeTold, *, number: str) -> Decision:
    lead = (
        "心よりお悔やみ申し上げます。",
        "ご請求を確かめ、お支払いできないと決まりました。",
    )
    groups = (("決めた理由", _why_not(case, relative)),)
    return _page(case, relative, title=NOT_PAID, number=number, lead=lead, groups=groups)


def _why_not(case: Case, relative: RelativeTold) -> Rows:
    if case.outcome == "accepted":
        return reasons.rank_of(relative, died_on=_died_on(case)) + reasons.LATER_RANK
    closed = cases.last_with_outcome(case.number, "refused")
    assert closed is not None, "a refused case was closed as refused"
    return [("根拠", closed.findings[0]["ground"]), ("説明", closed.words)]


def _page(
    case: Case,
    relative: RelativeTold,
    *,
    title: str,
    number: str,
    lead: tuple[str, ...],
    groups: tuple[tuple[str, Rows], ...],
) -> Decision:
    assert case.closed_at is not None, "a decided case is closed"
    notes = (f"亡くなった日：{era.on_paper(_died_on(case))}", papers.COMPLAIN)
    return Decision(
        title=title,
        number=number,
        holder=relative.name,
        address=relative.address,
        lead=lead,
        groups=groups,
        notes=notes,
        issued_on=tokyo.in_tokyo(case.closed_at).date(),
        issuer=papers.ISSUER,
        is_sample=settings.WORKSHOP,
    )


def _copy(case: Case, relative: RelativeTold, *, number: str) -> bytes:
    room, share = rooms.of_case(case.number), _share(case, relative)
    assert room is not None and share is not None
    party = rooms.claimants(room.receipt)[relative.key]
    found = [each for each in tax_papers.due(award=share.award.number) if each.party == party]
    return tax_slip.for_recipient(tax_papers.slip(found[0], number=number))


def _died_on(case: Case) -> date:
    return date.fromisoformat(case.filing["notice"]["died_on"])
