"""ファイルの承認 — block totals beside the plan; two officers of the treasury, one button each."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.procedures.collection import approve
from kyosai.records.officers import reads as officers
from kyosai.records.premiums import approvals, blocks
from kyosai.records.premiums.approvals import Waiting
from kyosai.records.premiums.blocks import Block
from kyosai.reports import accounts
from kyosai.schemes.clocks import channels

NAME = re.compile(r"Z91-[a-z]+-[a-z]+-[0-9-]{10}-[0-9]{2,3}\.dat")


class Seen(forms.Form):
    """The digest an officer saw; another one is another file."""

    digest = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


def show_all(request: HttpRequest) -> HttpResponse:
    """List the files that wait for an approval, the most urgent first."""
    page = {"lines": [_line(file) for file in approvals.waiting()]}
    return render(request, "back_office/treasury/approvals.html", page)


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show one file's block beside the plan, and who has approved it."""
    return render(request, "back_office/treasury/approval.html", _page(request, _block(name)))


@require_POST
def approve_file(request: HttpRequest, name: str) -> HttpResponse:
    """承認 — as one officer, for the digest that was on the page."""
    block = _block(name)
    form = Seen(request.POST)
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
        wall.note(request, what=f"ファイルの承認 {name}", why=refusal.reason)
        page = _page(request, block) | {"refusal": refusal.reason}
        return render(request, "back_office/treasury/approval.html", page, status=409)
    return redirect("back_office:approval", name)


def _block(name: str) -> Block:
    block = blocks.of_file(name) if NAME.fullmatch(name) else None
    if block is None:
        raise Http404
    return block


def _line(file: Waiting) -> dict[str, Any]:
    now = today.now()
    return {
        "name": file.name,
        "scheme": accounts.SCHEMES.get(file.scheme, file.scheme),
        "until": words.at(file.hand_in_by),
        "left": words.left(file.hand_in_by, now=now),
        "tone": "bad" if now >= approve.reminded_at(file) else "warn",
        "lacks": file.lacks,
    }


def _page(request: HttpRequest, block: Block) -> dict[str, Any]:
    names = officers.names()
    file = approvals.of_file(block.name)
    me = request.user.get_username()
    return {
        "name": block.name,
        "cycle": block.cycle,
        "scheme": accounts.SCHEMES.get(block.scheme, block.scheme),
        "channel": channels.channel(block.channel, scheme=block.scheme, on=block.debit_on).name,
        "debit_on": words.on(block.debit_on),
        "until": words.at(block.hand_in_by),
        "made": words.at(block.made_at),
        "made_by": names.get(block.made_by, block.made_by) or "自動（締切のあと）",
        "digest": block.digest,
        "is_even": block.is_even,
        "rows": _rows(block),
        "first_debits": f"{block.first_debits:,}件",
        "approvals": [
            {"who": names.get(who, who), "at": words.at(at)}
            for who, at in approvals.approvers(block.name)
        ],
        "lacks": file.lacks if file else 0,
        "may_approve": file is not None
        and file.lacks > 0
        and me not in (*file.approved_by, file.made_by)
        and officers.may(request.user, "files.approve"),
        "form": Seen(initial={"digest": block.digest}),
    }


def _rows(block: Block) -> list[dict[str, str]]:
    told: list[tuple[str, str, int]] = [
        ("ファイル（トレーラの合計）", f"{block.records:,}件", block.yen),
        ("計画（依頼）", f"{block.planned:,}件", block.planned_yen),
        ("納付すべき掛金", f"{block.dues:,}か月分", block.dues_yen),
        ("割増金", "", block.surcharges_yen),
    ]
    if block.before:
        told.append(("前の回の同じファイル", f"{block.before[0]:,}件", block.before[1]))
    return [{"name": name, "count": count, "yen": words.yen(yen)} for name, count, yen in told]
