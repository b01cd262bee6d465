"""税務署に出す書類 — what waits until when; copies, bundles, a second officer."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import sign_in, wall, words
from kyosai.doors.back_office.cases.my_number import proved_at
from kyosai.doors.back_office.treasury.approvals import Seen
from kyosai.procedures.reporting import bundle, copies
from kyosai.procedures.reporting.copies import Opener
from kyosai.records.benefits.tax_papers import TaxPaper
from kyosai.records.officers import reads as officers
from kyosai.records.tax_office import bundles
from kyosai.records.tax_office.bundles import KINDS, Standing

NAME = re.compile(r"[0-9]{4}-[a-z_]+-[0-9]{2,3}")
ALL, ONE = "back_office/tax_office/all.html", "back_office/tax_office/bundle.html"


class Which(forms.Form):
    """A kind of paper and a year."""

    kind = forms.ChoiceField(choices=list(KINDS.items()))
    year = forms.IntegerField(min_value=2000, max_value=2200)


def show_all(request: HttpRequest) -> HttpResponse:
    """Show what is due, and every bundle."""
    return render(request, ALL, _page(request))


@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """写しを作る — each number opened for its paper, right after a second factor."""
    which, shown_at = _which(request), proved_at(request)
    if shown_at is None or today.machine_now() - shown_at >= sign_in.FRESH:
        after = urlencode({"next": reverse("back_office:tax_papers")})
        return redirect(f"{reverse('mfa_reauthenticate')}?{after}")
    role = officers.words_of(officers.known(request.user))[:40]
    by = Opener(officer=request.user.get_username(), role=role, proved_at=shown_at)
    try:
        copies.make(which["kind"], year=which["year"], by=by, at=today.now())
    except Refused as refusal:
        return _refused(request, refusal, what="税務署に出す写し")
    return redirect("back_office:tax_papers")


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """束にする — all copies of a kind and year that wait."""
    which, officer = _which(request), request.user.get_username()
    try:
        name = bundle.make(which["kind"], year=which["year"], officer=officer, at=today.now())
    except Refused as refusal:
        return _refused(request, refusal, what="税務署に出す束")
    return redirect("back_office:tax_bundle", name)


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show one bundle: count, sums, digest, who prepared it."""
    return render(request, ONE, _bundle(request, _found(name)))


@require_POST
def release(request: HttpRequest, name: str) -> HttpResponse:
    """提出の決裁 — as another officer, for the digest that was on the page."""
    kept, form = _found(name), Seen(request.POST)
    try:
        if not form.is_valid():
            raise bundle.NotTheSame
        bundle.release(
            name,
            digest=form.cleaned_data["digest"],
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        wall.note(request, what=f"税務署への提出 {name}", why=refusal.reason)
        page = _bundle(request, kept) | {"refusal": refusal.reason}
        return render(request, ONE, page, status=409)
    return redirect("back_office:tax_bundle", name)


def _which(request: HttpRequest) -> dict[str, Any]:
    form = Which(request.POST)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data


def _refused(request: HttpRequest, refusal: Refused, *, what: str) -> HttpResponse:
    wall.note(request, what=what, why=refusal.reason)
    page = _page(request) | {"refusal": refusal.reason}
    return render(request, ALL, page, status=409)


def _found(name: str) -> Standing:
    kept = bundles.of_name(name) if NAME.fullmatch(name) else None
    if kept is None:
        raise Http404
    return kept


def _page(request: HttpRequest) -> dict[str, Any]:
    return {
        "due": _due(),
        "bundles": [_line(each) for each in bundles.all_of()],
        "may_prepare": officers.may(request.user, "my_numbers.open"),
    }


def _due() -> list[dict[str, Any]]:
    """Return, by year and kind, how many papers wait for a copy and how many for a bundle."""
    waiting = copies.to_make()
    loose = {(year, kind): count for kind, year, count in bundles.loose_counts()}
    known = {(each.year, each.kind) for each in waiting} | loose.keys()
    return [
        _waiting(
            year,
            kind,
            papers=[each for each in waiting if (each.year, each.kind) == (year, kind)],
            loose=loose.get((year, kind), 0),
        )
        for year, kind in sorted(known)
    ]


def _waiting(year: int, kind: str, *, papers: list[TaxPaper], loose: int) -> dict[str, Any]:
    first = min((each.by for each in papers), default=None)
    return {
        "year": year,
        "kind": kind,
        "name": KINDS[kind],
        "papers": len(papers),
        "copies": loose,
        "by": words.on(first),
        "is_late": first is not None and first < today.today(),
    }


def _line(kept: Standing) -> dict[str, Any]:
    state = "受け付けられました" if kept.receipt else "送っています" if kept.released_by else ""
    return {
        "bundle": kept,
        "kind": KINDS[kept.kind],
        "yen": words.yen(kept.yen),
        "national": words.yen(kept.national),
        "by": words.on(kept.hand_in_by),
        "state": state or "もう一人の決裁を待っています",
        "received": words.at(kept.received_at),
    }


def _bundle(request: HttpRequest, kept: Standing) -> dict[str, Any]:
    names, me = officers.names(), request.user.get_username()
    prepared = bundles.preparers(kept.name)
    found = bundles.copies(kept.name)
    return _line(kept) | {
        "made": words.at(kept.made_at),
        "prepared": sorted(names.get(each, each) for each in prepared),
        "released": names.get(kept.released_by, kept.released_by),
        "released_at": words.at(kept.released_at),
        "without": sum(not each.has_my_number for each in found),
        "is_as_made": bundle.is_as_made(kept),
        "may_release": not kept.released_by
        and me not in prepared
        and officers.may(request.user, "tax_papers.release"),
        "form": Seen(initial={"digest": kept.digest}),
    }
