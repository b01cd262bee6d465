"""Both zones as real processes: a relay, a portal that sends, and a courier one may kill."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings

from kyosai.sites.workshop import databases, postgres

ROOT = Path(__file__).parents[3]
INTERNET, CORE = "kyosai.sites.internet.settings", "kyosai.sites.core.settings"


@dataclass
class Zones:
    """Addresses of both databases, and the processes started on them."""

    server: postgres.Server
    state: Path
    core: str
    internet: str = ""
    port: int = 0
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """What the processes said to nobody in particular."""
        return self.state / "zones.log"

    def start(self) -> None:
        """Make the internet zone's database and set a relay before it."""
        name = f"copy_{uuid4().hex[:12]}"
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as admin:
            databases.database(admin, name, zone="internet")
        with psycopg.connect(self.server.url(name), autocommit=True) as admin:
            databases.open_to_app(admin, zone="internet")
        self.internet = self._url(name, "owner")
        self.ended(["-m", "django", "migrate", "-v0", "--skip-checks"], INTERNET)
        self.internet = self._url(name, "app")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def _url(self, name: str, kind: str) -> str:
        role = f"kyosai_internet_{kind}"
        return self.server.url(name, role=role, secret=settings.KEYS.text(f"{role}.secret"))

    def surroundings(self, site: str) -> dict[str, str]:
        """Return what each process is told; the portal's never hears of the core."""
        told = {"KYOSAI_CORE_DATABASE_URL": self.core}
        if site == INTERNET:
            told = {"KYOSAI_INTERNET_DATABASE_URL": self.internet}
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": site,
            "KYOSAI_STATE": str(self.state),
            "KYOSAI_RELAY_PORT": str(self.port),
            **told,
        }

    def run(self, words: list[str], site: str) -> subprocess.Popen[str]:
        """Start a process of one zone."""
        with self.log.open("a") as log:
            started = subprocess.Popen(
                [sys.executable, *words],
                env=self.surroundings(site),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.running.append(started)
        return started

    def ended(self, words: list[str], site: str) -> str:
        """Run a process of one zone to its end and return what it printed."""
        said, _ = (started := self.run(words, site)).communicate(timeout=90)
        assert started.returncode == 0, self.log.read_text()[-2000:]
        return said

    def relay(self) -> subprocess.Popen[str]:
        """Start the relay, and wait until it listens."""
        started = self.run(["-m", "kyosai.sites.internet.relay"], INTERNET)
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return started
            time.sleep(0.1)
        raise AssertionError("the relay does not listen")

    def courier(self) -> subprocess.Popen[str]:
        """Start a courier whose postroom notes every effect."""
        started = self.run(["-m", "tests.doors.clock.courier_child"], CORE)
        assert started.stdout is not None and started.stdout.readline() == "setting out\n"
        return started

    def stop(self) -> None:
        """End whatever still runs, by its own id."""
        for each in self.running:
            if each.poll() is None:
                each.kill()
            each.wait(timeout=10)
            if each.stdout:
                each.stdout.close()
