"""返済の予定（SK20・TB15） — each turn with its day, and all that is left behind one button."""

import re
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.doors import today
from kyosai.doors.portal import receipts
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import answers, postbox
from kyosai.exchange.messages.repayments import EarlyRepayment

NUMBER = re.compile(r"L-[0-9]{8}-[0-9]{2}")
ACT, TITLE = "borrow", "返済の予定"


@require_safe
@signed_in
@never_cache
def schedules(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the loans of this person, and what would end each."""
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    person = str(visitor.person)
    seen = asking.see(request, "repayments", person=person, keys=keys, argument=scheme_of(visitor))
    told = {
        "title": TITLE,
        "trail": [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")],
        "section": "mine",
        "seen": seen,
        "view": seen.view,
        "refresh": seen.refresh,
        "again": request.path,
        "need": authority.lacking(visitor, act=ACT),
    }
    return render(request, "portal/repayment/schedules.html", told)


@require_POST
@signed_in
def send(request: HttpRequest, visitor: Visitor, loan: str) -> HttpResponse:
    """Send the wish to end a loan with the next debit; sent before and undecided, not again."""
    if not NUMBER.fullmatch(loan):
        raise Http404
    if authority.lacking(visitor, act=ACT):
        return redirect("portal:repayments")
    with transaction.atomic():
        known = Filing.objects.select_for_update().filter(
            person=visitor.person, procedure=EarlyRepayment.kind
        )
        for row in known.order_by("-received_at")[:1]:
            if answers.of(row.receipt) in (None, "taken"):
                return redirect("portal:receipt", row.receipt)
        receipt = _sent(visitor, loan)
    return redirect("portal:receipt", receipt)


def _sent(visitor: Visitor, loan: str) -> str:
    now, receipt = today.now(), receipts.drawn()
    message = EarlyRepayment(
        person=str(visitor.person),
        scheme=scheme_of(visitor),
        received_at=now.isoformat(timespec="milliseconds"),
        receipt=receipt,
        loan=loan,
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=message.kind,
        message=UUID(postbox.send(message)),
        received_at=now,
        due_at=None,
    )
    return receipt
