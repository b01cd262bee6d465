"""サインインの方法 — one way in for each scheme: its provider, its words, its home."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from kyosai.doors.portal import partners
from kyosai.doors.portal.persons import Provider
from kyosai.wires.daa.provider import Claims
from kyosai.wires.gbizid.account import Account


class Client(Protocol):
    """What either wire does: send the browser away, and believe what comes back or not."""

    def begin(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what to keep for its return."""

    def finish(self, pending: Mapping[str, str], query: Mapping[str, str]) -> Claims | Account:
        """Return who signed in, or refuse."""


@dataclass(frozen=True)
class Way:
    """One way in; the addresses are named as in ``urls``."""

    provider: Provider
    name: str
    scheme: str
    template: str
    home_page: str
    return_page: str

    @property
    def home(self) -> str:
        """Where one lands who was on the way to nowhere else."""
        return reverse(self.home_page)

    def client(self) -> Client:
        """Return the wire of this way."""
        return partners.daa() if self.provider is Provider.DAA else partners.gbizid()


BY_CARD = Way(
    Provider.DAA,
    name="マイナンバーカード",
    scheme="小規模企業共済",
    template="portal/entrance/by_card.html",
    home_page="portal:mine",
    return_page="portal:sign_in_return",
)
BY_GBIZID = Way(
    Provider.GBIZID,
    name="GビズID",
    scheme="倒産防止共済",
    template="portal/entrance/by_gbizid.html",
    home_page="portal:tosanboshi",
    return_page="portal:gbizid_return",
)
BY_AGENCY = Way(
    Provider.AGENCY,
    name="GビズID（委託機関）",
    scheme="委託機関の窓口",
    template="portal/entrance/by_gbizid.html",
    home_page="portal:agency",
    return_page="portal:gbizid_return",
)
CHOICES = (BY_CARD, BY_GBIZID)
WAYS = {way.provider: way for way in (*CHOICES, BY_AGENCY)}


def needed(text: str) -> Way | None:
    """Return the way a page has said it needs; nothing when either will do."""
    return next((way for way in WAYS.values() if way.provider.value == text), None)
