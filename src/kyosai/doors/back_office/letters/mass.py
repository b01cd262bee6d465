"""一斉送付 — started by one, watched wave by wave, and stopped before the next one."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.letters import sending
from kyosai.procedures.letters import waves
from kyosai.procedures.letters.query import facts
from kyosai.records.letters import packs
from kyosai.records.letters.packs import Kept, MassLetter
from kyosai.records.officers import reads as officers

PAGE, ONE = "back_office/letters/mass.html", "back_office/letters/mailing.html"


class Start(forms.Form):
    """Which scheme's holders get their yearly statement."""

    scheme = forms.ChoiceField(label="制度", choices=list(waves.SCHEMES.items()))


class Why(forms.Form):
    """Why the next wave is stopped, or goes on."""

    words = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": waves.NoReason.reason},
    )


def show_all(request: HttpRequest) -> HttpResponse:
    """List the mass letters, and a form for another."""
    return render(request, PAGE, _all(request, Start()))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """始める — everybody of the scheme who is told on paper gets a statement."""
    form = Start(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _all(request, form), status=409)
    try:
        key = waves.start(
            form.cleaned_data["scheme"], officer=request.user.get_username(), at=today.now()
        )
    except Refused as refusal:
        wall.note(request, what="一斉送付", why=refusal.reason)
        page = _all(request, form) | {"refusal": refusal.reason}
        return render(request, PAGE, page, status=409)
    return redirect("back_office:mailing", key)


def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far a mass letter has come, wave by wave."""
    return render(request, ONE, _one(request, _known(key), Why()))


@require_POST
def turn(request: HttpRequest, key: str) -> HttpResponse:
    """止める・続ける — the next wave, with the reason."""
    mailing, form = _known(key), Why(request.POST)
    if not form.is_valid():
        return render(request, ONE, _one(request, mailing, form), status=409)
    waves.turn(
        key,
        stop=not mailing.is_stopped,
        officer=request.user.get_username(),
        words=form.cleaned_data["words"],
        at=today.now(),
    )
    return redirect("back_office:mailing", key)


def _known(key: str) -> MassLetter:
    mailing = packs.mailing(key)
    if mailing is None:
        raise Http404
    return mailing


def _all(request: HttpRequest, form: Start) -> dict[str, Any]:
    lines = [
        {
            "key": each.key,
            "title": each.title,
            "started": words.at(each.started_at),
            "planned": f"{each.planned:,}通",
            "state": "止めています" if each.is_stopped else "進めています",
            "tone": "bad" if each.is_stopped else "good",
        }
        for each in packs.mailings()
    ]
    may = officers.may(request.user, "letters.release")
    return {"lines": lines, "form": form, "may_start": may}


def _one(request: HttpRequest, mailing: MassLetter, form: Why) -> dict[str, Any]:
    names = officers.names()
    return {
        "key": mailing.key,
        "title": mailing.title,
        "started": words.at(mailing.started_at),
        "started_by": names.get(mailing.started_by, mailing.started_by),
        "planned": f"{mailing.planned:,}通",
        "calls": f"{mailing.planned * facts()['calls_per_100_letters'] // 100:,}件",
        "is_stopped": mailing.is_stopped,
        "stop_words": mailing.stop_words,
        "waves": _waves(mailing),
        "form": form,
        "may_turn": officers.may(request.user, "letters.release"),
    }


def _waves(mailing: MassLetter) -> list[dict[str, Any]]:
    wanted, made = packs.by_region(mailing.key), packs.of_mailing(mailing.key)
    plan = [(number, wave) for number, wave in enumerate(waves.plan(), start=1)]
    sizes = {number: sum(wanted.get(each, 0) for each in wave.regions) for number, wave in plan}
    turns = {number: turn for turn, number in enumerate((n for n in sizes if sizes[n]), start=1)}
    return [
        {
            "name": wave.name,
            "planned": f"{sizes[number]:,}通",
            "on": words.on(waves.planned_on(mailing, wave=turns[number])) if sizes[number] else "—",
            "packs": [_pack(each) for each in made if each.wave == number],
        }
        for number, wave in plan
    ]


def _pack(pack: Kept) -> dict[str, str]:
    printed = f"{pack.posted:,}通を発送、{pack.returned:,}通が戻った" if pack.is_answered else ""
    return {"name": pack.name, "state": sending.state(pack), "printed": printed}
