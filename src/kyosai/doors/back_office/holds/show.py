"""差し止めの一覧と画面 — every word on a hold, its paper, and the payments it stops."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.holders import looks
from kyosai.doors.back_office.holds import desk
from kyosai.procedures.barring import enter
from kyosai.records.contracts import reads as contracts
from kyosai.records.documents import reads as documents
from kyosai.records.holds import reads as holds
from kyosai.records.holds.reads import Standing
from kyosai.records.officers import reads as officers
from kyosai.records.payments import accounts
from kyosai.records.payments.sending import Waiting

STATES = {
    "": ("warn", "決裁待ち（支払は止まっています）"),
    "confirmed": ("bad", "差し止め中"),
    "lift_proposed": ("warn", "解除の決裁待ち"),
    "lift_refused": ("bad", "差し止め中"),
    "lifted": ("good", "解除した"),
    "dropped": ("", "取りやめた"),
}
DECISIONS = {
    "confirm": (enter.decide, True),
    "drop": (enter.decide, False),
    "lift": (enter.decide_lifting, True),
    "keep": (enter.decide_lifting, False),
}


class Why(forms.Form):
    """Why an officer says so."""

    why = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": enter.NoWords.reason},
    )


def show_all(request: HttpRequest) -> HttpResponse:
    """List what bars a contract now."""
    lines = [line(each) for each in holds.standing() if _is_theirs(request, each)]
    return render(request, "back_office/holds/holds.html", {"lines": lines})


def show(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Show one hold; the look is written down first."""
    return _shown(request, _found(request, hold_id))


def paper(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Send the picture of the paper; nothing in it can run."""
    _found(request, hold_id)
    kept = documents.issued(enter.PAPER, number=str(hold_id))
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.content, content_type=kept.media)
    answer.headers["Content-Disposition"] = "inline"
    return answer


@require_POST
def propose_lifting(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """解除の起案 — it bars until another officer has agreed."""
    known = _found(request, hold_id)
    desk.insist(request)
    why = request.POST.get("why", "")
    try:
        enter.propose_lifting(hold_id, officer=request.user.get_username(), why=why, at=today.now())
    except Refused as refusal:
        return _shown(request, known, refusal=refusal, what="解除の起案")
    return redirect("back_office:hold", hold_id)


@require_POST
def decide(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """決裁 — confirm or drop what was entered, lift it or let it stand; by another officer."""
    known = _found(request, hold_id)
    desk.insist(request)
    act, is_right = DECISIONS.get(request.POST.get("decision", ""), (None, False))
    if act is None:
        raise Http404
    me, why = request.user.get_username(), request.POST.get("why", "")
    try:
        act(hold_id, is_right=is_right, officer=me, why=why, at=today.now())
    except Refused as refusal:
        return _shown(request, known, refusal=refusal, what="差し止めの決裁")
    return redirect("back_office:hold", hold_id)


def line(known: Standing) -> dict[str, Any]:
    """Return a hold as a line of a table."""
    tone, state = STATES[known.state]
    return {
        "id": known.id,
        "contract": known.contract,
        "kind": holds.KINDS[known.kind],
        "claimant": known.claimant,
        "reference": known.reference,
        "served": words.on(known.served_on),
        "claimed": words.yen(known.claimed.amount) if known.claimed else "—",
        "tone": tone,
        "state": state,
    }


def _is_theirs(request: HttpRequest, known: Standing) -> bool:
    return wall.is_theirs(request, contracts.standing(known.contract).scheme)


def _found(request: HttpRequest, hold_id: UUID) -> Standing:
    known = holds.of(hold_id)
    if known is None:
        raise Http404
    contract = contracts.standing(known.contract)
    wall.insist(request, contract.scheme, what=f"差し止め 契約 {known.contract}")
    looks.note(
        request, party=contract.party, what=f"差し止め 契約 {known.contract}", why="差し止めの確認"
    )
    return known


def _shown(
    request: HttpRequest, known: Standing, *, refusal: Refused | None = None, what: str = ""
) -> HttpResponse:
    if refusal:
        wall.note(request, what=f"{what} 契約 {known.contract}", why=refusal.reason)
    names, may = officers.names(), desk.is_theirs(request)
    entered = ("記録した", known.entered_by, known.entered_at, "")
    said = [(holds.WORDS[each.word], each.officer, each.at, each.why) for each in known.words]
    stopped = [] if known.is_over else holds.stopped(known.contract)
    page = {
        "line": line(known),
        "said": [
            {"word": word, "who": names.get(who, who), "at": words.at(at), "why": why}
            for word, who, at, why in (entered, *said)
        ],
        "payments": [_payment(each, names) for each in stopped],
        "may_decide": may and officers.may(request.user, "cases.confirm"),
        "may_propose": may,
        "state": known.state,
        "form": Why(),
        "refusal": refusal.reason if refusal else "",
    }
    status = 409 if refusal else 200
    return render(request, "back_office/holds/hold.html", page, status=status)


def _payment(stopped: Waiting, names: dict[str, str]) -> dict[str, Any]:
    """Return a stopped payment, and how it is proposed to be divided."""
    wanted = holds.division(stopped.number)
    told = {
        "number": stopped.number,
        "purpose": stopped.purpose,
        "yen": words.yen(stopped.amount.amount),
    }
    if wanted is None:
        return told | {"division": ""}
    to = accounts.payee(wanted.account) if wanted.account else None
    return told | {
        "division": wanted.id,
        "to_claimant": words.yen(wanted.to_claimant.amount),
        "to_holder": words.yen((stopped.amount - wanted.to_claimant).amount),
        "account": f"{to.bank_name} {to.branch_name} {to.masked}" if to else "—",
        "why": wanted.why,
        "proposed_by": names.get(wanted.proposed_by, wanted.proposed_by),
    }
