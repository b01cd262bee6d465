"""コード — a word told by mouth or letter; the core knows it by its digest alone."""

import secrets
import unicodedata
from hashlib import sha256
from uuid import UUID, uuid5

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read as another
LENGTH, GROUP = 12, 4


def drawn() -> str:
    """Return a new code: XXXX-XXXX-XXXX."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def plain(given: str) -> str:
    """Return a code as it was typed, in its one form."""
    return "".join(c for c in unicodedata.normalize("NFKC", given).upper() if c.isalnum())


def is_code(given: str) -> bool:
    """Tell whether a text can be a code."""
    return len(given) == LENGTH and set(given) <= set(LETTERS)


def digest(code: str) -> str:
    """Return what the core knows a code by."""
    return sha256(f"kyosai code {plain(code)}".encode()).hexdigest()


def survivor(person: UUID, *, key: str) -> UUID:
    """Return under which number a relative is known: nobody makes it up without the room's own."""
    return uuid5(person, key)
