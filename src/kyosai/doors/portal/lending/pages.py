"""借りる画面 — limit and question, then sums, promise and the whole contract to be signed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.lending import wish
from kyosai.doors.portal.lending.asked import Plain
from kyosai.doors.portal.lending.special import FORMS, Special
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.mine.asking import Seen
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange.messages.views import ViewKind
from kyosai.schemes.clocks import promises
from kyosai.schemes.skk.loan.kinds import LoanKind

TITLE = "掛金の範囲で借りる（契約者貸付け）"
TRAIL = [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
@never_cache
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how much can be borrowed and why, and ask for the amount and the term."""
    is_sent = request.method == "POST"
    form = Plain(request.POST) if is_sent else Plain(initial=_initial(request))
    if is_sent and form.is_valid():
        wish.keep(visitor, form.kept())
        return redirect("portal:borrow_check")
    seen = see(request, visitor, "loan_terms", "skk")
    return page(request, "ask.html", seen, {"form": form, "general": _general(seen)})


@require_safe
@signed_in_by(Provider.DAA)
@never_cache
def special(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the special kinds with what each allows, and let one be chosen."""
    seen = see(request, visitor, "loan_terms", "skk")
    rows = [row for row in (seen.view or {}).get("kinds", []) if row["key"] in FORMS]
    return page(request, "special.html", seen, {"kinds": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
@never_cache
def ask_special(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """Ask what a special kind wants to know, with the papers that show it."""
    if kind not in FORMS:
        raise Http404
    is_sent = request.method == "POST"
    form = FORMS[kind](*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid() and _is_kept(visitor, form):
        return redirect("portal:borrow_check")
    words = {"form": form, "kind_name": LoanKind.of(kind).value}
    return page(request, "ask_special.html", Seen(None, None), words)


@require_safe
@signed_in_by(Provider.DAA)
@never_cache
def check(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what the loan comes to, and the contract, whole, before it is signed."""
    given = wish.given(visitor)
    if given is None:
        return redirect("portal:borrow")
    seen = see(request, visitor, "loan_effect", wish.argument(visitor, given))
    if seen.view and "text" in seen.view:
        wish.keep_contract(visitor, seen.view)
    rule = promises.policy("loan", on=today.today())
    return page(request, "check.html", seen, {"given": given, "cut_off": f"{rule.cut_off:%H:%M}"})


def see(request: HttpRequest, visitor: Visitor, view: ViewKind, argument: str) -> Seen:
    """Ask the core for a view, sealed to this visitor."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    return asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)


def page(request: HttpRequest, name: str, seen: Seen, words: dict[str, Any]) -> HttpResponse:
    """Render a page of this folder with what the core showed."""
    told = {
        "title": TITLE,
        "trail": TRAIL,
        "section": "mine",
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
    }
    return render(request, f"portal/lending/{name}", told | words)


def _is_kept(visitor: Visitor, form: Special) -> bool:
    """Keep what was asked and send its papers, or say beside a field why that cannot be."""
    try:
        wish.keep(visitor, pictures.kept(visitor, wish.KIND, form))
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.reason)
        return False
    return True


def _initial(request: HttpRequest) -> dict[str, str]:
    return {"replaces": request.GET.get("replaces", "")[:20]}


def _general(seen: Seen) -> dict[str, Any]:
    """Return the row of the plain loan."""
    rows = (seen.view or {}).get("kinds", [])
    return next((row for row in rows if row["key"] == "general"), {})
