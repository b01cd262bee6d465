"""延長の定め — the orders that are open, whom they touch, and applying one by two officers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.cases import flows
from kyosai.procedures.amendment.flow import DEFERRAL_ORDER
from kyosai.procedures.amendment.pauses import by_order


def show(request: HttpRequest) -> HttpResponse:
    """List the orders, each with how many contracts it would touch today."""
    return _shown(request)


@require_POST
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """起案 — lay an order before another officer."""
    return _asked(request, by_order.propose, key)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — apply it, as another officer than the one who proposed it."""
    flows.seen(request, number, among=(DEFERRAL_ORDER.name,))
    return _asked(request, by_order.confirm, number)


def _asked(request: HttpRequest, act: Callable[..., object], about: str) -> HttpResponse:
    try:
        act(about, officer=request.user.get_username(), at=today.now())
    except Refused as refusal:
        return _shown(request, refusal=refusal.reason)
    return redirect("back_office:orders")


def _shown(request: HttpRequest, *, refusal: str = "") -> HttpResponse:
    on = today.today()
    lines = [
        {
            "key": order.key,
            "name": order.name,
            "areas": "・".join(order.areas),
            "until": words.on(order.apply_by),
            "touched": by_order.touched(order, on=on),
            "case": by_order.waiting(order.key),
        }
        for order in by_order.open_now(on).values()
    ]
    page = {"lines": lines, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "back_office/cases/orders.html", page, status=status)
