"""窓口（A1・A4） — the door of the agencies, their members' progress, and a code to help by."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.doors.portal import sending
from kyosai.doors.portal.delegates.clients import ACT, Code, page_of
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import answers, codes
from kyosai.exchange.messages.agencies import AgencyEntry
from kyosai.exchange.messages.delegations import DelegateAcceptance

TITLE, ENTRY = "委託機関の窓口", "agency_entry"
at_counter = signed_in_by(Provider.AGENCY)


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Say who may come in here, and with what."""
    trail = [("トップ", "/"), ("委託機関の方", "")]
    words = {"title": "委託機関の方のサインイン", "trail": trail}
    return render(request, "portal/agency/door.html", words)


@require_safe
@at_counter
@never_cache
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show duties, members and confirmed conditions to whom the register let in."""
    need = authority.lacking(visitor, act=ACT)
    company = identities.company(visitor)
    page: dict[str, Any] = page_of(TITLE, of=visitor) | {"need": need, "again": request.path}
    if need is None and company is not None:
        page |= _seen(request, visitor, company=company)
    return render(request, "portal/agency/counter.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
@never_cache
def accept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Help whoever has told their code; they confirm everything on their own phone."""
    form, need = Code(request.POST or None), authority.lacking(visitor, act=ACT)
    if form.is_valid() and need is None:
        digest = codes.digest(form.cleaned_data["code"])
        sent = sending.send(visitor, DelegateAcceptance, code_digest=digest, name=TITLE)
        return redirect("portal:receipt", sent)
    page = page_of("一緒に手続きを始める", of=visitor) | {"form": form, "need": need}
    return render(request, "portal/agency/accept.html", page)


def _seen(request: HttpRequest, visitor: Visitor, *, company: identities.Company) -> dict[str, Any]:
    """Ask the register once a session, and for the page when it has said yes."""
    receipt = request.session.get(ENTRY)
    if receipt is None:
        receipt = request.session[ENTRY] = sending.send(
            visitor, AgencyEntry, corporate_number=company.corporate_number, name=company.user
        )
    answer = answers.of(receipt)
    if answer is None:
        return {"refresh": {"seconds": 2, "url": request.path}, "is_asked": True}
    if answer != "noted":
        return {"is_stranger": True, "company": company.name}
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, "agency", person=str(visitor.person), keys=keys)
    return {"seen": seen, "view": seen.view, "refresh": seen.refresh}
