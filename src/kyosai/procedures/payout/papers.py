"""給付の書類 — the 支払決定通知書 and the 退職所得の源泉徴収票 of an award, written when asked for.

The recipient's copies: neither bears a マイナンバー. What the tax office is handed does; who writes
that opens one number for it.
"""

from datetime import datetime

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.basis.identifiers import WrongNumber, parse_lettered
from kyosai.basis.money import Yen
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.reads import Standing
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes
from kyosai.records.parties import reads as parties
from kyosai.records.payments import timeline

NOTICE, SLIP = "award_notice", "retirement_slip"
LETTERS = {"A": NOTICE, "T": SLIP}
TITLES = {NOTICE: "支払決定通知書", SLIP: "退職所得の源泉徴収票・特別徴収票"}
ISSUER = "独立行政法人 中小企業基盤整備機構"
COMPLAIN = "この決定に不服があるときは、機構に申し出てください。"
ONLINE = "計算のくわしい理由は、オンライン手続きの「決まったお支払いを見る」で見られます。"


def paper(number: str, *, at: datetime) -> str | None:
    """Keep the paper of this number and return its digest; None when it is none of an award's."""
    kind = LETTERS.get(number[:1])
    made = _award(number) if kind else None
    if kind is None or made is None:
        return None
    kept = documents.issued(kind, number=number)
    if kept is not None:
        return kept.digest
    page = _notice(made) if kind == NOTICE else _slip(made)
    return writes.keep(
        decision.written(page),
        person=parties.person_of(made.party),
        kind=kind,
        filename=f"{TITLES[kind]}_{number}.pdf",
        media="application/pdf",
        at=at,
        number=number,
    )


def _award(number: str) -> Standing | None:
    """Return the award a paper is about; a slip has the award's number under its own letter."""
    try:
        parse_lettered("A" + number[1:], letter="A")
    except WrongNumber:
        return None
    made = benefits.of_number("A" + number[1:])
    is_slip = number[:1] == "T"
    if made and is_slip and SLIP not in benefits.reports(made.number):
        return None
    return made


def _notice(made: Standing) -> Decision:
    turn = timeline.under(f"award:{made.number}")
    promised = tokyo.in_tokyo(turn.due_at) if turn else None
    return _page(
        made,
        kind=NOTICE,
        number=made.number,
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


def _slip(made: Standing) -> Decision:
    lump_sum = made.gross - made.divided
    declared = "申告書あり（所得税法201条1項）" if made.declared else "申告書なし（同条3項）"
    return _page(
        made,
        kind=SLIP,
        number="T" + made.number[1:],
        lead=(
            "退職所得の金額と、引いた税を示す書類です。",
            "確定申告をするときに使います。ほかの手続きはいりません。",
        ),
        groups=(
            (
                "支払金額と税額",
                [
                    ("支払金額", str(lump_sum)),
                    ("源泉徴収税額", str(made.national)),
                    ("特別徴収税額（市町村民税）", str(made.municipal)),
                    ("特別徴収税額（道府県民税）", str(made.prefectural)),
                    ("区分", declared),
                ],
            ),
            ("勤続の期間", [("掛金納付月数", f"{made.months_paid}か月")]),
        ),
        notes=("マイナンバーは、ご本人に渡すこの書類には書きません。",),
    )


def _page(made: Standing, *, kind: str, number: str, **said: object) -> Decision:
    who = parties.particulars(made.party, at=made.decided_at)
    issued_on = tokyo.in_tokyo(made.decided_at).date()
    return Decision(
        title=TITLES[kind],
        number=number,
        holder=who.name,
        address=who.address,
        issued_on=issued_on,
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
        **said,  # type: ignore[arg-type]
    )
