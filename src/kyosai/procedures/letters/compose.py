"""手紙の組版 — a letter from the outbox becomes a sheet with its three lines first."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.conf import settings

from kyosai.basis import parameters
from kyosai.formats.paper import letter as paper
from kyosai.procedures.letters.query import facts
from kyosai.records.letters.reads import Waiting

Lead = tuple[str, str, str]


def written(letter: Waiting, *, on: date) -> bytes:
    """Return the PDF of a letter as it is printed on a day; again gives the same bytes."""
    return paper.written(
        paper.Letter(
            number=letter.number,
            title=letter.title,
            name=letter.name,
            address=letter.address,
            lead=letter.lead or lead(letter.kind),
            body=letter.body,
            rows=letter.rows,
            url=f"{settings.PORTAL_URL}{letter.path}",
            issued_on=on,
            issuer=facts()["issuer"],
            is_sample=settings.WORKSHOP,
        )
    )


@cache
def lead(kind: str) -> Lead:
    """Return the three lines of a kind of notice: its own, or those of the kinds it belongs to."""
    row = max(
        (row for row in leads() if kind.startswith(row["kind"])), key=lambda row: len(row["kind"])
    )
    return row["what"], row["must"], row["until"]


def leads() -> Sequence[dict[str, str]]:
    """Return the three lines of every kind of notice; an empty kind is everybody's last resort."""
    rows: Sequence[dict[str, str]] = parameters.table(__package__, "leads")["lead"]
    return rows


def adverse() -> list[str]:
    """Return the kinds of notice that go by letter when nobody opens them."""
    return [row["kind"] for row in leads() if row.get("adverse") == "yes"]
