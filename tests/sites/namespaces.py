"""Three network namespaces — internet, core, outside — joined as a real site would be.

Each zone has one address of its own; links go pairwise; the core lets nothing in that it did not
ask for. Needs root, ip and nft.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass

ADDRESSES = {"internet": "10.201.0.1", "core": "10.201.0.2", "outside": "10.201.0.3"}
LINKS = (("internet", "core"), ("internet", "outside"), ("core", "outside"))
CORE_RULES = """
table inet wall {
    counter refused { }
    chain input {
        type filter hook input priority 0; policy drop;
        iif lo accept
        ct state established,related accept
        counter name refused drop
    }
}
"""
INTERNET_RULES = """
table inet wall {
    chain input {
        type filter hook input priority 0; policy drop;
        iif lo accept
        ct state established,related accept
        iifname "to-outside" tcp dport %(portal)s accept
        iifname "to-core" tcp dport %(relay)s accept
    }
}
"""


def why_not() -> str:
    """Return why namespaces cannot be used here, or nothing."""
    if os.geteuid() != 0:
        return "root is needed to make network namespaces"
    missing = [tool for tool in ("ip", "nft") if not shutil.which(tool)]
    return f"not installed: {', '.join(missing)}" if missing else ""


@dataclass(frozen=True)
class Namespaces:
    """The three namespaces of one test, named after its process."""

    prefix: str

    def name(self, zone: str) -> str:
        """Return the namespace of a zone."""
        return f"{self.prefix}-{zone}"

    def inside(self, zone: str, *command: str) -> list[str]:
        """Return a command as it runs inside a zone."""
        return ["ip", "netns", "exec", self.name(zone), *command]

    def build(self, *, portal: int, relay: int) -> None:
        """Make namespaces, links, routes and walls."""
        for zone, address in ADDRESSES.items():
            _run("ip", "netns", "add", self.name(zone))
            self._in(zone, "ip", "link", "set", "lo", "up")
            self._in(zone, "ip", "address", "add", f"{address}/32", "dev", "lo")
        for one, other in LINKS:
            self._link(one, other)
        self._wall("core", CORE_RULES)
        self._wall("internet", INTERNET_RULES % {"portal": portal, "relay": relay})

    def remove(self) -> None:
        """Take everything away again."""
        for zone in ADDRESSES:
            subprocess.run(
                ["ip", "netns", "delete", self.name(zone)], check=False, capture_output=True
            )

    def refused_by_core(self) -> int:
        """Return how many packets the core's wall has dropped."""
        listed = subprocess.run(
            self.inside("core", "nft", "list", "counter", "inet", "wall", "refused"),
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        return int(listed.split("packets")[1].split()[0])

    def _link(self, one: str, other: str) -> None:
        here, there = f"to-{other}", f"to-{one}"
        _run(
            "ip", "link", "add", here, "netns", self.name(one),
            "type", "veth", "peer", "name", there, "netns", self.name(other),
        )  # fmt: skip
        for zone, link, target in ((one, here, other), (other, there, one)):
            self._in(zone, "ip", "link", "set", link, "up")
            self._in(
                zone, "ip", "route", "add", f"{ADDRESSES[target]}/32", "dev", link,
                "src", ADDRESSES[zone],
            )  # fmt: skip

    def _wall(self, zone: str, rules: str) -> None:
        subprocess.run(self.inside(zone, "nft", "-f", "-"), input=rules, text=True, check=True)

    def _in(self, zone: str, *command: str) -> None:
        _run(*self.inside(zone, *command))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
