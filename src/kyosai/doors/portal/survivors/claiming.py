"""確かめて送る — who receives by the Act, what is still missing, and the claim itself, once."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.basis import fingerprint
from kyosai.doors import today
from kyosai.doors.portal import drafts, sending
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.survivors import family, papers, ranks
from kyosai.doors.portal.survivors.room import DRAFT, ROOM, in_the_room
from kyosai.doors.portal.survivors.telling import page_of
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.survivors import DeathClaim


@require_safe
@in_the_room
@never_cache
def check(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the family, who comes first, who receives, and what is missing."""
    page = page_of("ご請求の内容") | _told(visitor) | {"papers": papers.sent(visitor)}
    return render(request, "portal/survivors/check.html", page)


@require_POST
@in_the_room
def send(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Send the claim, once; the draft stays until the core has it."""
    with transaction.atomic():
        row = drafts.locked(visitor, DRAFT)
        told = _told(visitor)
        if row is None or not told["is_whole"]:
            return redirect("portal:bereaved_check")
        here: dict[str, Any] = request.session[ROOM]
        facts = {
            "room": here["receipt"],
            "code_digest": here["digest"],
            "relatives": told["relatives"],
            "agent": "" if told["agent"] == family.EACH else told["agent"],
            "payees": [{"key": key, **given} for key, given in told["payees"].items()],
            "attachments": [each["id"] for each in papers.sent(visitor)],
        }
        row.receipt = sending.send(visitor, _made, **facts)
        row.save(update_fields=["receipt"])
    return redirect("portal:bereaved_room")


class _Made:
    """Makes the message from plain answers; read back at once, so only what was agreed leaves."""

    kind = DeathClaim.kind

    def __call__(self, **facts: Any) -> DeathClaim:
        content = fingerprint.canonical(facts)
        message = plain.from_json(content, kind=self.kind, version=DeathClaim.VERSION)
        assert isinstance(message, DeathClaim)
        return message


_made = _Made()


def _told(visitor: Visitor) -> dict[str, Any]:
    """Return what was told, who comes first by it, who receives, and whether all is there."""
    kept = drafts.load(visitor, DRAFT)
    relatives: list[Answers] = kept.get("relatives", [])
    ranked = ranks.ranked(relatives, died_on=_died_on(kept))
    first = [each for each in relatives if each["key"] in ranked.keys]
    agent = kept.get("agent", family.EACH if len(first) == 1 else "")
    receivers = _receivers(first, agent)
    accounts = kept.get("payees", {})
    given = {each["key"]: accounts[each["key"]] for each in receivers if each["key"] in accounts}
    return {
        "relatives": relatives,
        "first": first,
        "refusal": ranked.refusal if relatives else "",
        "agent": agent,
        "receivers": [(each, accounts.get(each["key"])) for each in receivers],
        "payees": given,
        "is_whole": bool(receivers) and len(given) == len(receivers) and bool(kept.get("papers")),
    }


def _receivers(first: list[Answers], agent: str) -> list[Answers]:
    """Return who receives: one for all, or each; nobody while that is not chosen."""
    if agent == family.EACH:
        return first
    return [each for each in first if each["key"] == agent]


def _died_on(kept: Answers) -> date:
    """Return the day by which ranks are told; the core asks anew by the day of the death."""
    return date.fromisoformat(kept["died_on"]) if "died_on" in kept else today.today()
