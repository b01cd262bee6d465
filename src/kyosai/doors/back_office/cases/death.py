"""遺族の請求の内容 — the news, the relatives with their shares, and the letter to be posted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.payout.survivors import claim, letter
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM
from kyosai.schemes.skk.payment.survivors import Kin


@dataclass(frozen=True)
class Survivor:
    """One relative as the desk sees them; ``yen`` is their share, if they have one."""

    name: str
    kin: str
    supported: str
    yen: str
    receives: str


def of(case: Case, *, unmasked: bool) -> dict[str, Any]:
    """Return what the page of a death claim shows beside the others; nothing for other cases."""
    if case.flow != DEATH_CLAIM.name:
        return {}
    told = case.filing["notice"]
    return {
        "died_on": words.on(date.fromisoformat(told["died_on"])),
        "contract": told["contract"],
        "teller": told["name"] if unmasked else words.masked(told["name"]),
        "phone": told["phone"] if unmasked else "",
        "letter": _letter(case),
        **_claimed(case, unmasked=unmasked),
    }


def _letter(case: Case) -> str:
    """Return how far the letter with the code has come; nobody at this desk sees the code."""
    sent = letter.of(case.receipt)
    if sent is None:
        return ""
    if sent.posted_on is None:
        return f"{sent.number}　発送を待っています。"
    return f"{sent.number}　{words.on(sent.posted_on)}に発送しました。"


def _claimed(case: Case, *, unmasked: bool) -> dict[str, Any]:
    """Return the relatives; their shares by the law as it stands today, or why there are none."""
    if "death_claim" not in case.filing:
        return {"survivors": [], "refusal": ""}
    message = claim.filed(case.filing)
    shares: dict[str, Any] = {}
    receivers: dict[str, str] = {}
    refusal = ""
    if not case.is_closed:
        try:
            _, found = claim.worked_out(case, on=today.today())
            shares, receivers = found.shares, claim.receivers(message, found)
        except Refused as refused:
            refusal = refused.reason
    names = {
        each.key: each.name if unmasked else words.masked(each.name) for each in message.relatives
    }
    survivors = [
        Survivor(
            name=names[each.key],
            kin=Kin[each.kin.upper()].value,
            supported="はい" if each.was_supported else "いいえ",
            yen=str(shares[each.key]) if each.key in shares else "—",
            receives=names[receivers[each.key]] if each.key in receivers else "—",
        )
        for each in message.relatives
    ]
    return {"survivors": survivors, "refusal": refusal}
