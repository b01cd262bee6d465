"""入口 — the first page of each duty, and setting up the second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.records.officers import reads as officers

FIRST_PAGES = (  # the first one a duty may open
    ("cases.decide", "back_office:work_box"),
    ("audit.see", "back_office:search"),
    ("money.see", "back_office:cycles"),
    ("forms.receive", "back_office:mail_room"),
    ("forms.read", "back_office:read_box"),
    ("forms.reconcile", "back_office:rulings"),
    ("letters.see", "back_office:packs"),
    ("calls.lead", "back_office:calls_lead"),
    ("calls.take", "back_office:calls"),
)


def home(request: HttpRequest) -> HttpResponse:
    """Open the first page of this officer's duty."""
    for permission, route in FIRST_PAGES:
        if officers.may(request.user, permission):
            return redirect(route)
    return render(request, "back_office/home.html")


def second_factor(request: HttpRequest) -> HttpResponse:
    """Lead an officer to a second factor; nothing else is open before."""
    return render(request, "back_office/second_factor.html")
