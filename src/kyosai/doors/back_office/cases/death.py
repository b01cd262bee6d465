"""遺族の請求の内容 — the news, the relatives with their shares, and the letter to be posted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.holders import looks
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
        "has_letter": letter.of(case.receipt) is not None,
        **_claimed(case, unmasked=unmasked),
    }


def print_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Send the letter with the code to be printed and posted; whoever does is written down."""
    case = flows.seen(request, number, among=[DEATH_CLAIM.name])
    kept = letter.of(case.receipt)
    if kept is None:
        raise Http404
    looks.note(request, party=case.subject, what="コードの手紙", why="ご遺族への発送")
    answer = HttpResponse(kept.content, content_type=kept.media)
    answer.headers["Content-Disposition"] = "inline"
    return answer


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
