"""応対の様式 — how a call ended, in the codes of the day."""

from datetime import date
from typing import Any

from django import forms

from kyosai.procedures.access.calls import log


class EndForm(forms.Form):
    """Why the person called, and what came of it."""

    reason = forms.ChoiceField(error_messages={"required": "用件を選んでください。"})
    outcome = forms.ChoiceField(error_messages={"required": "結果を選んでください。"})
    by_script = forms.BooleanField(required=False)
    words = forms.CharField(max_length=300, required=False)

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        for field, codes in (("reason", log.reasons(on=on)), ("outcome", log.outcomes(on=on))):
            choice = self.fields[field]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = list(codes.items())
