"""共済金の貸付けの請求（TB11） — customers one each, ledger, papers, the live limit."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Number, told
from kyosai.doors.portal.lending import tosanboshi as lending
from kyosai.doors.portal.lending.tosanboshi_questions import Customer, Ledger, Now, Papers
from kyosai.doors.portal.mine.asking import Seen
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.schemes.clocks import promises
from kyosai.schemes.tosanboshi import customer_failure
from kyosai.schemes.tosanboshi.customer_failure import Event

DRAFT, TITLE = MutualAidClaim.kind, "共済金の貸付けを請求する"
HOME = "portal:tosanboshi_claim"
MOST_CUSTOMERS = 20
PARTS: dict[str, tuple[str, type[Asked]]] = {
    "customer": ("倒産した取引先", Customer),
    "now": ("請求する方の今", Now),
    "ledger": ("売掛金元帳", Ledger),
    "papers": ("書類の写真", Papers),
}
NEEDED = ("customer", "now", "papers")


class Amount(Asked):
    """How much is asked for."""

    amount = told(
        Number(
            "借りたい額",
            ask="借りたい額を、5万円きざみで入力してください。",
            lowest=50_000,
            highest=80_000_000,
            help_text="5万円きざみで、8,000万円までです。",
        ),
        unit="円",
        width="chars-10",
        inputmode="numeric",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.GBIZID)
@never_cache
def claim(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what has been told so far, with the limit as it comes to; take the amount."""
    given = drafts.load(visitor, DRAFT)
    form = Amount(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not _missing(given):
        drafts.keep(visitor, DRAFT, "amount", form.cleaned_data["amount"])
        return redirect("portal:tosanboshi_claim_check")
    seen = Seen({}, None)
    if given.get("customer") and "now" in given:
        seen = lending.offered(request, visitor, _wish(visitor, given))
    words = {
        "form": form,
        "parts": _parts(given),
        "customers": _customers(given),
        "missing": _missing(given),
    }
    return lending.shown(request, visitor, seen, "claim.html", title=TITLE, words=words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.GBIZID)
@never_cache
def part(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Ask one part of the claim."""
    if key not in PARTS:
        raise Http404
    title, kind = PARTS[key]
    form = kind(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and _is_kept(visitor, key, form):
        return redirect(HOME)
    words = {"form": form, "key": key}
    return lending.shown(request, visitor, Seen({}, None), "part.html", title=title, words=words)


@require_POST
@signed_in_by(Provider.GBIZID)
def remove(request: HttpRequest, visitor: Visitor, place: int) -> HttpResponse:
    """Leave a customer out of the claim."""
    customers = drafts.load(visitor, DRAFT).get("customer", [])
    left = [each for number, each in enumerate(customers) if number != place]
    drafts.keep(visitor, DRAFT, "customer", left)
    return redirect(HOME)


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def check(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the figures by the law, why, and the promise, before anything is sent."""
    given = drafts.load(visitor, DRAFT)
    if _missing(given) or "amount" not in given:
        return redirect(HOME)
    wish = _wish(visitor, given)
    seen = lending.offered(request, visitor, wish)
    words = {"customers": _customers(given), "amount": given["amount"], "due_at": _due_at(wish)}
    return lending.shown(request, visitor, seen, "claim_check.html", title=TITLE, words=words)


@require_POST
@signed_in_by(Provider.GBIZID)
def send(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Send the claim, once."""
    given = drafts.load(visitor, DRAFT)
    if not given:
        return lending.sent_again(visitor, draft=DRAFT)
    lacks = authority.lacking(visitor, act=lending.ACT)
    if lacks or _missing(given) or "amount" not in given:
        return redirect("portal:tosanboshi_claim_check")
    wish = _wish(visitor, given)
    return lending.sent_once(visitor, wish, draft=DRAFT, due_at=_due_at(wish))


def _due_at(wish: MutualAidClaim) -> datetime:
    received_at = datetime.fromisoformat(wish.received_at)
    return promises.promise("payout", received_at=received_at).due_at


def _is_kept(visitor: Visitor, key: str, form: Asked) -> bool:
    """Keep one part, customers one after another, or put beside its field why it cannot be."""
    given = drafts.load(visitor, DRAFT)
    try:
        told_ = pictures.kept(visitor, DRAFT, form) if key == "papers" else form.kept()
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.reason)
        return False
    if key == "customer":
        customers = given.get("customer", [])
        if len(customers) >= MOST_CUSTOMERS:
            form.add_error(None, forms.ValidationError("取引先は20社までです。"))
            return False
        drafts.keep(visitor, DRAFT, key, [*customers, told_])
        return True
    if key == "papers":
        before = given.get(key, {}).get("attachments", [])
        told_ = {"attachments": [*before, *told_["attachments"]]}
    drafts.keep(visitor, DRAFT, key, told_)
    return True


def _wish(visitor: Visitor, given: Answers) -> MutualAidClaim:
    """Return the claim a draft comes to, read back at once: only what was agreed ever leaves."""
    now = dict(given["now"])
    reason = now.pop("pause_reason")
    facts = {
        "person": str(visitor.person),
        "received_at": lending.now(),
        "receipt": "",
        "amount": given.get("amount", 80_000_000),
        "customers": given.get("customer", []),
        "circumstances": now,
        "pause_reason": reason,
        "ledger": given.get("ledger", {}).get("lines", []),
        "attachments": given.get("papers", {}).get("attachments", []),
    }
    content = fingerprint.canonical(facts)
    message = plain.from_json(content, kind=DRAFT, version=MutualAidClaim.VERSION)
    assert isinstance(message, MutualAidClaim)
    return message


def _missing(given: Answers) -> list[str]:
    return [PARTS[key][0] for key in NEEDED if not given.get(key)]


def _parts(given: Answers) -> list[dict[str, Any]]:
    """Return the parts of the claim, each with what has been told of it."""
    counts = {
        "customer": f"{len(given.get('customer', []))}社",
        "now": "入力しました" if given.get("now") else "",
        "ledger": f"{len(given.get('ledger', {}).get('lines', []))}行",
        "papers": f"{len(given.get('papers', {}).get('attachments', []))}つ",
    }
    return [
        {"key": key, "title": title, "told": counts[key] if given.get(key) else ""}
        for key, (title, _) in PARTS.items()
    ]


def _customers(given: Answers) -> list[Answers]:
    """Return the customers told of, with the event in words and what proves it."""
    return [
        each | {"event_words": event.value, "proof": _proof(event)}
        for each in given.get("customer", [])
        for event in [Event.of(each["event"])]
    ]


def _proof(event: Event) -> str:
    try:
        return customer_failure.evidence(event)
    except Refused as refusal:
        return refusal.reason
