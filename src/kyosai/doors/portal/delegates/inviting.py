"""代わりの人に頼む（C12） — who may prepare what for me, what they did, and how to stop it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.doors import today
from kyosai.doors.portal import drafts, sending
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import codes
from kyosai.exchange.messages.delegations import DelegateInvitation, DelegationEnd
from kyosai.schemes import delegations as rules

TITLE, CODE = "代わりの人に頼む", "delegate_code"
STATES = {
    "waiting": ("引き受けを待っています", "warn"),
    "active": ("頼んでいます", "good"),
    "ended": ("終わりました", "now"),
    "lapsed": ("期限がすぎました", "now"),
}


class Invitation(Asked):
    """What somebody may prepare, and for how long."""

    scope = Choice("何を頼みますか", choices=(), ask="頼む内容を選んでください。")
    months = Choice("いつまで頼みますか", choices=(), ask="期間を選んでください。")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        on = today.today()
        scopes = [(each.key, each.words) for each in rules.scopes(on=on).values()]
        months = [(str(each), f"{each}か月") for each in rules.months_offered(on=on)]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        self.fields["months"].choices = months  # type: ignore[attr-defined]


@require_safe
@signed_in
@never_cache
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show everybody one has asked, what they did, and what waits for a yes."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, "delegates", person=str(visitor.person), keys=keys)
    page = _page(TITLE) | {"seen": seen, "view": seen.view, "refresh": seen.refresh}
    page |= {"states": STATES, "again": request.path}
    return render(request, "portal/delegates/delegates.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def invite(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask what and how long; draw the code when it is sent."""
    form, need = Invitation(request.POST or None), authority.lacking(visitor, act="invite")
    if form.is_valid() and need is None:
        _invite(visitor, form)
        return redirect("portal:delegate_code")
    page = _page("新しく頼む") | {"form": form, "need": need}
    return render(request, "portal/delegates/invite.html", page)


@require_safe
@signed_in
@never_cache
def code(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the code to be told to whoever is asked."""
    kept = drafts.load(visitor, CODE)
    if not kept:
        return redirect("portal:delegates")
    return render(request, "portal/delegates/code.html", _page("このコードを伝える") | kept)


@require_POST
@signed_in
def end(request: HttpRequest, visitor: Visitor, delegation: UUID) -> HttpResponse:
    """Stop it."""
    return redirect(
        "portal:receipt", sending.send(visitor, DelegationEnd, delegation=str(delegation))
    )


def _invite(visitor: Visitor, form: Invitation) -> None:
    drawn, on = codes.drawn(), today.today()
    months = int(form.cleaned_data["months"])
    sending.send(
        visitor,
        DelegateInvitation,
        scheme=scheme_of(visitor),
        scope=form.cleaned_data["scope"],
        months=months,
        code_digest=codes.digest(drawn),
    )
    told = {
        "code": drawn,
        "accept_by": rules.accept_by(on).isoformat(),
        "until": rules.until(on, months=months).isoformat(),
    }
    drafts.save(visitor, CODE, told)


def _page(title: str) -> dict[str, Any]:
    trail = [("トップ", "/"), ("わたしの手続き", "/mine/")]
    if title != TITLE:
        trail.append((TITLE, "/mine/delegates/"))
    return {"title": title, "trail": [*trail, (title, "")], "section": "mine"}
