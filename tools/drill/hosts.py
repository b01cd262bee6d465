"""One host of the drill: the very files of deploy/, with this machine's places put in."""

import json
import os
import pwd
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kyosai.sites.wiring import ROOT
from tools.drill.network import ADDRESSES, Network
from tools.drill.programs import Programs

DEPLOY = ROOT / "deploy"
SITE_ONLY = "# site only"
NOBODY = pwd.getpwnam("nobody")


def placed(text: str, places: dict[str, str]) -> str:
    """Return a file of deploy/ with places put in, without the lines that only a site needs."""
    kept = [line for line in text.splitlines() if not line.endswith(SITE_ONLY)]
    text = "\n".join(kept) + "\n"
    for name, address in ADDRESSES.items():
        text = text.replace(f"{name}.kyosai.internal", address)
    for there, here in places.items():
        text = text.replace(there, here)
    return text


def give(path: Path) -> None:
    """Give a path to the server's user alone."""
    os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)
    path.chmod(0o700 if path.is_dir() else 0o600)


@dataclass(frozen=True)
class Keys:
    """Secrets of one drill."""

    superuser: str
    replication: str


class Host:
    """A namespace with a folder of its own, in which etcd and Patroni run as on a real host."""

    def __init__(
        self, name: str, *, folder: Path, network: Network, programs: Programs, keys: Keys
    ) -> None:
        self.name, self.folder = name, folder / name
        self._network, self._programs, self._keys = network, programs, keys
        self._drill = folder
        self._children: list[subprocess.Popen[bytes]] = []
        self.patroni: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where others find it."""
        return ADDRESSES[self.name]

    @property
    def cluster(self) -> Path:
        """Its data folder."""
        return self.folder / "lib" / "cluster"

    def prepare(self) -> None:
        """Make its folders."""
        for name in ("lib", "run", "etc"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
            give(self.folder / name)

    def start_etcd(self) -> None:
        """Start the witness of this host."""
        self._start(self._programs.etcd, "--config-file", self._configuration("etcd"), log="etcd")

    def start_patroni(self) -> None:
        """Start Patroni, which starts the server."""
        self.patroni = self._start(
            self._programs.patroni, self._configuration("patroni"), log="patroni"
        )

    def kill_postmaster(self) -> None:
        """Kill the server's first process, and no other."""
        pid = int((self.cluster / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """Kill every process of the host."""
        self._network.kill(self.name)
        for child in self._children:
            child.wait()
        self._children.clear()
        for left in (self.folder / "run").glob(".s.PGSQL*"):
            left.unlink()

    def told(self) -> dict[str, Any]:
        """Return what Patroni says of the whole cluster, as seen from here; nothing if away."""
        ask = (
            "import sys, urllib.request as r;"
            f"sys.stdout.write(r.urlopen('http://{self.address}:8008/cluster', timeout=2)"
            ".read().decode())"
        )
        ran = self.run(str(self._programs.patroni.parent / "python"), "-c", ask, check=False)
        return dict(json.loads(ran.stdout)) if ran.returncode == 0 else {}

    def run(
        self, *command: str, check: bool = True, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command on the host, as the server's user, and wait for it."""
        ran = subprocess.run(
            self._inside(*command), env=self._environment() | environment,
            check=False, capture_output=True, text=True, cwd="/",
        )  # fmt: skip
        if check and ran.returncode:
            raise RuntimeError(f"{self.name}: {command[0]}: {ran.stdout}{ran.stderr}")
        return ran

    def psql(self, statement: str) -> str:
        """Ask this host's own server, as its superuser."""
        return self.run(
            str(self._programs.postgres / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1",
            "-c", statement, PGHOST=str(self.folder / "run"), PGUSER="postgres",
            PGDATABASE="kyosai_core", PGPASSWORD=self._keys.superuser,
        ).stdout.strip()  # fmt: skip

    def _start(self, program: Path, *words: str, log: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{log}.log").open("ab") as output:
            child = subprocess.Popen(
                self._inside(str(program), *words), env=self._environment(),
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
                start_new_session=True,
            )  # fmt: skip
        self._children.append(child)
        return child

    def _inside(self, *command: str) -> list[str]:
        user = ("setpriv", f"--reuid={NOBODY.pw_uid}", f"--regid={NOBODY.pw_gid}", "--clear-groups")
        return self._network.inside(self.name, *user, "--", *command)

    def _configuration(self, of: str) -> str:
        text = (DEPLOY / of / f"{self.name}.yml").read_text()
        written = self.folder / "etc" / f"{of}.yml"
        written.write_text(placed(text, self._places()))
        return str(written)

    def _places(self) -> dict[str, str]:
        return {
            "/var/lib/kyosai": str(self.folder / "lib"),
            "/run/kyosai": str(self.folder / "run"),
            "/etc/kyosai": str(self.folder / "etc"),
            "/usr/lib/postgresql/18/bin": str(self._programs.postgres),
            "/usr/local/lib/kyosai": str(self._drill / "deploy"),
            "hostssl ": "host ",
            "https://": "http://",
        }

    def _environment(self) -> dict[str, str]:
        programs = (self._programs.postgres, self._programs.age.parent)
        return {
            "PATH": ":".join([*map(str, programs), os.environ["PATH"], "/usr/sbin"]),
            "HOME": str(self.folder / "run"),
            "LC_ALL": "C.UTF-8",
            "PATRONI_SUPERUSER_PASSWORD": self._keys.superuser,
            "PATRONI_REPLICATION_PASSWORD": self._keys.replication,
            "KYOSAI_REPOSITORY": str(self._drill / "repository"),
            "KYOSAI_BACKUP_RECIPIENTS": str(self._drill / "backup.recipients"),
        }
