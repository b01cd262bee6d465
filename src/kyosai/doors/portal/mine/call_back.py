"""折り返しの電話の予約 — choose a half hour; the number called is the one on record."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.basis import era
from kyosai.doors.portal import sending
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.exchange.messages.call_backs import CallBackWish

TITLE = "折り返しの電話を予約する"
TRAIL = [("トップ", "/"), ("問い合わせる", "/contact/"), (TITLE, "")]


class Wish(forms.Form):
    """When, and about what; the core looks at both again."""

    starts_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M:%S%z"],
        error_messages={"required": "時間を選んでください。", "invalid": "時間を選んでください。"},
    )
    topic = forms.RegexField(
        r"[a-z_]{1,40}",
        error_messages={"required": "用件を選んでください。", "invalid": "用件を選んでください。"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def choose(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the free half hours; send the wish for one of them."""
    wish = Wish(request.POST or None)
    if request.method == "POST" and wish.is_valid():
        starts_at = str(request.POST["starts_at"])
        receipt = sending.send(
            visitor, CallBackWish, starts_at=starts_at, topic=wish.cleaned_data["topic"]
        )
        return redirect("portal:receipt", receipt)
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, "call_backs", person=str(visitor.person), keys=keys)
    told = {
        "title": TITLE,
        "trail": TRAIL,
        "seen": seen,
        "view": seen.view,
        "days": _days(seen.view["slots"]) if seen.view and "slots" in seen.view else [],
        "refresh": seen.refresh,
        "again": request.path,
        "wrong": [error for errors in wish.errors.values() for error in errors],
    }
    return render(request, "portal/mine/call_back.html", told)


def _days(slots: Sequence[str]) -> list[dict[str, Any]]:
    """Return the half hours under their days."""
    starts = [datetime.fromisoformat(each) for each in slots]
    return [
        {
            "on": era.on_screen(day),
            "slots": [(start.isoformat(), f"{start:%H:%M}") for start in those],
        }
        for day, those in groupby(starts, key=datetime.date)
    ]
