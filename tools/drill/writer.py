"""Filings and payments under way: the project's own procedures, each acknowledged commit noted.

It runs in the namespace of the application, on the addresses of all three servers. What it notes
lies outside the cluster: one line before anything may count on it.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import django

PAUSE_AFTER_A_PAYMENT = 0.15  # seconds: filings come in much larger numbers


class Notes:
    """What was acknowledged, and what was in doubt, as lines of a file."""

    def __init__(self, path: Path, *, writer: str) -> None:
        self._file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o644)
        self._writer = writer

    def note(self, what: str, kind: str, key: str, **more: object) -> None:
        """Write one line at once."""
        words = {"at": time.monotonic(), "what": what, "kind": kind, "key": key} | more
        os.write(self._file, (json.dumps(words | {"by": self._writer}) + "\n").encode())

    def acknowledge(
        self, kind: str, key: str, act: Callable[[], str], known: Callable[[], str | None]
    ) -> str:
        """Have an act made certain, and note it."""
        from kyosai.exchange import commits

        began, doubts = time.monotonic(), list[str]()

        def doubt(wrong: Exception) -> None:
            if not doubts:
                self.note("doubt", kind, key, why=type(wrong).__name__, words=str(wrong)[:80])
            doubts.append(type(wrong).__name__)

        came = commits.certain(act, known=known, doubted=doubt)
        self.note("ack", kind, key, came=came, doubts=len(doubts), took=time.monotonic() - began)
        return came


def main() -> None:
    """Write until told to stop."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("kind", choices=("filings", "payments"))
    asked.add_argument("--name", required=True)
    asked.add_argument("--first", type=int, required=True)
    asked.add_argument("--notes", type=Path, required=True)
    asked.add_argument("--stop", type=Path, required=True)
    words = asked.parse_args()
    django.setup()
    notes = Notes(words.notes, writer=words.name)
    turn = {"filings": filings, "payments": payments}[words.kind](notes, words.first)
    while not words.stop.exists():
        turn()


def filings(notes: Notes, first: int) -> Callable[[], None]:
    """Return what takes one filing of somebody else: kept, verified, accepted, a contract."""
    from bench.filings import Filings
    from tests.exchange import samples

    making = Filings(first=first)
    serials = iter(range(first, first + 1_000_000))

    def turn() -> None:
        wired, message = making.sealed()
        serial = next(serials)
        message = replace(message, person=str(UUID(int=serial)), receipt=receipt(serial))
        wired = samples.wired(message, sequence=serial)
        number = str(wired["number"])

        def act() -> str:
            making.take(wired, message)
            return number

        notes.acknowledge("filing", number, act, lambda: handled(number))

    return turn


def receipt(serial: int) -> str:
    """Return a receipt of its own for each filing of all writers."""
    from kyosai.basis import identifiers

    return identifiers.lettered_number("U", serial)


def handled(number: str) -> str | None:
    """Return a message's number when it has been handled."""
    from tests.procedures.collection.world import run

    found = run("SELECT 1 FROM exchange_handled WHERE number = %s", [UUID(number)])
    return number if found else None


def payments(notes: Notes, first: int) -> Callable[[], None]:
    """Return what pays one holder: ordered, sent, and noted as paid, four commits."""
    from tests.procedures.payment import world

    serials = iter(range(first, first + 1_000_000))

    def turn() -> None:
        contract = world.people.number(next(serials))
        if is_owed(contract):  # else everybody of the seed has been paid
            pay(notes, contract)
        time.sleep(PAUSE_AFTER_A_PAYMENT)

    return turn


def is_owed(contract: str) -> bool:
    """Tell whether this is somebody of the seed."""
    from kyosai.exchange.commits import certain
    from tests.procedures.payment import world

    holders = world.Contract.objects.filter(number=contract)
    return certain(holders.exists, known=lambda: None)


def pay(notes: Notes, contract: str) -> None:
    """Pay a holder once, whatever happens meanwhile; the bank's own book is a line of the notes."""
    from kyosai.exchange.commits import certain
    from kyosai.procedures.payment import instant
    from tests.procedures.collection.world import run
    from tests.procedures.payment import world

    def one(sql: str, of: str) -> str | None:
        rows = run(sql, [of])
        return str(rows[0][0]) if rows else None

    ordered = "SELECT number FROM payment WHERE contract_id = %s"
    account = certain(lambda: world.account(contract), known=lambda: None)
    number = notes.acknowledge(
        "order", contract, lambda: world.order(contract, to=account), lambda: one(ordered, contract)
    )

    def send() -> str:
        found = instant.to_send(number, at=world.AT)
        assert found is not None, "a begun payment can always be sent again"
        return found.digest

    digest = notes.acknowledge("send", number, send, lambda: None)
    notes.note("bank", "moved", number, came=digest)

    def paid() -> str:
        instant.paid(number, receipt=f"R-{number}", at=world.AT)
        return number

    told = "SELECT payment_id FROM payment_outcome WHERE payment_id = %s AND kind = 'paid'"
    notes.acknowledge("paid", number, paid, lambda: one(told, number))


if __name__ == "__main__":
    main()
