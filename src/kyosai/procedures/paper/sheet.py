"""紙の控え — what a case knows of its form: the template, the pictures, the values so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kyosai.casework.models import Case
from kyosai.formats.forms import template
from kyosai.formats.forms.template import Form


@dataclass(frozen=True)
class Sheet:
    """One form on its way. ``page`` and ``papers`` are uses of documents, by id."""

    person: str
    page: str
    papers: tuple[str, ...]
    received_at: datetime
    receipt: str
    form: Form | None
    values: dict[str, str]

    def valued(self, values: dict[str, str]) -> "Sheet":
        """Return the sheet with more boxes known."""
        return replace(self, values=self.values | values)

    def open_boxes(self) -> list[str]:
        """Return the boxes nobody has settled yet."""
        assert self.form is not None
        return [box.name for box in self.form.read if box.name not in self.values]


def written(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as its case keeps it."""
    return {
        "person": sheet.person,
        "page": sheet.page,
        "papers": list(sheet.papers),
        "received_at": sheet.received_at.isoformat(),
        "receipt": sheet.receipt,
        "form": [sheet.form.key, sheet.form.since.isoformat()] if sheet.form else [],
        "values": sheet.values,
    }


def of(case: Case) -> Sheet:
    """Return the sheet of a case."""
    told = case.filing
    named: Sequence[str] = told["form"]
    return Sheet(
        person=told["person"],
        page=told["page"],
        papers=tuple(told["papers"]),
        received_at=datetime.fromisoformat(told["received_at"]),
        receipt=told["receipt"],
        form=template.named(named[0], since=named[1]) if named else None,
        values=dict(told["values"]),
    )
