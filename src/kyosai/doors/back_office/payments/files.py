"""支払ファイルの承認 — totals and digest, and who prepared; two of the treasury, a button each."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.treasury.approvals import Seen
from kyosai.procedures.payment import approve
from kyosai.records.officers import reads as officers
from kyosai.records.payments import files, overview, sending
from kyosai.records.payments.files import Kept
from kyosai.reports import accounts

NAME = re.compile(r"Z21-[a-z]+-[0-9-]{10}-[0-9]{2,3}\.dat")
PAGE = "back_office/payments/file.html"


def show_all(request: HttpRequest) -> HttpResponse:
    """List the files of payments that wait for an approval, the most urgent first."""
    page = {"lines": [_line(file) for file in files.waiting()]}
    return render(request, "back_office/payments/files.html", page)


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show one file's totals, and who prepared and approved it."""
    return render(request, PAGE, _page(request, _waiting(name)))


@require_POST
def approve_file(request: HttpRequest, name: str) -> HttpResponse:
    """承認 — as one officer, for the digest that was on the page."""
    file, form = _waiting(name), Seen(request.POST)
    try:
        if not form.is_valid():
            raise approve.NotTheSame
        approve.approve(
            name,
            digest=form.cleaned_data["digest"],
            officer=request.user.get_username(),
            at=today.now(),
        )
    except Refused as refusal:
        wall.note(request, what=f"支払ファイルの承認 {name}", why=refusal.reason)
        page = _page(request, file) | {"refusal": refusal.reason}
        return render(request, PAGE, page, status=409)
    return redirect("back_office:payment_file", name)


def _waiting(name: str) -> Kept:
    file = files.of_name(name) if NAME.fullmatch(name) else None
    if file is None:
        raise Http404
    return file


def _line(file: Kept) -> dict[str, Any]:
    now = today.now()
    return {
        "name": file.name,
        "scheme": accounts.SCHEMES.get(file.scheme, file.scheme),
        "pay_on": words.on(file.pay_on),
        "yen": words.yen(file.yen),
        "until": words.at(file.hand_in_by),
        "left": words.left(file.hand_in_by, now=now),
        "lacks": file.lacks,
    }


def _page(request: HttpRequest, file: Kept) -> dict[str, Any]:
    names, me = officers.names(), request.user.get_username()
    prepared = files.hands_in(file.name)
    standing = files.of_name(file.name) or file
    return _line(standing) | {
        "made": words.at(file.made_at),
        "digest": file.digest,
        "is_as_ordered": approve.is_as_ordered(file),
        "rows": _rows(file),
        "prepared": sorted(names.get(each, each) for each in prepared),
        "approvals": [
            {"who": names.get(who, who), "at": words.at(at)}
            for who, at in files.approvers(file.name)
        ],
        "may_approve": standing.lacks > 0
        and me not in standing.approved_by
        and me not in prepared
        and officers.may(request.user, "files.approve"),
        "form": Seen(initial={"digest": file.digest}),
    }


def _rows(file: Kept) -> list[dict[str, str]]:
    payments = sending.of_file(file.name)
    told = [("ファイル（トレーラの合計）", file.records, file.yen)]
    told.append(("支払の記録", len(payments), sum(each.amount.amount for each in payments)))
    for kind, name in overview.KINDS.items():
        some = [each.amount.amount for each in payments if each.kind == kind]
        if some:
            told.append((f"うち{name}", len(some), sum(some)))
    return [
        {"name": name, "count": f"{count:,}件", "yen": words.yen(yen)} for name, count, yen in told
    ]
