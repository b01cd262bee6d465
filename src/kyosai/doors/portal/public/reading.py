"""読みもの — our promises and cut-offs, the main rules of the contract, and whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.basis import parameters
from kyosai.doors import today
from kyosai.schemes.clocks import channels, debit_days, promises

TERMS_VERSION = "2026-11-23"


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """Show how our promises are counted, and what they would be now."""
    now = today.now()
    return render(
        request,
        "portal/public/promises.html",
        {
            "title": "約束の日と締切",
            "promise": promises.promise("enrolment", received_at=now),
            "policy": promises.policy("enrolment", on=now.date()),
            "channels": [
                (channel, debit_days.first_reachable(channel, asked_at=now))
                for channel in channels.channels(scheme="skk", on=now.date())
            ],
            "now": now,
            "trail": [("トップ", "/"), ("約束の日と締切", "")],
        },
    )


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Show the main rules a person agrees to."""
    return render(
        request,
        "portal/public/terms.html",
        {
            "title": "契約の主な決まり",
            "version": TERMS_VERSION,
            "trail": [("トップ", "/"), ("契約の主な決まり", "")],
        },
    )


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Show whom to call, when, and what to have at hand."""
    return render(
        request,
        "portal/public/contact.html",
        {
            "title": "問い合わせる",
            "desk": parameters.table(__package__, "contact"),
            "trail": [("トップ", "/"), ("問い合わせる", "")],
        },
    )
