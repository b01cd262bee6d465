"""送るもの — one outbox: notices, mails and letters side by side, and how far each has come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.records.letters import reads as letters
from kyosai.records.letters.reads import Sent
from kyosai.records.notices import outbox
from kyosai.records.notices.outbox import Told

SHOWN = 60
WAYS = {"plain": "普通郵便", "registered": "書留"}


def show(request: HttpRequest) -> HttpResponse:
    """Show what was sent last by every way; nobody here reads what it says."""
    told, sent = outbox.newest(SHOWN), letters.newest(SHOWN)
    page = {
        "counts": _counts(),
        "told": [_told(each) for each in told],
        "letters": [_letter(each) for each in sent],
    }
    return render(request, "back_office/letters/outbox.html", page)


def _counts() -> list[dict[str, str]]:
    found = outbox.counts() | {"住所が分からず待つ手紙": letters.held_back()}
    return [{"name": name, "count": f"{count:,}"} for name, count in found.items()]


def _told(told: Told) -> dict[str, Any]:
    return {
        "title": told.title,
        "at": words.at(told.at),
        "portal": f"開かれた {words.at(told.read_at)}" if told.read_at else "まだ開かれていない",
        "mail": _mail(told),
        "paper": "あり" if told.has_letter else "なし",
    }


def _mail(told: Told) -> str:
    if told.mailed_at:
        return f"送った {words.at(told.mailed_at)}"
    return "" if told.has_mail is None else "待っている" if told.has_mail else "届かなかった"


def _letter(sent: Sent) -> dict[str, Any]:
    return {
        "number": sent.number,
        "title": sent.title,
        "way": WAYS[sent.way],
        "made": words.at(sent.made_at),
        "pack": sent.pack,
        "state": _state(sent),
    }


def _state(sent: Sent) -> str:
    if sent.returned_on:
        return f"戻った {words.on(sent.returned_on)}"
    if sent.posted_on:
        proof = f"　引受番号 {sent.tracking}" if sent.tracking else ""
        return f"発送した {words.on(sent.posted_on)}{proof}"
    return "印刷会社へ" if sent.pack else "締めを待つ"
