"""マイナンバーを開く画面 — one number, for one tax paper, right after a second factor."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import sign_in
from kyosai.doors.back_office.cases import flows
from kyosai.records.my_numbers import reads as my_numbers
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.records.officers import reads as officers

FACTORS = (Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value)


class Purpose(forms.Form):
    """The tax paper the number is for."""

    purpose = forms.ChoiceField(
        label="何のために開きますか",
        choices=[("", "選んでください"), *my_numbers.PURPOSES.items()],
        error_messages={"required": "作る書類を選んでください。"},
    )


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what for; show the number once, on the page that answers, and nowhere else."""
    case = flows.seen(request, number)
    if not _is_fresh(proved_at(request)):
        after = urlencode({"next": reverse("back_office:my_number", args=[number])})
        return redirect(f"{reverse('mfa_reauthenticate')}?{after}")
    form = Purpose(request.POST or None)
    page = {"form": form, "number": case.number, "opened": "", "refusal": ""}
    if form.is_valid():
        page |= _opened(request, case, form.cleaned_data["purpose"])
    return render(request, "back_office/cases/my_number.html", page)


def proved_at(request: HttpRequest) -> datetime | None:
    """Return when this session last showed a second factor, by machine time."""
    shown = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa" and record.get("type") in FACTORS
    ]
    return datetime.fromtimestamp(max(shown), tz=UTC) if shown else None


def _is_fresh(shown_at: datetime | None) -> bool:
    return shown_at is not None and today.machine_now() - shown_at < sign_in.FRESH


@sensitive_variables()
def _opened(request: HttpRequest, case: Case, purpose: str) -> dict[str, str]:
    try:
        found = my_numbers.open_one(
            case.subject,
            purpose=purpose,
            officer=request.user.get_username(),
            role=officers.words_of(officers.known(request.user))[:40],
            case=case.number,
            proved_at=proved_at(request),
            at=today.now(),
        )
    except NotOpened as refusal:
        return {"refusal": refusal.reason}
    return {"opened": f"{found[:4]} {found[4:8]} {found[8:]}"}
