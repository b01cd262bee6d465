"""確認の終わり — a desk closes a case a rule opened, with words, and answers the holder."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import decision, flows
from kyosai.procedures.collection import query
from kyosai.procedures.payment import query as payment_query


class Settling(forms.Form):
    """What was found and done; and, when the case is about a person, what the person reads."""

    words = forms.CharField(
        label="確認したこと・したこと",
        help_text="案件の記録に残ります。",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "確認したことと、したことを書いてください。"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if case.subject != query.NOBODY and case.flow in query.FLOWS:
            self.fields["answer"] = forms.CharField(
                label="ご本人への説明",
                help_text="ご本人への通知にそのまま載ります。次にできることも書いてください。",
                max_length=500,
                required=query.awaits_answer(case),
                widget=forms.Textarea(attrs={"rows": 6}),
                error_messages={"required": query.NoAnswer.reason},
            )


def settle(request: HttpRequest, number: str) -> HttpResponse:
    """確認を終える — one officer of the desk is enough."""
    case = flows.seen(request, number, among=flows.QUERIES)
    form = Settling(request.POST or None, case=case)
    if form.is_valid():
        of_money = partial(payment_query.close, flow=flows.of(case))
        close = query.close if case.flow in query.FLOWS else of_money
        return decision.asked(request, number, close, **form.cleaned_data)
    page = {"case": case, "form": form}
    return render(request, "back_office/cases/settle.html", page)
