"""一致の決裁の画面 — one officer proposes, another agrees or sends it back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kyosai.casework.listings import LISTING
from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.cases.decision import asked
from kyosai.procedures.listing import decide


@require_POST
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """起案 — the same person, or another."""
    flows.seen(request, number, among=(LISTING.name,))
    is_same, why = request.POST.get("is_same", ""), request.POST.get("why", "")
    if is_same not in ("yes", "no"):
        why = ""
    return asked(request, number, decide.propose, is_same=is_same == "yes", why=why)


@require_POST
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — agree, or send it back."""
    flows.seen(request, number, among=(LISTING.name,))
    if request.POST.get("decision") == "back":
        return asked(request, number, decide.send_back, note=request.POST.get("why", ""))
    return asked(request, number, decide.confirm)
