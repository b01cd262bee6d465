"""Wishes of holders of the little world, sent at a moment, and what each of them reads."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.exchange.messages.amendments import Amendment
from kyosai.procedures.amendment import amend
from kyosai.records.contracts.models import Holiday
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.schemes.payment_terms import debits_to_come
from tests.procedures.applications import kept
from tests.procedures.collection import world


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def wish(
    kind: type[Amendment], serial: int, *, at: str, scheme: str = "skk", **facts: Any
) -> Amendment:
    received_at = moment(at)
    return kind(
        person=str(person(serial)),
        scheme=scheme,
        received_at=received_at.isoformat(timespec="milliseconds"),
        receipt=facts.pop("receipt", f"U-{serial:04d}-{received_at:%m%d%H%M}"),
        **facts,
    )


def sent(message: Amendment, *, at: str = "") -> str:
    """Let the core handle a wish; return its status word."""
    handled_at = moment(at) if at else datetime.fromisoformat(message.received_at)
    return amend.amend(kept(message, fetched_at=handled_at), at=handled_at)


def shown(message: Amendment, *, count: int) -> dict[str, int]:
    """Return the debits a person is shown before sending: day and yen, nothing where none."""
    at = datetime.fromisoformat(message.received_at)
    before, after = amend.effect(message, party=party(int_of(message)), at=at)
    found = debits_to_come(after.terms, books=after.books, opens=before.opens, count=count)
    return {debit.debit_on.isoformat(): debit.yen.amount for debit in found}


def collected(months: list[str], *, scheme: str = "skk") -> dict[str, int]:
    """Play these cycles; return what each asked the bank for."""
    taken = {}
    for month in months:
        on = world.cycle(month, scheme=scheme)
        world.whole(on)
        rows = world.run("SELECT sum(yen)::bigint FROM debit_request WHERE cycle_id = %s", [on.key])
        if rows[0][0]:
            taken[on.debit_on.isoformat()] = rows[0][0]
    return taken


def holidays(serial: int) -> list[tuple[str, str, str]]:
    rows = Holiday.objects.filter(contract_id=world.number(serial)).order_by("since")
    return [(r.kind, f"{r.since:%Y-%m}", f"{r.until:%Y-%m}" if r.until else "") for r in rows]


def told(serial: int) -> tuple[str, str]:
    """Return the title and the body of the newest notice."""
    whose = party(serial)
    newest = notices.of_party(notices.inbox(whose)[0].id, party=whose)
    assert newest is not None
    return str(newest["title"]), str(newest["body"])


def cases(serial: int) -> list[Case]:
    return casework.cases_of(party(serial))


def person(serial: int) -> UUID:
    return uuid5(world.SPACE, f"person {serial}")


def party(serial: int) -> UUID:
    found = parties.of_person(person(serial))
    assert found is not None
    return found


def int_of(message: Amendment) -> int:
    return next(n for n in range(1, 99) if str(person(n)) == message.person)
