"""機構解約の画面 — the figures, a proposal with words, and the second officer's decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office.cases import flows, worth
from kyosai.doors.back_office.cases.decision import Words, asked
from kyosai.doors.back_office.holders import looks, search
from kyosai.procedures.payout import by_smrj
from kyosai.procedures.payout.flow import BY_SMRJ, DESK
from kyosai.records.officers import reads as officers


def propose(request: HttpRequest, number: str) -> HttpResponse:
    """起案 — show what ending a contract pays, and take the words that go with the proposal."""
    contract = search.found(request, number)
    if officers.known(request.user).desk != DESK:
        raise Http404
    looks.note(request, party=contract.party, what=f"契約 {number}", why="機構解約の検討")
    form, now = Words(request.POST or None), today.now()
    page = {"contract": contract, "form": form, "worth": worth.of_ending(contract, at=now)}
    if form.is_valid():
        officer, note = request.user.get_username(), form.cleaned_data["words"]
        try:
            case = by_smrj.propose(contract.number, officer=officer, note=note, at=now)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("back_office:case", case)
    return render(request, "back_office/cases/end_contract.html", page)


@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — a second officer ends the contract."""
    flows.seen(request, number, among=BY_SMRJ)
    return asked(request, number, by_smrj.decide)


def drop(request: HttpRequest, number: str) -> HttpResponse:
    """取りやめ — a second officer lets the contract go on."""
    case = flows.seen(request, number, among=BY_SMRJ)
    form = Words(request.POST or None)
    if form.is_valid():
        return asked(request, number, by_smrj.drop, note=form.cleaned_data["words"])
    return render(request, "back_office/cases/drop_ending.html", {"case": case, "form": form})
