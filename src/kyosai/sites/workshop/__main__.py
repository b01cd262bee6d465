"""作業場 — starts PostgreSQL, both zones and the outside world on this machine, and watches them.

``make run`` ends here. Ports are fixed unless KYOSAI_PORTS=free; everything made at run time lies
in one folder (KYOSAI_STATE, normally .state).
"""

import os
import signal
import sys
from pathlib import Path
from threading import Event

from kyosai.sites import wiring
from kyosai.sites.workshop import keys, parts, preparation, telling
from kyosai.sites.workshop.places import Places

stopping = Event()


def main() -> int:
    """Run until told to stop; return 0 when everything was stopped in order."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    state = wiring.state().resolve()
    state.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        state.chmod(0o711)
    running: list[parts.Part] = []
    try:
        places = Places.choose(wiring.told("PORTS"))
        running = _start(state, places)
        parts.wait_until_ready(running, stopping)
        telling.addresses(places, state)
        parts.watch(state, places, running, stopping)
    finally:
        parts.stop(running)
        preparation.stop_server(state)
        telling.stopped()
    return 0


def _start(state: Path, places: Places) -> list[parts.Part]:
    with telling.Clocked() as told:
        keys.make(state / "keys")
        keys.hand_out(state)
        told("鍵")
        addresses = preparation.database_addresses(state)
        told("データベース")
        preparation.migrate(state, addresses)
        preparation.seat_sample_staff(state, addresses)
        told("表と見本の職員")
        preparation.set_the_clock(state)
        running = parts.plan(state, places, addresses)
        parts.start(state, places, running)
        told("各部")
    return running


if __name__ == "__main__":
    sys.exit(main())
