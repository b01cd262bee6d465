"""控除証明書の紙面 — the certificate of a row as a page, in the name the holder really bears."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision
from kyosai.procedures.certification.premiums import ISSUER
from kyosai.records.premium_certificates import told
from kyosai.records.premium_certificates.certificate import Certificate

NOTHING = Yen(0)
TITLE = "小規模企業共済掛金 払込証明書（控除証明書）"


def page(row: Certificate) -> bytes:
    """Return the PDF; the same certificate gives the same bytes."""
    return decision.written(*_decisions([row]))


def bound(rows: Sequence[Certificate]) -> bytes:
    """Return one PDF of many certificates of one day, a page each, for whoever wants paper."""
    return decision.bound(_decisions(rows))


def _decisions(rows: Sequence[Certificate]) -> list[Decision]:
    holders = told.holders([row.code for row in rows])
    return [_decision(row, *holders[row.code]) for row in rows]


def _decision(row: Certificate, name: str, address: str) -> Decision:
    return Decision(
        title=TITLE,
        number=row.code,
        holder=name,
        address=address,
        lead=lead(row),
        groups=(("証明する額", _figures(row)), ("契約", _contract(row))),
        notes=_notes(row, name=name),
        issued_on=tokyo.in_tokyo(row.issued_at).date(),
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
    )


def lead(row: Certificate) -> tuple[str, ...]:
    """Return the first lines: what this is, and what to do with it until when."""
    year = _year(row.figures.year)
    return (
        f"{year}分に納めた掛金の額を証明します。",
        "確定申告か年末調整で、小規模企業共済等掛金控除に使います。",
        f"控除に使う額は{row.figures.total}です。",
    )


def _figures(row: Certificate) -> list[tuple[str, str]]:
    figures = row.figures
    until = f"（{figures.paid_until.month}月まで）" if figures.paid_until else ""
    rows = [("納めた額", f"{figures.paid}{until}")]
    if figures.planned_from and figures.planned_until:
        first, last = figures.planned_from.month, figures.planned_until.month
        span = f"{first}月" if first == last else f"{first}月〜{last}月"
        rows.append(("納める予定の額", f"{figures.planned}（{span}）"))
    if figures.discounts != NOTHING:
        rows.append(("引いた額（前納減額金）", str(figures.discounts)))
    return [*rows, ("控除合計額", str(figures.total))]


def _contract(row: Certificate) -> list[tuple[str, str]]:
    return [
        ("契約者番号", row.contract),
        ("契約年月日", era.on_paper(row.formed_on)),
        ("掛金月額", str(row.monthly_premium)),
        ("払込方法", row.payment_class),
    ]


def _notes(row: Certificate, *, name: str) -> tuple[str, ...]:
    notes = [
        "予定の額は、引き落としがそのとおりに済んだときの額です。"
        if row.figures.planned_from
        else "",
        f"本物かどうかは {settings.PORTAL_URL}/certificate/ で番号から確かめられます。",
        "e-Taxには、同じ番号のXMLファイルを使ってください。",
        f"e-Taxの書類では、氏名を「{row.name}」と書きます。" if row.name != name else "",
    ]
    return tuple(note for note in notes if note)


def _year(year: int) -> str:
    return era.on_paper(date(year, 12, 31)).split("年")[0] + "年"
