"""The clock against the other side itself: bank, hub and mail server over their own protocols."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings

from kyosai.basis.tokyo import TOKYO
from kyosai.doors import today
from kyosai.doors.clock import visits
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.ledger import reads as ledger
from kyosai.records.premiums import reads
from outside_world import business_time
from outside_world.application import application
from outside_world.bank.rounds import Rounds
from outside_world.business_time import BusinessTime
from outside_world.memory import Memory
from outside_world.server import TABLES, Server
from outside_world.workshop.moving import Mover
from outside_world.world import World
from tests.procedures.collection import world as people
from tests.procedures.collection.world import cycle, holder

START = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
DECEMBER, JANUARY = cycle("2026-12"), cycle("2027-01")


def free_port() -> int:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as held:
        return int(held.server_address[1])


@pytest.fixture
def mover(
    committed_db: str, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mover]:
    """The other side on real ports, our clock beside it, and a hand that turns time."""
    port, mail_port = free_port(), free_port()
    base = f"http://127.0.0.1:{port}"
    world = World(
        memory=Memory(tmp_path / "outside.sqlite", tables=TABLES),
        clock=BusinessTime(tmp_path / "clock"),
        keys=state / "keys",
        state=tmp_path,
        parts=tmp_path / "parts.json",
        base_url=base,
        portal_url="http://portal.test",
        back_office_url="http://office.test",
    )
    rounds = Rounds(world)
    app = application(world, rounds)
    app.extensions["mail_port"] = mail_port
    server = Server(app, rounds, host="127.0.0.1", port=port, mail_port=mail_port)
    told = {
        "CLOCK_FOLDER": str(tmp_path / "clock"),
        "BANK_URL": f"{base}/bankfiles",
        "HUB_URL": f"{base}/hub",
        "SMTP_PORT": mail_port,
    }
    for name, value in told.items():
        monkeypatch.setattr(settings, name, value)
    began = today.machine_now()
    for module in (today, business_time):
        monkeypatch.setattr(module, "machine_now", lambda: START + (_machine() - began))
    server.start()
    yield Mover(world, act=rounds.act, approve=lambda names: list(map(people.release, names)))
    server.stop()


def _machine() -> datetime:
    return datetime.now(TOKYO)


@pytest.fixture
def clock(mover: Mover) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=visits.run, args=(stop,))
    thread.start()
    while not (Path(settings.CLOCK_FOLDER) / "appointments" / "clock.json").exists():
        stop.wait(0.05)
    yield
    stop.set()
    thread.join(timeout=10)


@pytest.mark.long  # the story shows it in every run
def test_two_cycles_are_collected_over_the_wire(mover: Mover, clock: None) -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))

    mover.move(JANUARY.result_at + timedelta(minutes=10))

    rows = reads.of_contract(contract)
    assert [row["words"] for row in rows] == [
        "11月分 納付済み",
        "12月分 納付済み",
        "1月分 納付済み",
    ]
    assert {row["confirmed_on"] for row in rows} == {
        DECEMBER.result_at.date(),
        JANUARY.result_at.date(),
    }
    mails = people.run("SELECT count(*) FROM mail_outbox WHERE sent_at IS NOT NULL")
    assert mails == [(2,)]  # the first premium paid, and the certificate of the year
    assert [reconcile.differences(on.key) for on in (DECEMBER, JANUARY)] == [[], []]
    check.check()


def test_the_money_of_a_month_arrives_over_the_wire(mover: Mover, clock: None) -> None:
    holder(1, applied_on=date(2026, 11, 24))

    mover.move(people.told_at(DECEMBER.remitted_on) + timedelta(minutes=10))

    row = people.standing(DECEMBER)
    assert row is not None
    assert row.remitted_at is not None
    assert {each.account: each.difference.amount for each in ledger.balances()} == {
        "bank:collections:skk": 20_000,
        "transit:collections:skk": 0,
        "premiums:skk": -20_000,
    }
    assert people.run("SELECT receipt FROM case_file") == []
    check.check()
