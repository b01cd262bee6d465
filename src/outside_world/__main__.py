"""外の世界を始める — python -m outside_world, told everything by its environment."""

import os
import signal
from pathlib import Path
from threading import Event

from outside_world.application import application
from outside_world.bank.rounds import Rounds
from outside_world.business_time import BusinessTime
from outside_world.memory import Memory
from outside_world.server import TABLES, Server
from outside_world.world import World


def _told(name: str, default: str) -> str:
    return os.environ.get(f"OUTSIDE_WORLD_{name}", default)


def main() -> None:
    """Run until told to stop."""
    host, port = _told("HOST", "127.0.0.1"), int(_told("PORT", "8200"))
    state = Path(_told("STATE", ".state/outside"))
    world = World(
        memory=Memory(state / "outside.sqlite", tables=TABLES),
        clock=BusinessTime(Path(_told("CLOCK_FOLDER", str(state / "clock")))),
        keys=Path(_told("KEYS", str(state / "keys"))),
        state=state,
        parts=Path(_told("PARTS", str(state / "parts.json"))),
        base_url=_told("BASE_URL", f"http://{host}:{port}"),
        portal_url=_told("PORTAL_URL", "http://127.0.0.1:8000"),
        back_office_url=_told("BACK_OFFICE_URL", "http://127.0.0.1:8100"),
        scanner=Path(_told("SCANNER", str(state / "scanner"))),
        font=Path(_told("FONT", "none")),
    )
    rounds = Rounds(world)
    app = application(world, rounds)
    server = Server(app, rounds, host=host, port=port, mail_port=int(_told("SMTP_PORT", "8225")))
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    server.start()
    stopping.wait()
    server.stop()


if __name__ == "__main__":
    main()
