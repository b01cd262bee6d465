"""場所 — where each part listens: on the loopback, unless a test says otherwise."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """The ports of the workshop, and the address of each zone."""

    portal: int = 8000
    back_office: int = 8100
    relay: int = 7443
    outside_world: int = 8200
    mail: int = 8225
    internet_host: str = "127.0.0.1"
    core_host: str = "127.0.0.1"
    outside_host: str = "127.0.0.1"

    @classmethod
    def choose(cls, wish: str) -> "Places":
        """Return the fixed ports, five free ones for ``free``, or five given with commas."""
        if not wish:
            return cls()
        ports = _free(5) if wish == "free" else [int(port) for port in wish.split(",")]
        portal, back_office, relay, outside_world, mail = ports
        return cls(portal, back_office, relay, outside_world, mail)

    @property
    def portal_url(self) -> str:
        """Where people come in."""
        return f"http://{self.internet_host}:{self.portal}"

    @property
    def back_office_url(self) -> str:
        """Where staff come in."""
        return f"http://{self.core_host}:{self.back_office}"

    @property
    def outside_url(self) -> str:
        """Where the outside world answers."""
        return f"http://{self.outside_host}:{self.outside_world}"

    def taken(self) -> list[int]:
        """Return the ports somebody else already listens on."""
        ports = (self.portal, self.back_office, self.relay, self.outside_world, self.mail)
        return [port for port in ports if _answers(port)]


def _free(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
