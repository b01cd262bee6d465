"""連絡先の表示 — what we hold of a person's address, what does not reach them, and what waits."""

from typing import Any
from uuid import UUID

from kyosai.records.notices import contact
from kyosai.records.notices.contact import Standing
from kyosai.records.parties import reads as parties


def held(party: UUID) -> dict[str, Any]:
    """Return the contact a person gave last, to be put right."""
    known = parties.particulars(party)
    return {
        "address": known.address,
        "email": known.email,
        "phone": known.phone,
        **reached(contact.standing(party)),
    }


def reached(found: Standing) -> dict[str, Any]:
    """Return how a person is told, and what does not reach them."""
    return {"way": found.way, "troubles": sorted(found.troubles), "waiting": found.waiting}
