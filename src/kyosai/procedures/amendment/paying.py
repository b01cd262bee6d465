"""変更の前と後 — how a contract pays when a change is asked for, and what the change comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kyosai.basis.months import Month
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.one_trip import Statement
from kyosai.records.premiums.paying import Paying, paying
from kyosai.schemes.payment_terms import Books, Terms

__all__ = ["Effect", "Paying", "of_party", "paying"]


@dataclass(frozen=True)
class Effect:
    """What a change comes to: the terms from a month on, in sentences, and the rows it writes.

    ``shows`` are more facts for the page, over those every change shows.
    ``stands_at`` is the step a case stays open at: to be examined before anything is written, or
    audited after. ``actions`` is what the holder has to see to, each a label and an address.
    """

    terms: Terms
    books: Books
    since: Month
    says: tuple[str, ...]
    writes: tuple[Statement, ...]
    shows: Mapping[str, Any] = field(default_factory=dict)
    stands_at: str = ""
    actions: tuple[dict[str, str], ...] = ()


def of_party(party: UUID, *, scheme: str) -> Standing | None:
    """Return the active contract of a person in a scheme."""
    held = contracts.of_party(party)
    active = (each for each in held if each.status == "active" and each.scheme == scheme)
    return next(active, None)
