"""受け方の段階 — the form of a step, and the steps that wait for another officer."""

from typing import Any

from django import forms
from django.http import HttpRequest

from kyosai.casework import reads as casework
from kyosai.doors.back_office import wall
from kyosai.procedures.upkeep import stage
from kyosai.records.stages import reads as stages
from kyosai.reports.scorecard.card import SCHEMES
from kyosai.schemes.clocks import filings


class Step(forms.Form):
    """Which procedure, which step, from when."""

    procedure = forms.ChoiceField(
        label="手続き",
        error_messages={"required": "手続きを選んでください。"},
    )
    stage = forms.ChoiceField(
        label="受け方",
        choices=tuple(stages.WORDS.items()),
        error_messages={"required": "受け方を選んでください。"},
    )
    from_on = forms.DateField(
        label="始まる日",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "始まる日を入れてください。",
            "invalid": "日付を確かめてください。",
        },
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [
            (key, f"{SCHEMES[each.scheme]}　{each.name}") for key, each in filings.filings().items()
        ]
        self.fields["procedure"].choices = choices  # type: ignore[attr-defined]


def waiting(request: HttpRequest) -> list[dict[str, str]]:
    """Return the steps that wait for another officer, of this officer's schemes."""
    return [
        {
            "case": case,
            "name": f"{SCHEMES[each.scheme]}　{each.name}",
            "words": casework.file(case)[0].words,
        }
        for key, each in filings.filings().items()
        if wall.is_theirs(request, each.scheme) and (case := stage.waiting(key))
    ]
