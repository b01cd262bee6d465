"""Wishes of the holders of ``world``: sent at a moment, shown before, and what they read after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid5

from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import Amendment
from kyosai.procedures.amendment import amend, preview
from kyosai.records.parties import reads as parties
from kyosai.schemes.payment_terms import debits_to_come
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle


@dataclass(frozen=True)
class Told:
    """The status word, and the body of the notice."""

    status: str
    body: str


def wish(
    kind: type[Amendment], *, at: str, serial: int = 1, scheme: str = "skk", **facts: Any
) -> Amendment:
    moment = datetime.fromisoformat(at + "+09:00")
    return kind(
        person=str(uuid5(world.SPACE, f"person {serial}")),
        scheme=scheme,  # type: ignore[arg-type]
        received_at=moment.isoformat(timespec="milliseconds"),
        receipt=f"U-{serial:04d}-{moment:%m%d%H%M}",
        **facts,
    )


def send(message: Amendment) -> Told:
    at = datetime.fromisoformat(message.received_at)
    status = amend.amend(kept(message, fetched_at=at), at=at)
    key = f"{message.kind}:{message.receipt}"
    ((body,),) = world.run("SELECT body FROM notice WHERE key = %s", [key])
    return Told(status, body)


def serial_of(message: Amendment) -> int:
    return int(message.receipt.split("-")[1])


def shown(message: Amendment) -> dict[str, Any]:
    """Return what the page shows before anything is sent."""
    at = datetime.fromisoformat(message.received_at)
    party = parties.of_person(uuid5(world.SPACE, f"person {serial_of(message)}"))
    try:
        before, after = amend.effect(message, party=party, at=at)
    except Refused as refusal:
        return {"refused": refusal.reason}
    return preview.facts(before, after)


def foreseen(message: Amendment, *, months: int) -> dict[str, tuple[list[str], int]]:
    """Return the debits a wish would bring: for each month of debit, its months and yen."""
    at = datetime.fromisoformat(message.received_at)
    party = parties.of_person(uuid5(world.SPACE, f"person {serial_of(message)}"))
    before, after = amend.effect(message, party=party, at=at)
    found = debits_to_come(after.terms, books=after.books, opens=before.opens, count=months)
    return {
        f"{each.debit_on:%Y-%m}": ([str(month) for month in each.months], each.yen.amount)
        for each in found
    }


def really_asked(months: list[str], *, scheme: str = "skk") -> dict[str, tuple[list[str], int]]:
    """Play these cycles, and return what each asked the first holder for."""
    found = {}
    for month in months:
        on = cycle(month, scheme=scheme)
        world.whole(on)
        rows = world.run("SELECT months, yen FROM debit_request WHERE cycle_id = %s", [on.key])
        for asked, yen in rows:
            found[f"{on.debit_on:%Y-%m}"] = ([f"{each:%Y-%m}" for each in asked], yen)
    return found
