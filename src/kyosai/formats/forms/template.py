"""様式の型 — a form, its versions and the boxes of each, as dated facts."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.refusal import Refused

PAGE = (210, 297)  # A4, millimetres
LETTERS = "KYOSAI"


class UnknownForm(Refused):
    """A code, or a choice, that names no form of ours."""

    reason = "この様式はありません。様式の種類を選び直してください。"


@dataclass(frozen=True)
class Box:
    """One box: millimetres from the left, from the top, wide and high.

    ``side`` is what a reader learns in it; a box of the desk is shown to no reader.
    """

    name: str
    label: str
    hint: str
    side: str
    shape: str
    at: tuple[int, int, int, int]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One printed version of a form."""

    key: str
    title: str
    short: str
    scheme: str
    procedure: str
    since: date
    boxes: tuple[Box, ...]
    notes: tuple[str, ...]

    @property
    def code(self) -> str:
        """Return what the printed squares say, before the number of the square."""
        return f"{LETTERS} {self.key} {self.since.isoformat()}"

    @property
    def read(self) -> tuple[Box, ...]:
        """Return the boxes that readers read."""
        return tuple(box for box in self.boxes if box.side != "desk")

    def box(self, name: str) -> Box:
        """Return a box by its name."""
        return next(box for box in self.boxes if box.name == name)


@dataclass(frozen=True)
class Mark:
    """One printed square: millimetres from the left and the top."""

    x: int
    y: int
    size: int


def marks() -> tuple[Mark, Mark]:
    """Return where the two squares stand; the number at the end of their text is their place."""
    facts = _facts()["marks"]
    first, second = (
        Mark(facts[name][0], facts[name][1], facts["size"]) for name in ("first", "second")
    )
    return first, second


def forms(*, on: date) -> list[Form]:
    """Return the forms as they are printed on a day."""
    newest = {each.key: each for each in _all() if each.since <= on}
    return list(newest.values())


def every_version() -> tuple[Form, ...]:
    """Return every form that was ever printed: paper is kept in drawers."""
    return _all()


def coded(text: str) -> Form:
    """Return the form whose square says this, whichever version it was printed from."""
    for form in _all():
        if text.startswith(f"{form.code} "):
            return form
    raise UnknownForm


def named(key: str, *, since: str) -> Form:
    """Return a version of a form."""
    for form in _all():
        if (form.key, form.since.isoformat()) == (key, since):
            return form
    raise UnknownForm


@cache
def _all() -> tuple[Form, ...]:
    return tuple(
        _form(row, version)
        for row in _facts()["form"]
        for version in sorted(row["version"], key=lambda version: version["since"])
    )


def _form(row: dict[str, Any], version: dict[str, Any]) -> Form:
    boxes = tuple(
        Box(
            **{**box, "at": tuple(box["at"]), "choices": tuple(box.get("choices", ()))},
        )
        for box in version["boxes"]
    )
    named_ = {name: row[name] for name in ("key", "title", "short", "scheme", "procedure")}
    return Form(**named_, since=version["since"], boxes=boxes, notes=tuple(version["notes"]))


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "forms")
