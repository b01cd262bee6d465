"""顧問先（R1・R4） — a delegate's clients with their deadlines; a code lets a new one in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.doors.portal import sending
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.inputs.fields import Text, told
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import codes
from kyosai.exchange.messages.delegations import DelegateAcceptance, DelegationEnd

TITLE, ACT = "顧問先の一覧", "delegate"


class Code(Asked):
    """The code the client told."""

    code = told(
        Text(
            "頼まれたコード（12文字）",
            ask="頼んだ方から聞いたコードを入力してください。",
            wrong="コードは英字と数字の12文字です。もう一度確かめてください。",
            becomes=codes.plain,
            fits=codes.is_code,
        ),
        width="chars-13",
    )


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show every client, the nearest cut-off first."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, "clients", person=str(visitor.person), keys=keys)
    page = page_of(TITLE) | {"seen": seen, "view": seen.view, "refresh": seen.refresh}
    return render(request, "portal/delegates/clients.html", page | {"again": request.path})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.GBIZID)
@never_cache
def accept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take a client on by the code, under the name the sign-in proved."""
    form, need = Code(request.POST or None), authority.lacking(visitor, act=ACT)
    company = identities.company(visitor)
    if form.is_valid() and need is None and company is not None:
        name = f"{company.name} {company.user}".strip()
        digest = codes.digest(form.cleaned_data["code"])
        sent = sending.send(visitor, DelegateAcceptance, code_digest=digest, name=name)
        return redirect("portal:receipt", sent)
    page = page_of("依頼を引き受ける") | {"form": form, "need": need}
    return render(request, "portal/delegates/accept.html", page)


@require_POST
@signed_in_by(Provider.GBIZID, Provider.AGENCY)
def end(request: HttpRequest, visitor: Visitor, delegation: UUID) -> HttpResponse:
    """Give a client up."""
    return redirect(
        "portal:receipt", sending.send(visitor, DelegationEnd, delegation=str(delegation))
    )


@require_safe
@signed_in_by(Provider.GBIZID, Provider.AGENCY)
def own_signature(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say that a loan, an account or a claim needs the client's own signature."""
    page = page_of("この手続きは本人の署名が必要です", of=visitor)
    return render(request, "portal/delegates/own_signature.html", page, status=403)


def page_of(title: str, *, of: Visitor | None = None) -> dict[str, Any]:
    """Return what every page of a delegate shows around it; an agency has a list of its own."""
    is_agency = of is not None and of.provider is Provider.AGENCY
    mine = ("委託機関の窓口", "/agency/") if is_agency else (TITLE, "/clients/")
    trail = [("トップ", "/")] + ([mine] if title != mine[0] else [])
    section = "agency" if is_agency else "clients"
    return {"title": title, "trail": [*trail, (title, "")], "section": section}
