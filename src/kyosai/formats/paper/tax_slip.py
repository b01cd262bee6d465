"""源泉徴収票・支払調書 — one page each; a マイナンバー on the tax office's copy alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision

NOTHING = Yen(0)
ISSUER = "独立行政法人 中小企業基盤整備機構"
TITLES = {
    "retirement_slip": "退職所得の源泉徴収票・特別徴収票",
    "occasional_report": "生命保険契約等の一時金の支払調書",
    "survivor_report": "退職手当金等受給者別支払調書",
    "pension_slip": "公的年金等の源泉徴収票",
}
LEADS = {
    "retirement_slip": "退職所得の金額と、引いた税を示す書類です。",
    "occasional_report": "一時所得になるお支払いを、税務署に知らせる書類の写しです。",
    "survivor_report": "相続税の対象になるお支払いを、税務署に知らせる書類の写しです。",
    "pension_slip": "分割で支払った1年分の額と、引いた税を示す書類です。",
}
TO_THE_OFFICE = "税務署に出す書類です。"
NO_NUMBER = "提供を受けていません"
Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class TaxSlip:
    """What a slip says. ``deceased`` is the holder whose death a survivor is paid for.

    ``paid_on`` is the day of payment, or the last of the year for a year's instalments.
    """

    report: str
    number: str
    name: str
    address: str
    paid_on: date
    issued_on: date
    paid: Yen
    national: Yen = NOTHING
    municipal: Yen = NOTHING
    prefectural: Yen = NOTHING
    premiums: Yen = NOTHING
    months_paid: int = 0
    declared: bool = False
    deceased: str = ""
    is_sample: bool = False


def for_recipient(slip: TaxSlip) -> bytes:
    """Return the recipient's copy: it bears no マイナンバー."""
    lead = (LEADS[slip.report], "確定申告や相続税の申告に使います。ほかの手続きはいりません。")
    notes = ("マイナンバーは、ご本人に渡すこの書類には書きません。",)
    return decision.written(_page(slip, lead=lead, notes=notes, more=()))


def for_tax_office(slip: TaxSlip, *, my_number: str) -> bytes:
    """Return the tax office's copy, with the recipient's マイナンバー, or that none was given."""
    more = (("受取人", [("マイナンバー", my_number or NO_NUMBER)]),)
    return decision.written(_page(slip, lead=(TO_THE_OFFICE,), notes=(), more=more))


def _page(
    slip: TaxSlip, *, lead: Sequence[str], notes: Sequence[str], more: Sequence[tuple[str, Rows]]
) -> Decision:
    said = WORDED[slip.report](slip)
    return Decision(
        title=TITLES[slip.report],
        number=slip.number,
        holder=slip.name,
        address=slip.address,
        lead=lead,
        groups=(*more, *said),
        notes=notes,
        issued_on=slip.issued_on,
        issuer=ISSUER,
        is_sample=slip.is_sample,
    )


def _retirement(slip: TaxSlip) -> list[tuple[str, Rows]]:
    declared = "申告書あり（所得税法201条1項）" if slip.declared else "申告書なし（同条3項）"
    taxes = [
        ("支払金額", str(slip.paid)),
        ("源泉徴収税額", str(slip.national)),
        ("特別徴収税額（市町村民税）", str(slip.municipal)),
        ("特別徴収税額（道府県民税）", str(slip.prefectural)),
        ("区分", declared),
    ]
    months = [("掛金納付月数", f"{slip.months_paid}か月"), _day("支払日", slip)]
    return [("支払金額と税額", taxes), ("勤続の期間", months)]


def _occasional(slip: TaxSlip) -> list[tuple[str, Rows]]:
    rows = [("支払金額", str(slip.paid)), ("掛金月数", f"{slip.months_paid}か月")]
    return [("一時金", [*rows, _day("支払日", slip), ("支払の事由", "任意解約など")])]


def _survivor(slip: TaxSlip) -> list[tuple[str, Rows]]:
    paid = [("支払金額", str(slip.paid)), _day("支払日", slip)]
    of = [("亡くなった方", slip.deceased), ("区分", "相続税のみなし相続財産（退職手当金等）")]
    return [("支払", paid), ("亡くなった方", of)]


def _pension(slip: TaxSlip) -> list[tuple[str, Rows]]:
    rows = [
        ("年分", f"{slip.paid_on.year}年分"),
        ("支払金額", str(slip.paid)),
        ("源泉徴収税額", str(slip.national)),
        ("区分", "所得税法203条の3第7号適用分"),
    ]
    return [("分割共済金", rows)]


def _day(label: str, slip: TaxSlip) -> tuple[str, str]:
    return label, era.on_paper(slip.paid_on)


WORDED: dict[str, Callable[[TaxSlip], list[tuple[str, Rows]]]] = {
    "retirement_slip": _retirement,
    "occasional_report": _occasional,
    "survivor_report": _survivor,
    "pension_slip": _pension,
}
