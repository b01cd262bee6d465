"""見本の会社 — plainly fictional firms, and how somebody signs in for one with GビズID."""

from dataclasses import dataclass

from tools.story.visitor import Visitor
from tools.story.world import World


@dataclass(frozen=True)
class Firm:
    """One firm as its account shows it; ``kind`` is one the sample GビズID lets one play."""

    name: str
    person: str
    number: str = "9999901000008"
    address: str = "架空区見本町４丁目５番６号"
    kind: str = "prime_corporation"


def sign_in(world: World, firm: Firm) -> Visitor:
    """Sign in for a firm, with an account of one's own."""
    return enter(choose(world, firm.person), account="own", **vars(firm))


def choose(world: World, person: str) -> Visitor:
    """Choose the sign-in of companies, as far as the page of GビズID."""
    return Visitor(person).open(f"{world.portal}/sign-in/").press("GビズIDでサインイン")


def enter(person: Visitor, /, *, account: str, **filled: str) -> Visitor:
    """Open an account at the page of GビズID, and come back."""
    return person.press("GビズIDでサインイン", account=account, password="1234", **filled)
