"""一致の画面 — the row of the list beside the person, and what was proposed."""

from typing import Any

from django import forms

from kyosai.casework.listings import CONFIRM, EXAMINE, LISTING
from kyosai.casework.models import Case
from kyosai.doors.back_office import words
from kyosai.procedures.listing import decide
from kyosai.records.listed import reads as listed
from kyosai.records.officers import reads as officers


class Match(forms.Form):
    """Whether it is the same person, and why."""

    is_same = forms.ChoiceField(
        label="名簿の人と同じ人ですか",
        choices=[("", "選んでください"), ("no", "別の人"), ("yes", "同じ人")],
    )
    why = forms.CharField(
        label="調べたこととその理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


def of(officer: Any, case: Case, *, unmasked: bool) -> dict[str, Any]:
    """Return what the page of a match shows; nothing of any other case."""
    if case.flow != LISTING.name:
        return {}
    row, proposed = listed.row(str(case.filing["row"])), decide.proposal(case)
    names = officers.names()
    who = str(proposed.get("officer", ""))
    decides = not case.is_closed and officers.may(officer, "cases.decide")
    return {
        "rows": _rows(row, unmasked=unmasked) if row else [],
        "proposal": proposed | {"who": names.get(who, who)} if proposed else {},
        "may_propose": decides and case.step == EXAMINE,
        "may_confirm": decides and case.step == CONFIRM and officers.may(officer, "cases.confirm"),
        "form": Match(),
    }


def _rows(row: listed.Row, *, unmasked: bool) -> list[tuple[str, str]]:
    name, kana = (row.name, row.kana) if unmasked else map(words.masked, (row.name, row.kana))
    born = ""
    if row.birthdate:
        born = words.on(row.birthdate) if unmasked else words.birth_year(row.birthdate)
    return [
        ("名簿の番号", row.key),
        ("氏名", name),
        ("フリガナ", kana),
        ("生年月日", born or "—"),
        ("掲載", f"{words.on(row.since)}から"),
        ("出所", row.source),
    ]
