"""倒産防止共済の借入れ — what may be borrowed and why, what is borrowed, and one road to send."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.mine.asking import Seen
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.tosanboshi_lending import TosanboshiLending
from kyosai.exchange.messages.views import ViewKind

ACT = "borrow"
HOME = ("倒産防止共済の借入れ", "/tosanboshi/borrow/")
KINDS = {"temporary": "一時貸付金", "mutual_aid": "共済金の貸付け"}


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def overview(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what may be borrowed today, why, and what is borrowed already."""
    seen = see(request, visitor, "tosanboshi_loans")
    loans = [each | {"name": KINDS[each["kind"]]} for each in (seen.view or {}).get("loans", [])]
    return shown(request, visitor, seen, "overview.html", title=HOME[0], words={"loans": loans})


def see(request: HttpRequest, visitor: Visitor, view: ViewKind, *, argument: str = "") -> Seen:
    """Ask the core for a view of this visitor's."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    return asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)


def offered(request: HttpRequest, visitor: Visitor, wish: TosanboshiLending) -> Seen:
    """Ask the core what a wish would come to."""
    argument = f"{wish.kind} {plain.to_json(wish).decode()}"
    return see(request, visitor, "tosanboshi_offer", argument=argument)


def shown(
    request: HttpRequest,
    visitor: Visitor,
    seen: Seen,
    page: str,
    *,
    title: str,
    words: Mapping[str, Any],
) -> HttpResponse:
    """Render a page around what the core told."""
    told = {
        "title": title,
        "trail": [("トップ", "/"), HOME, (title, "")],
        "section": "tosanboshi",
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
        "need": authority.lacking(visitor, act=ACT),
    }
    return render(request, f"portal/lending/tosanboshi/{page}", told | dict(words))


def now() -> str:
    """Return the moment a message says it was received at."""
    return today.now().isoformat(timespec="milliseconds")


def sent_once(
    visitor: Visitor, wish: TosanboshiLending, *, draft: str, due_at: datetime | None = None
) -> HttpResponse:
    """Send a wish under a receipt of its own, once for each draft; go to the receipt."""
    with transaction.atomic():
        row = drafts.locked(visitor, draft)
        if row is None:
            return redirect("portal:tosanboshi_borrow")
        if not row.receipt:
            row.receipt = _sent(visitor, wish, due_at=due_at)
            row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


def sent_again(visitor: Visitor, *, draft: str) -> HttpResponse:
    """Go to the receipt of what was sent already, or to the beginning."""
    with transaction.atomic():
        row = drafts.locked(visitor, draft)
    if row is None or not row.receipt:
        return redirect("portal:tosanboshi_borrow")
    return redirect("portal:receipt", row.receipt)


def _sent(visitor: Visitor, wish: TosanboshiLending, *, due_at: datetime | None) -> str:
    receipt = receipts.drawn()
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=wish.kind,
        message=UUID(postbox.send(replace(wish, receipt=receipt))),
        received_at=today.now(),
        due_at=due_at,
    )
    return receipt
