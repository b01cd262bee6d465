"""請求の内容 — what a claim says happened, how it is shown, and what was declared for the tax."""

from datetime import date
from typing import Any

from kyosai.doors.back_office import words
from kyosai.procedures.payout.figures.tosanboshi import WORDS
from kyosai.schemes.skk.entitlement.causes import Cause, Funding
from kyosai.schemes.skk.payment.ways import Way

PROOFS = {
    "nothing": "なし",
    "etax_receipt": "e-Taxの受信通知（データ）",
    "pictures": "写真・PDF",
}


def rows(filing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return cause, day, proof, way and declaration; nothing for what is no claim."""
    if "cause" not in filing or "proof" not in filing:
        return []
    ways, divided = Way.of(filing["way"]).value, filing["divided"]
    return [
        ("受け取る理由", _cause(filing)),
        ("その日", words.on(date.fromisoformat(filing["happened_on"]))),
        ("会社の作り方", Funding.of(filing["funding"]).value if filing["funding"] else ""),
        ("理由を示すもの", PROOFS[filing["proof"]["kind"]]),
        ("受け取り方", f"{ways}（{words.yen(divided)}）" if divided else ways),
        ("退職所得申告書", _declared(filing["declaration"]) if filing["scheme"] == "skk" else ""),
    ]


def _cause(filing: dict[str, Any]) -> str:
    if filing["scheme"] == "tosanboshi":
        return WORDS[filing["cause"]]
    return str(Cause.of(filing["cause"]).value)


def _declared(told: dict[str, Any]) -> str:
    if not told["is_made"]:
        return "出していない"
    others = [
        "今年ほかの退職金あり" if told["this_year"] else "",
        f"前の年までの退職金 {len(told['earlier'])}件" if told["earlier"] else "",
        "障害による退職" if told["is_disabled"] else "",
    ]
    return "出した" + "".join(f"・{each}" for each in others if each)
