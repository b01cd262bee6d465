"""用意された手続き — the holder sees what it would come to, and sends it or does not."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.doors.portal import sending
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages.delegations import PreparedAnswer

ACT = "premiums"
ANSWERS = {"approve": "approved", "decline": "declined"}
TITLE = "用意された手続き"


@require_safe
@signed_in
@never_cache
def show(request: HttpRequest, visitor: Visitor, number: UUID) -> HttpResponse:
    """Show who prepared what, and its effect."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(
        request, "prepared", person=str(visitor.person), keys=keys, argument=str(number)
    )
    if seen.view is not None and seen.view.get("unknown"):
        raise Http404
    page = {
        "title": TITLE,
        "trail": [
            ("トップ", "/"),
            ("わたしの手続き", "/mine/"),
            ("代わりの人に頼む", "/mine/delegates/"),
            (TITLE, ""),
        ],
        "section": "mine",
        "number": number,
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
        "need": authority.lacking(visitor, act=ACT),
    }
    return render(request, "portal/delegates/prepared.html", page)


@require_POST
@signed_in
def answer(request: HttpRequest, visitor: Visitor, number: UUID) -> HttpResponse:
    """Send what was prepared as one's own, or lay it aside."""
    said = ANSWERS.get(request.POST.get("answer", ""))
    if said is None or authority.lacking(visitor, act=ACT):
        return redirect("portal:prepared", number)
    return redirect(
        "portal:receipt", sending.send(visitor, PreparedAnswer, prepared=str(number), answer=said)
    )
