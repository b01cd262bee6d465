"""給付の書類 — the 支払決定通知書 and the tax slips of an award, written when asked for.

The recipient's copies: none bears a マイナンバー. What the tax office is handed does; who writes
that opens one number for it.
"""

import re
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.basis.identifiers import WrongNumber, parse_lettered
from kyosai.basis.money import Yen
from kyosai.formats.paper import decision, tax_slip
from kyosai.formats.paper.decision import Decision
from kyosai.formats.paper.tax_slip import TaxSlip
from kyosai.records.benefits import calendar, tax_papers
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.reads import Standing
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.parties import reads as parties
from kyosai.records.payments import timeline

NOTICE = "award_notice"
LETTERS = {
    "A": NOTICE, "T": "retirement_slip", "R": "occasional_report", "N": "pension_slip",
}  # fmt: skip
TITLES = {NOTICE: "支払決定通知書", **tax_slip.TITLES}
NUMBER = re.compile(r"[ATRN](-[0-9]{8}-[0-9]{2})(?:-([0-9]{4}))?")
ISSUER = tax_slip.ISSUER
COMPLAIN = "この決定に不服があるときは、機構に申し出てください。"
ONLINE = "計算のくわしい理由は、オンライン手続きの「決まったお支払いを見る」で見られます。"


class Asked(NamedTuple):
    """A paper of an award; a pension slip is of one year."""

    kind: str
    made: Standing
    year: int


def paper(number: str, *, at: datetime) -> str | None:
    """Keep the paper of this number and return its digest; None when it is none of an award's."""
    asked = _asked(number)
    if asked is None:
        return None
    kept = documents.issued(asked.kind, number=number)
    if kept is not None:
        return kept.digest
    content = _written(asked, number=number)
    if content is None:
        return None
    return writes.keep(
        content,
        person=parties.person_of(asked.made.party),
        kind=asked.kind,
        filename=f"{TITLES[asked.kind]}_{number}.pdf",
        media="application/pdf",
        at=at,
        number=number,
    )


def _asked(number: str) -> Asked | None:
    """Return the award a paper is about: it has the award's number under its own letter."""
    read = NUMBER.fullmatch(number)
    if read is None or bool(read.group(2)) is not (number[0] == "N"):
        return None
    try:
        award = parse_lettered("A" + read.group(1), letter="A")
    except WrongNumber:
        return None
    made = benefits.of_number(award)
    return Asked(LETTERS[number[0]], made, int(read.group(2) or 0)) if made else None


def _written(asked: Asked, *, number: str) -> bytes | None:
    """Return the page; nothing where the award made no such paper due."""
    if asked.kind == NOTICE:
        return decision.written(_notice(asked.made))
    slip = _of_year(asked, number=number) if asked.year else _at_once(asked, number=number)
    return tax_slip.for_recipient(slip) if slip else None


def _at_once(asked: Asked, *, number: str) -> TaxSlip | None:
    found = [each for each in tax_papers.due(award=asked.made.number) if each.kind == asked.kind]
    return tax_papers.slip(found[0], number=number) if found else None


def _of_year(asked: Asked, *, number: str) -> TaxSlip | None:
    """Return the slip of a year's instalments: the recipient gets one of any sum."""
    slips = {year: (paid, kept) for year, paid, kept in calendar.slips(asked.made.number)}
    if asked.year not in slips:
        return None
    paid, kept = slips[asked.year]
    who = parties.particulars(asked.made.party)
    return TaxSlip(
        report=asked.kind,
        number=number,
        name=who.name,
        address=who.address,
        paid_on=date(asked.year, 12, 31),
        issued_on=date(asked.year + 1, 1, 1),
        paid=paid,
        national=kept,
        is_sample=settings.WORKSHOP,
    )


def _notice(made: Standing) -> Decision:
    turn = timeline.under(f"award:{made.number}")
    promised = tokyo.in_tokyo(turn.due_at) if turn else None
    who = parties.particulars(made.party, at=made.decided_at)
    return Decision(
        title=TITLES[NOTICE],
        number=made.number,
        holder=who.name,
        address=who.address,
        issued_on=tokyo.in_tokyo(made.decided_at).date(),
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
        lead=(
            "お支払いする金額が決まりました。",
            "手続きは必要ありません。" if made.net else "お支払いするお金はありません。",
            *([f"{era.on_paper(promised.date())}までに振り込みます。"] if promised else []),
        ),
        groups=(
            ("お支払いする金額", _amounts(made)),
            ("振込先", [("口座", turn.account if turn else "なし")]),
            ("理由", [("根拠", made.provision), ("事由の日", era.on_paper(made.happened_on))]),
        ),
        notes=(ONLINE, COMPLAIN),
    )


def _amounts(made: Standing) -> list[tuple[str, str]]:
    off = Yen(sum(each.amount.amount for each in made.offsets))
    rows = [
        ("決定額", str(made.gross)),
        ("貸付金などの返済に引いた額", str(off)),
        ("所得税・復興特別所得税", str(made.national)),
        ("住民税", str(made.municipal + made.prefectural)),
        ("分割で支払う額", str(made.divided)),
        ("振り込む額", str(made.net)),
        ("掛金を納めた月数", f"{made.months_paid}か月"),
    ]
    return [row for row in rows if row[1] != "0円" or row[0] in ("決定額", "振り込む額")]
