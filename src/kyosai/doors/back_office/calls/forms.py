"""応対の様式 — what an operator types: how a call ended, a contact, a half hour."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kyosai.doors.back_office import words
from kyosai.procedures.access.calls import log
from kyosai.procedures.access.calls.booking import Slot
from kyosai.procedures.access.calls.words import KINDS

CHOOSE = ("", "選んでください")


class EndForm(forms.Form):
    """Why the person called, and what came of it."""

    reason = forms.ChoiceField(label="用件", error_messages={"required": "用件を選んでください。"})
    outcome = forms.ChoiceField(label="結果", error_messages={"required": "結果を選んでください。"})
    by_script = forms.BooleanField(label="台本で答えた", required=False)
    words = forms.CharField(
        label="記録（なくてもよい）",
        help_text="氏名・番号・口座は書かないでください。",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        _choices(self, "reason", log.reasons(on=on))
        _choices(self, "outcome", log.outcomes(on=on))


class ContactForm(forms.Form):
    """What is to be corrected, to what."""

    what = forms.ChoiceField(label="直すもの", choices=[CHOOSE, *KINDS.items()])
    value = forms.CharField(label="新しい連絡先", max_length=254)


class CallBackForm(forms.Form):
    """When we call back, and about what."""

    starts_at = forms.ChoiceField(label="時間")
    topic = forms.ChoiceField(label="用件")

    def __init__(self, *given: Any, on: date, slots: Sequence[Slot], **named: Any) -> None:
        super().__init__(*given, **named)
        starts = {slot.starts_at.isoformat(): words.at(slot.starts_at) for slot in slots}
        _choices(self, "starts_at", starts)
        _choices(self, "topic", log.reasons(on=on))


def _choices(form: forms.Form, field: str, named: dict[str, str]) -> None:
    choice = form.fields[field]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [CHOOSE, *named.items()]
