"""代理の画面 — who may act for me and what they did; and, for a delegate, clients and deadlines."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.exchange.messages.amendments import AMENDMENTS
from kyosai.records.contracts import reads as contracts
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes as delegating
from kyosai.records.delegations.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.records.premiums.paying import paying
from kyosai.schemes import delegations as rules

TITLES = {message.kind: message.title for message in AMENDMENTS}


def of_holder(party: UUID, *, at: datetime) -> dict[str, Any]:
    """Return a holder's delegations with what was done under them, and what waits for a yes."""
    on = tokyo.in_tokyo(at).date()
    return {
        "delegations": [_for_holder(each, on=on) for each in delegations.of_holder(party)],
        "prepared": [
            {
                "id": str(each.id),
                "title": TITLES[each.kind],
                "by": each.delegation.name,
                "at": each.at.isoformat(),
            }
            for each in delegations.waiting(party)
        ],
    }


def of_delegate(delegate: UUID, *, at: datetime) -> dict[str, Any]:
    """Return a delegate's clients, the nearest cut-off first; each look is the client's to see."""
    on = tokyo.in_tokyo(at).date()
    clients = [_client(each, at=at, on=on) for each in delegations.of_delegate(delegate, on=on)]
    return {"clients": sorted(clients, key=lambda row: row["submit_by"] or "9")}


def _for_holder(found: Standing, *, on: date) -> dict[str, Any]:
    given_on = tokyo.in_tokyo(found.given_at).date()
    return {
        "id": str(found.id),
        "name": found.name,
        "scope": rules.scopes(on=given_on)[found.scope].words,
        "accept_by": found.accept_by.isoformat(),
        "until": found.until.isoformat(),
        "state": found.state(on),
        "deeds": [
            {"at": at.isoformat(), "words": words} for at, words in delegations.deeds(found.id)
        ],
    }


def _client(found: Standing, *, at: datetime, on: date) -> dict[str, Any]:
    delegating.note_look(found, what="掛金と次の締切", at=at)
    held = [
        each
        for each in contracts.of_party(found.party)
        if each.scheme == found.scheme and each.status == "active"
    ]
    now = paying(held[0], asked_at=at, at=at) if held else None
    return {
        "id": str(found.id),
        "name": parties.particulars(found.party).name,
        "scheme": found.scheme,
        "contract": held[0].number if held else "",
        "scope": rules.scopes(on=on)[found.scope].words,
        "until": found.until.isoformat(),
        "monthly_premium": held[0].monthly_premium.amount if held else 0,
        "submit_by": now.opens.submit_by.isoformat() if now else "",
        "debit_on": now.opens.debit_on.isoformat() if now else "",
        "waiting": delegations.waiting_under(found.id),
    }
