"""世界 — what every partner shares: memory, the clock, keys, and where things are."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from outside_world.business_time import BusinessTime
from outside_world.memory import Memory

CONSIGNOR_CODE = "0000123456"
DAA_CLIENT_ID = "kyosai"
GBIZID_CLIENT_ID = "kyosai"
GBIZID_RETURN = "/sign-in/gbizid/return/"  # the one address registered for us there
HOUJIN_APPLICATION_ID = "kyosai-workshop"


@dataclass(frozen=True)
class World:
    """One outside world. Nothing in it is global, so a test may make its own."""

    memory: Memory
    clock: BusinessTime
    keys: Path
    state: Path
    parts: Path
    base_url: str
    portal_url: str
    back_office_url: str
    scanner: Path = Path("none")  # the folder the mail room watches
    font: Path = Path("none")  # what people write with

    def key(self, name: str) -> bytes:
        """Return the bytes of one key file."""
        return (self.keys / name).read_bytes()

    @property
    def hub_key(self) -> bytes:
        """The secret shared between hub and consignor."""
        return self.key("hub_secret")

    @property
    def bank_key(self) -> bytes:
        """The secret shared between bank desk and consignor."""
        return self.key("bank_secret")

    @property
    def issuer(self) -> str:
        """The name of デジタル認証アプリ in its tokens."""
        return f"{self.base_url}/daa/realms/main"

    @property
    def gbizid_issuer(self) -> str:
        """The name of GビズID in its tokens, with the slash at its end."""
        return f"{self.base_url}/gbizid/oauth/"

    def is_consignors(self, url: str) -> bool:
        """Tell whether a browser or a notice may be sent to this address."""
        return url.startswith(f"{self.portal_url}/")


def here() -> World:
    """Return the world the present request came to."""
    world = current_app.extensions["world"]
    assert isinstance(world, World)
    return world
