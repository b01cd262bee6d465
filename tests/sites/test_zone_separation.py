"""Two sites in namespaces of their own: the internet reaches no port of the core, and all works."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from kyosai.sites.workshop import keys, parts, preparation
from kyosai.sites.workshop.places import Places
from tests.sites import namespaces
from tests.sites.namespaces import ADDRESSES, Namespaces

ROOT = Path(__file__).parents[2]
KNOCKS = 60
ZONE = {"internet-web": "internet", "relay": "internet", "outside-world": "outside"}
PLACES = Places(
    internet_host=ADDRESSES["internet"],
    core_host=ADDRESSES["core"],
    outside_host=ADDRESSES["outside"],
)
pytestmark = [
    pytest.mark.root,
    pytest.mark.timeout(400),
    pytest.mark.skipif(bool(namespaces.why_not()), reason=namespaces.why_not() or "-"),
]


@dataclass
class Site:
    """A workshop spread over three namespaces."""

    state: Path
    spaces: Namespaces
    parts: dict[str, parts.Part]

    def outside(self, *words: str) -> dict[str, Any]:
        """Do something as a person in the outside namespace."""
        return self._told("outside", "tests.sites.from_outside", *words)

    def approved(self) -> list[int]:
        """Let both officers of the treasury approve, at their desks in the core's namespace."""
        found: list[int] = self._told("core", "tests.sites.from_inside")["approved"]
        return found

    def _told(self, zone: str, module: str, *words: str) -> dict[str, Any]:
        ran = self._inside(zone, "-m", module, str(self.state), *words)
        assert ran.returncode == 0, ran.stderr[-2000:]
        told: dict[str, Any] = json.loads(ran.stdout)
        return told

    def scanned(self, zone: str, host: str, first: int, last: int) -> list[int]:
        """Return the ports of a host that answer from a zone."""
        ran = self._inside(zone, "-m", "tests.sites.scan", host, str(first), str(last))
        assert ran.returncode == 0, ran.stderr
        return [int(port) for port in ran.stdout.split()]

    def wait_for_the_back_office(self) -> None:
        """Knock from within the core until the back office answers."""
        for _ in range(KNOCKS):
            if self.scanned("core", ADDRESSES["core"], PLACES.back_office, PLACES.back_office):
                return
            time.sleep(0.5)

    def _inside(self, zone: str, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.spaces.inside(zone, sys.executable, *words),
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT}/src:{ROOT}"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Start every part in the namespace of its zone."""
    state = Path(mkdtemp(prefix="kyosai-zones-"))
    state.chmod(0o711)
    spaces = Namespaces(f"ky{os.getpid()}")
    planned: list[parts.Part] = []
    try:
        spaces.build(portal=PLACES.portal, relay=PLACES.relay)
        keys.make(state / "keys")
        keys.hand_out(state)
        addresses = preparation.database_addresses(state)
        preparation.migrate(state, addresses)
        preparation.seat_sample_staff(state, addresses)
        preparation.set_the_clock(state)
        planned = parts.plan(state, PLACES, addresses)
        for part in planned:
            part.command = spaces.inside(ZONE.get(part.name, "core"), *part.command)
        parts.start(state, PLACES, planned)
        made = Site(state, spaces, {part.name: part for part in planned})
        made.outside("reach")
        made.wait_for_the_back_office()
        yield made
    finally:
        parts.stop(planned)
        preparation.stop_server(state)
        spaces.remove()
        shutil.rmtree(state, ignore_errors=True)


def test_from_the_internet_no_port_of_the_core_answers(site: Site) -> None:
    core = ADDRESSES["core"]
    assert site.scanned("core", core, PLACES.back_office, PLACES.back_office), "it is there"
    before = site.spaces.refused_by_core()

    found = site.scanned("internet", core, 1, 65_535)

    assert found == []
    assert site.spaces.refused_by_core() - before >= 65_535, "the wall saw every knock"


def test_from_outside_only_the_portal_answers(site: Site) -> None:
    internet, core = ADDRESSES["internet"], ADDRESSES["core"]

    assert site.scanned("outside", internet, PLACES.portal - 20, PLACES.portal + 20) == [8000]
    assert site.scanned("outside", internet, PLACES.relay, PLACES.relay) == []
    assert site.scanned("outside", core, PLACES.back_office - 20, PLACES.back_office + 20) == []


def test_the_whole_journey_works_across_the_wall(site: Site) -> None:
    site.outside("join", "1")
    site.outside("accepted", "1")

    site.outside("switch", "officers.absent", "on")  # no desk can be reached from out there
    site.outside("move", "2026-10-07T16:06:00")
    assert site.approved() == [1, 1]
    site.outside("move", "2026-10-23T12:30:00")

    site.outside("look", "1", "10月分 納付済み")


@pytest.mark.long  # a story shows it in every run
def test_with_the_courier_stopped_the_portal_accepts_and_nothing_is_lost(site: Site) -> None:
    courier = site.parts["courier"].running
    assert courier is not None
    os.killpg(courier.pid, signal.SIGSTOP)
    try:
        sent = [site.outside("join", str(serial)) for serial in (2, 3)]
        site.outside("away", "2")
    finally:
        os.killpg(courier.pid, signal.SIGCONT)

    assert len({each["receipt"] for each in sent}) == 2
    for serial in ("2", "3"):
        site.outside("accepted", serial)
