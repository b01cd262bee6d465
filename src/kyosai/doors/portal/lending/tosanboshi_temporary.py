"""一時貸付金の申し込み（TB12） — an amount, what it comes to, the signature, and the sending."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.doors.portal import drafts
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.entrance import step_up
from kyosai.doors.portal.entrance.views import NEXT, PENDING
from kyosai.doors.portal.inputs.fields import Number, told
from kyosai.doors.portal.lending import tosanboshi as lending
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages.tosanboshi_lending import Signed, TemporaryLoanRequest
from kyosai.schemes.clocks import promises

DRAFT, TITLE = TemporaryLoanRequest.kind, "一時貸付金を申し込む"
CHECK = "portal:tosanboshi_temporary_check"


class Amount(Asked):
    """How much is to be borrowed."""

    amount = told(
        Number(
            "借りたい額",
            ask="借りたい額を、5万円きざみで入力してください。",
            lowest=1,
            highest=99_999_999,
            help_text="30万円から、5万円きざみで借りられます。",
        ),
        unit="円",
        width="chars-10",
        inputmode="numeric",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.GBIZID)
@never_cache
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the limit of today, and ask for an amount."""
    form = Amount(request.POST) if request.method == "POST" else Amount()
    if request.method == "POST" and form.is_valid():
        drafts.save(visitor, DRAFT, form.kept())
        return redirect(CHECK)
    seen = lending.see(request, visitor, "tosanboshi_loans")
    return lending.shown(
        request, visitor, seen, "temporary.html", title=TITLE, words={"form": form}
    )


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def check(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what the loan would be, its text whole, and who signs it."""
    given = drafts.load(visitor, DRAFT)
    if not given:
        return redirect("portal:tosanboshi_temporary")
    seen = lending.offered(request, visitor, _wish(visitor, given))
    digest = (seen.view or {}).get("digest", "")
    if digest:
        drafts.keep(visitor, DRAFT, "digest", digest)
    words = {"signed": step_up.signed(visitor, digest=digest) if digest else None}
    return lending.shown(request, visitor, seen, "temporary_check.html", title=TITLE, words=words)


@require_POST
@signed_in_by(Provider.GBIZID)
def sign(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Go to GビズID and come back with a signature under the text that was shown."""
    digest = drafts.load(visitor, DRAFT).get("digest")
    if not digest or authority.lacking(visitor, act=lending.ACT):
        return redirect(CHECK)
    request.session[NEXT] = "/tosanboshi/borrow/temporary/check/"
    return step_up.begin(request, digest=digest, pending_name=PENDING)


@require_POST
@signed_in_by(Provider.GBIZID)
def send(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Send the signed request, once."""
    given = drafts.load(visitor, DRAFT)
    signed = step_up.signed(visitor, digest=given.get("digest", ""))
    wish = _wish(visitor, given, signed=signed) if given else None
    if wish is not None and signed is None:
        return redirect(CHECK)
    if wish is None:
        return lending.sent_again(visitor, draft=DRAFT)
    due_at = promises.promise("loan", received_at=datetime.fromisoformat(wish.received_at)).due_at
    return lending.sent_once(visitor, wish, draft=DRAFT, due_at=due_at)


def _wish(
    visitor: Visitor, given: dict[str, Any], *, signed: Signed | None = None
) -> TemporaryLoanRequest:
    return TemporaryLoanRequest(
        person=str(visitor.person),
        received_at=lending.now(),
        receipt="",
        amount=int(given["amount"]),
        signed=signed,
    )
