"""Two sites as namespaces: a switch each, a line between the switches, a host for each node.

Everything lies in namespaces named after this process; nothing of the machine's own network is
changed, and whoever deletes the namespaces has deleted all of it.
"""

import os
import signal
import subprocess
from dataclasses import dataclass, field

ADDRESSES = {
    "main-a": "10.203.1.1",
    "main-b": "10.203.1.2",
    "witness": "10.203.1.3",
    "app": "10.203.1.9",
    "cloud-c": "10.203.2.1",
}
SITES = {"main": ("main-a", "main-b", "witness", "app"), "cloud": ("cloud-c",)}
LINE = "main-cloud"  # between the sites


@dataclass
class Network:
    """The namespaces of one drill."""

    prefix: str = field(default_factory=lambda: f"kyosai-drill-{os.getpid()}")

    def space(self, host: str) -> str:
        """Return the namespace of a host."""
        return f"{self.prefix}-{host}"

    def inside(self, host: str, *command: str) -> list[str]:
        """Return a command as it runs on a host."""
        return ["ip", "netns", "exec", self.space(host), *command]

    def build(self) -> None:
        """Make the switches, the hosts and the line."""
        _ip("netns", "add", self.space("switch"))
        for site, hosts in SITES.items():
            self._switch("link", "add", site, "type", "bridge")
            self._switch("link", "set", site, "up")
            for host in hosts:
                self._join(host, site)
        self._switch("link", "add", LINE, "type", "veth", "peer", "name", "cloud-main")
        for end, site in ((LINE, "main"), ("cloud-main", "cloud")):
            self._switch("link", "set", end, "master", site, "up")

    def cut(self, host: str) -> None:
        """Pull a host's cable, or that between the sites."""
        self._switch("link", "set", host, "down")

    def heal(self, host: str) -> None:
        """Plug it in again."""
        self._switch("link", "set", host, "up")

    def kill(self, host: str) -> None:
        """End every process of a host at once, as a power cut would."""
        for _ in range(50):
            pids = self._pids(host)
            if not pids:
                return
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        raise RuntimeError(f"{host} does not die")

    def remove(self) -> None:
        """End what still runs in the namespaces and take them away."""
        listed = subprocess.run(
            ["ip", "netns", "list"], check=False, capture_output=True, text=True
        )
        names = {line.split()[0] for line in listed.stdout.splitlines() if line.strip()}
        for host in (*ADDRESSES, "switch"):
            if self.space(host) in names:
                self.kill(host)
                subprocess.run(["ip", "netns", "delete", self.space(host)], check=False)

    def _pids(self, host: str) -> list[int]:
        listed = subprocess.run(
            ["ip", "netns", "pids", self.space(host)], check=True, capture_output=True, text=True
        )
        return [int(pid) for pid in listed.stdout.split() if _is_alive(int(pid))]

    def _join(self, host: str, site: str) -> None:
        space = self.space(host)
        _ip("netns", "add", space)
        _ip("link", "add", "net", "netns", space, "type", "veth",
            "peer", "name", host, "netns", self.space("switch"))  # fmt: skip
        self._switch("link", "set", host, "master", site, "up")
        _ip("-n", space, "address", "add", f"{ADDRESSES[host]}/16", "dev", "net")
        for device in ("lo", "net"):
            _ip("-n", space, "link", "set", device, "up")

    def _switch(self, *words: str) -> None:
        _ip("-n", self.space("switch"), *words)


def _is_alive(pid: int) -> bool:
    """Tell a living process from one that only waits for its parent to take note."""
    try:
        with open(f"/proc/{pid}/stat") as told:
            return told.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _ip(*words: str) -> None:
    ran = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(f"ip {' '.join(words)}: {ran.stderr}")
