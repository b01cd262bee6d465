"""災害の定め — the orders one may borrow under, put into force by two officers of loans."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.cases import flows
from kyosai.procedures.lending.flow import LOAN_ORDER
from kyosai.procedures.lending.skk import by_order
from kyosai.records.officers import reads as officers


def show(request: HttpRequest) -> HttpResponse:
    """List the orders that are open, each with where it stands."""
    return _shown(request)


@require_POST
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """起案 — lay an order before another officer."""
    return _asked(request, by_order.propose, key)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — put it into force, as another officer than the one who proposed it."""
    flows.seen(request, number, among=(LOAN_ORDER.name,))
    return _asked(request, by_order.confirm, number)


def _asked(request: HttpRequest, act: Callable[..., object], about: str) -> HttpResponse:
    _insist_on_desk(request)
    try:
        act(about, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _shown(request, refusal=refusal.reason)
    return redirect("back_office:loan_orders")


def _insist_on_desk(request: HttpRequest) -> None:
    """Let only the desk of loans act, and only who sees 小規模企業共済."""
    wall.insist(request, "skk", what="特例災害時貸付けの定め")
    if officers.known(request.user).desk != "loans":
        raise PermissionDenied


def _shown(request: HttpRequest, *, refusal: str = "") -> HttpResponse:
    lines = [
        {
            "key": order.key,
            "name": order.disaster,
            "areas": "・".join(order.areas),
            "until": words.on(order.until),
            "case": by_order.waiting(order.key),
            "is_in_force": by_order.is_in_force(order.key),
        }
        for order in by_order.open_now(today.today()).values()
    ]
    page = {"lines": lines, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "back_office/lending/orders.html", page, status=status)
