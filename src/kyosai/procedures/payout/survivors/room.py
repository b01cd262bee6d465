"""ご遺族の部屋の画面 — how the claim stands, who looks after it, and the letters of its end.

Nothing of the contract is shown before an award: not its premiums, not its account.
"""

from base64 import b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.casework import reads as cases
from kyosai.casework.models import Case
from kyosai.exchange import postbox, views
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.payout import remainder
from kyosai.procedures.payout.survivors import claim, figures, letters
from kyosai.procedures.payout.survivors.flow import GATHER
from kyosai.records.benefits import reads as benefits
from kyosai.records.my_numbers import reads as my_numbers
from kyosai.records.officers import reads as officers
from kyosai.records.payments import timeline
from kyosai.records.survivors import reads as rooms
from kyosai.records.survivors import writes

UNKNOWN: dict[str, Any] = {"unknown": True}


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay the room out for whoever has its code."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        payload = _payload(request, at=at)
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _payload(request: ViewRequest, *, at: datetime) -> dict[str, Any]:
    receipt, digest, wanted = [*request.argument.split(" "), "", ""][:3]
    if not writes.let_in(receipt, code_digest=digest, person=UUID(request.person), at=at):
        return UNKNOWN
    room = rooms.room(receipt)
    assert room is not None
    case = cases.case(room.case_number)
    if wanted:
        return _paper(case, wanted, at=at)
    asked = cases.last_with_outcome(case.number, "returned") or None
    return {
        "died_on": room.died_on.isoformat(),
        "step": "closed" if case.is_closed else case.step,
        "can_send": case.step == GATHER and not case.is_closed,
        "worker": officers.names().get(case.held_by, ""),
        "due_at": "" if case.step == GATHER else case.due_at.isoformat(),
        "asked": asked.words if asked and case.step == GATHER else "",
        "award": _award(case),
        "my_numbers": _my_numbers(case),
        "is_refused": case.outcome == "refused",
        "letters": [asdict(letter) for letter in letters.of(case)],
    }


def _paper(case: Case, wanted: str, *, at: datetime) -> dict[str, Any]:
    """Return a letter of this room with its bytes."""
    kept = letters.content(case, wanted, at=at)
    if kept is None:
        return UNKNOWN
    return {"media": kept.media, "content": b64encode(kept.content).decode()}


def _my_numbers(case: Case) -> list[dict[str, str]]:
    """Return whose numbers the tax papers need, once the claim is here; a rest needs none."""
    room = rooms.of_case(case.number)
    if room is None or case.step == GATHER or remainder.running(room.contract):
        return []
    message = claim.filed(case.filing)
    known = rooms.claimants(room.receipt)
    entitled = figures.entitled(message.relatives, died_on=room.died_on)
    return [
        {
            "key": each.key,
            "name": each.name,
            "state": "kept" if my_numbers.is_kept(known[each.key]) else "wanted",
        }
        for each in message.relatives
        if each.key in entitled
    ]


def _award(case: Case) -> dict[str, Any]:
    room = rooms.of_case(case.number)
    assert room is not None
    if case.outcome != "accepted":
        return {}
    made, message = benefits.of_contract(room.contract)[-1], claim.filed(case.filing)
    shares = benefits.shares(made.number)
    names = {each.key: each.name for each in message.relatives}
    keys = {party: key for key, party in rooms.claimants(room.receipt).items()}
    return {
        "number": made.number,
        "net": sum(yen.amount for _, yen, _, _ in shares),
        "offset": 0 if made.divided else sum(each.amount.amount for each in made.offsets),
        "is_rest": bool(made.divided),
        "provision": made.provision,
        "shares": [
            {
                "name": names[keys[party]],
                "yen": amount.amount,
                "paid_to": names[keys[paid_to]],
                "report_by": by.isoformat() if by else "",
                "payment": _payment(made.number, keys[paid_to]),
            }
            for party, amount, paid_to, by in shares
        ],
    }


def _payment(number: str, key: str) -> str:
    turn = timeline.under(f"award:{number}:{key}")
    return turn.words if turn else ""
