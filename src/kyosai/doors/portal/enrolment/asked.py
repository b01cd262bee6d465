"""質問の形 — a question is one page: a form, when it is asked, and its lines on the check page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from kyosai.doors.look.templatetags.look import day_in_era, yen
from kyosai.doors.portal.inputs.fields import Choice, Day, Number

Answers = dict[str, Any]


@dataclass
class Block:
    """Fields that stand together; with a summary they are folded away under it."""

    summary: str
    fields: list[BoundField]

    @property
    def is_open(self) -> bool:
        """Whether something in it was entered, or is wrong."""
        return any(
            bound.errors or getattr(bound.form, "cleaned_data", {}).get(bound.name)
            for bound in self.fields
        )


class Asked(forms.Form):
    """A question's form: what it keeps, and how the check page reads it back."""

    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {}  # who needs them, and the fields' names

    def blocks(self) -> list[Block]:
        """Return the fields in order, those only some need folded under who needs them."""
        summaries = {name: summary for summary, names in self.FOLDED.items() for name in names}
        blocks: list[Block] = []
        for bound in self:
            summary = summaries.get(bound.name, "")
            if not blocks or blocks[-1].summary != summary:
                blocks.append(Block(summary, []))
            blocks[-1].fields.append(bound)
        return blocks

    def kept(self) -> Answers:
        """Return what the draft keeps."""
        return dict(self.cleaned_data)


@dataclass(frozen=True)
class Question:
    """One page of the application."""

    key: str
    section: str
    title: str
    form: type[Asked]
    is_asked: Callable[[Answers], bool] = lambda answers: True
    lead: str = ""
    template: str = "portal/enrolment/question.html"

    def lines(self, answers: Answers) -> list[tuple[str, str]]:
        """Return the label and the words of every answer given."""
        given = answers.get(self.key, {})
        return [
            (getattr(field, "short", "") or str(field.label), _words(field, given.get(name)))
            for name, field in self.form.base_fields.items()
        ]

    def has_headline(self) -> bool:
        """Tell whether the page's heading is the label of its only field."""
        return len(self.form.base_fields) == 1


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, ""):
        return "（なし）"
    if isinstance(field, Choice):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, Day):
        return day_in_era(value)
    if isinstance(field, Number):
        unit = getattr(field, "unit", "")
        return yen(value) if unit == "円" else f"{value}{unit}"
    return str(value)
