"""マイナンバーを開く画面 — one number, for one tax paper, right after a second factor."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import sign_in, words
from kyosai.doors.back_office.cases import flows
from kyosai.records.my_numbers import reads as my_numbers
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.records.officers import reads as officers
from kyosai.records.parties import reads as parties
from kyosai.records.survivors import reads as survivors

FACTORS = (Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value)


class Purpose(forms.Form):
    """The tax paper the number is for."""

    purpose = forms.ChoiceField(
        label="何のために開きますか",
        choices=[("", "選んでください"), *my_numbers.PURPOSES.items()],
        error_messages={"required": "作る書類を選んでください。"},
    )
    whose = forms.ChoiceField(
        label="だれのマイナンバーですか",
        error_messages={"required": "1人を選んでください。"},
    )

    def __init__(self, *given: Any, case: Case, **named: Any) -> None:
        super().__init__(*given, **named)
        names = [(str(party), name(party)) for party in held(case)]
        self.fields["whose"].choices = names  # type: ignore[attr-defined]


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what for; show the number once, on the page that answers, and nowhere else."""
    case = flows.seen(request, number)
    if not _is_fresh(proved_at(request)):
        after = urlencode({"next": reverse("back_office:my_number", args=[number])})
        return redirect(f"{reverse('mfa_reauthenticate')}?{after}")
    form = Purpose(request.POST or None, case=case)
    page = {"form": form, "number": case.number, "opened": "", "refusal": ""}
    if form.is_valid():
        page |= _opened(request, case, **form.cleaned_data)
    return render(request, "back_office/cases/my_number.html", page)


def held(case: Case) -> list[UUID]:
    """Return whose numbers a case has: the holder's, or those of the survivors who claim."""
    room = survivors.of_case(case.number)
    parties = [case.subject, *(survivors.claimants(room.receipt).values() if room else ())]
    return [party for party in parties if my_numbers.is_kept(party)]


def name(party: UUID) -> str:
    """Return somebody's name, masked."""
    return words.masked(parties.particulars(party).name)


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
def _opened(request: HttpRequest, case: Case, *, purpose: str, whose: str) -> dict[str, str]:
    try:
        found = my_numbers.open_one(
            UUID(whose),
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
