"""The whole of it: three witnesses, two servers at the main site, one in the cloud."""

import os
import shutil
import subprocess
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tools.drill.hosts import DEPLOY, NOBODY, Host, Keys
from tools.drill.network import ADDRESSES, Network
from tools.drill.programs import Programs

SERVERS = ("main-a", "main-b", "cloud-c")
WITNESSES = ("main-a", "main-b", "witness")
PATIENCE = 120.0
# A client gives a silent server up after seconds, and takes the one that accepts writes.
LINE = (
    "target_session_attrs=read-write&connect_timeout=2&tcp_user_timeout=4000"
    "&keepalives_idle=2&keepalives_interval=1&keepalives_count=3"
)


class Late(Exception):
    """What was waited for did not come."""


class Cluster:
    """Three hosts and the witness; every round begins from the same seed."""

    def __init__(
        self, folder: Path, *, network: Network, programs: Programs, keys: Keys, seed: Path
    ) -> None:
        self.folder, self.network, self._seed = folder, network, seed
        self.programs, self.keys = programs, keys
        made = {"folder": folder, "network": network, "programs": programs, "keys": keys}
        self.hosts = {name: Host(name, **made) for name in dict.fromkeys(SERVERS + WITNESSES)}  # type: ignore[arg-type]

    def begin(self) -> None:
        """Start from the seed alone; return when every commit is on all three."""
        self.end()
        for host in self.hosts.values():
            shutil.rmtree(host.folder, ignore_errors=True)
            host.prepare()
        _lay_out(self.folder)
        first = self.hosts["main-a"]
        _copy(self._seed, first.cluster)
        for name in WITNESSES:
            self.hosts[name].start_etcd()
        first.start_patroni()
        self.await_primary()
        for name in ("main-b", "cloud-c"):
            self.hosts[name].start_patroni()
        self.await_protected()

    def end(self) -> None:
        """End every host."""
        for host in self.hosts.values():
            self.network.heal(host.name)
            host.kill()

    def members(self) -> dict[str, dict[str, Any]]:
        """Return what the first server that answers says of all of them."""
        for name in SERVERS:
            if told := self.hosts[name].told():
                return {each["name"]: each for each in told["members"]}
        return {}

    def primary(self) -> str:
        """Return who holds the lock, or nothing."""
        leading = (n for n, m in self.members().items() if m["role"] == "leader")
        return next((n for n in leading if self.members().get(n, {}).get("state") == "running"), "")

    def synchronous(self) -> set[str]:
        """Return the standbys every commit waits for."""
        return {
            name
            for name, member in self.members().items()
            if member["role"] == "sync_standby" and member["state"] == "streaming"
        }

    def await_primary(self) -> str:
        """Return the primary, once there is one."""
        _await(lambda: bool(self.primary()), "primary")
        return self.primary()

    def await_protected(self) -> float:
        """Return after how many seconds every commit is on all three again."""
        began = monotonic()
        _await(lambda: len(self.synchronous()) == 2, "both standbys")
        return monotonic() - began

    def address(self, role: str, secret: str, *, only: str = "") -> str:
        """Return the address of the database, as an application of this site is told it."""
        names = [only] if only else list(SERVERS)
        hosts = ",".join(ADDRESSES[name] for name in names)
        ports = ",".join("5432" for _ in names)
        return f"postgresql://{role}:{secret}@/kyosai_core?host={hosts}&port={ports}&{LINE}"


def _lay_out(folder: Path) -> None:
    """Put the scripts and a folder for backups where every host of the drill reaches them."""
    shutil.rmtree(folder / "repository", ignore_errors=True)
    (folder / "repository").mkdir()
    os.chown(folder / "repository", NOBODY.pw_uid, NOBODY.pw_gid)
    shutil.copytree(DEPLOY, folder / "deploy", dirs_exist_ok=True)


def _copy(seed: Path, cluster: Path) -> None:
    subprocess.run(["cp", "-a", str(seed), str(cluster)], check=True)
    cluster.chmod(0o700)


def _await(is_so: Any, what: str, patience: float = PATIENCE) -> None:
    until = monotonic() + patience
    while not is_so():
        if monotonic() > until:
            raise Late(what)
        sleep(0.3)
