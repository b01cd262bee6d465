"""One outside world for each test, with its own memory, keys and clock."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from kyosai.sites.workshop import keys
from outside_world import business_time
from outside_world.application import application
from outside_world.bank.rounds import Rounds
from outside_world.business_time import BusinessTime
from outside_world.memory import Memory
from outside_world.server import TABLES, Server
from outside_world.world import World

BASE = "http://outside.test"
PORTAL = "http://portal.test"


@pytest.fixture(scope="session")
def sample_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside-keys")
    keys.make(folder)
    return folder


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let machine time stand still at a moment."""

    def freeze(moment: datetime) -> None:
        monkeypatch.setattr(business_time, "machine_now", lambda: moment)

    freeze(datetime(2026, 12, 1, 10, 0, tzinfo=TOKYO))
    return freeze


@pytest.fixture
def world(tmp_path: Path, sample_keys: Path) -> World:
    return made_world(tmp_path, sample_keys, base_url=BASE)


def made_world(
    folder: Path, sample_keys: Path, *, base_url: str, portal_url: str = PORTAL
) -> World:
    return World(
        memory=Memory(folder / "outside.sqlite", tables=TABLES),
        clock=BusinessTime(folder / "clock"),
        keys=sample_keys,
        state=folder,
        parts=folder / "parts.json",
        base_url=base_url,
        portal_url=portal_url,
        back_office_url="http://office.test",
    )


@pytest.fixture
def rounds(world: World) -> Rounds:
    return Rounds(world)


@pytest.fixture
def app(world: World, rounds: Rounds) -> Flask:
    return application(world, rounds)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def running(tmp_path: Path, sample_keys: Path) -> Iterator[World]:
    """A world that answers on a real port; it plays an empty portal, too."""
    port, mail_port = free_port(), free_port()
    base = f"http://127.0.0.1:{port}"
    folder = tmp_path / "running"
    world = made_world(folder, sample_keys, base_url=base, portal_url=f"{base}/portal")
    rounds = Rounds(world)
    app = application(world, rounds)
    server = Server(app, rounds, host="127.0.0.1", port=port, mail_port=mail_port)
    server.start()
    yield world
    server.stop()


def free_port() -> int:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as held:
        return held.server_address[1]


@pytest.fixture
def listening() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]], list[int]]]:
    """A consignor's server: its address, what it was told, and the statuses it answers in turn."""
    told: list[tuple[dict[str, str], bytes]] = []
    statuses: list[int] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((dict(self.headers), body))
            self.send_response(statuses.pop(0) if statuses else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", told, statuses
    server.shutdown()
    server.server_close()
