"""倒産防止共済の貸付けの案件 — examine with figures, ask once, propose, decide, take back."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kyosai.basis.money import Yen
from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import decision, flows
from kyosai.doors.back_office.lending import told
from kyosai.procedures.lending.flow import CONTRACT_LOAN
from kyosai.procedures.lending.skk import paid_in
from kyosai.procedures.lending.tosanboshi import refinancing
from kyosai.procedures.lending.tosanboshi.flow import (
    CONFIRM,
    MUTUAL_AID_LOAN,
    SIGN,
    TEMPORARY_LOAN,
)
from kyosai.procedures.lending.tosanboshi.mutual_aid import decide, examine
from kyosai.procedures.lending.tosanboshi.mutual_aid.claim import Assessed

CLAIMS = (MUTUAL_AID_LOAN.name,)
# Both schemes wait for the holder's money: what makes the new loan, and what gives it up.
REFINANCED: dict[str, tuple[Callable[..., object], Callable[..., object]]] = {
    TEMPORARY_LOAN.name: (refinancing.confirm, refinancing.give_back),
    CONTRACT_LOAN.name: (paid_in.confirm, paid_in.give_up),
}
MOST = 80_000_000
BACK: dict[str, tuple[str, Callable[..., object]]] = {
    CONFIRM: ("審査へ差し戻す", decide.send_back),
    SIGN: ("署名の前に、審査へもどす", decide.recall),
}


class Assessment(forms.Form):
    """The damage found at each customer, the amount, and the note of the interview."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = told.customers(case)
        for place, customer in enumerate(self.customers):
            self.fields[f"yen_{place}"] = forms.IntegerField(
                label=f"{customer['name']}の回収困難額（円）",
                help_text=f"請求は{customer['lost']}です。同じときは空のままにします。",
                required=False,
                min_value=0,
                max_value=999_999_999,
            )
            self.fields[f"reason_{place}"] = forms.CharField(
                label="請求とちがう額にする理由", required=False, max_length=300
            )
        self.fields["amount"] = forms.IntegerField(
            label="貸付額（円）",
            help_text="空のままなら、請求額か上限の少ないほうにします。",
            required=False,
            min_value=50_000,
            max_value=MOST,
        )
        if case.filing["lending"]["pause_reason"]:
            self.fields["may_pause"] = forms.BooleanField(
                label="すえ置きの間の掛金の休止を認める", required=False
            )
        self.fields["interview"] = forms.CharField(
            label="聞き取り",
            help_text="だれと話し、何を確かめたかを書きます。案件の記録に残ります。",
            max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": "聞き取ったことを書いてください。"},
        )

    def found(self) -> Mapping[int, Assessed]:
        """Return the damage where it is another than was claimed."""
        given = self.cleaned_data
        return {
            place: Assessed(Yen(given[f"yen_{place}"]), given[f"reason_{place}"])
            for place in range(len(self.customers))
            if given[f"yen_{place}"] is not None
        }

    def amount(self) -> Yen | None:
        """Return the amount, if the officer named one."""
        yen = self.cleaned_data["amount"]
        return None if yen is None else Yen(yen)


def assess(request: HttpRequest, number: str) -> HttpResponse:
    """貸付けの起案 — the first officer finds the damage and proposes the loan."""
    case = flows.seen(request, number, among=CLAIMS)
    form = Assessment(request.POST or None, case=case)
    if form.is_valid():
        answers = {"amount": form.amount(), "found": form.found()}
        answers |= {"interview": form.cleaned_data["interview"]}
        answers |= {"may_pause": form.cleaned_data.get("may_pause", False)}
        return decision.asked(request, number, examine.propose_loan, **answers)
    page = {"case": case, "form": form, "customers": form.customers}
    return render(request, "back_office/lending/assess.html", page)


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """直しの依頼 — once, with everything in it; the promise stands still meanwhile."""
    case = flows.seen(request, number, among=CLAIMS)
    form = decision.Answer(request.POST or None)
    if form.is_valid():
        return decision.asked(request, number, examine.ask, words=form.cleaned_data["words"])
    return _words(request, case, form, "請求の直しを頼む", "頼めるのは1回です。期間は止まります。")


def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """拒絶の起案 — a ground with its article, and what the claimant will read."""
    case = flows.seen(request, number, among=CLAIMS)
    form = decision.Refusal(request.POST or None, case=case)
    if form.is_valid():
        reason = form.cleaned_data["words"]
        answers = {"ground": form.ground(), "reason": reason}
        return decision.asked(request, number, examine.propose_refusal, **answers)
    return render(request, "back_office/cases/propose.html", {"case": case, "form": form})


@require_POST
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """決裁 — the second officer carries out what the first proposed."""
    flows.seen(request, number, among=CLAIMS)
    return decision.asked(request, number, decide.decide)


def back(request: HttpRequest, number: str) -> HttpResponse:
    """差戻し — to be examined again, from the decision or before the signature."""
    case = flows.seen(request, number, among=CLAIMS)
    title, procedure = BACK.get(case.step, BACK[CONFIRM])
    form = decision.Words(request.POST or None)
    if form.is_valid():
        return decision.asked(request, number, procedure, note=form.cleaned_data["words"])
    return _words(request, case, form, title, "案件の記録に残ります。ご本人には届きません。")


@require_POST
def money_came(request: HttpRequest, number: str) -> HttpResponse:
    """入金の確認 — the holder's money is in the books: the refinancing is done."""
    case = flows.seen(request, number, among=REFINANCED)
    return decision.asked(request, number, REFINANCED[case.flow][0])


def not_refinanced(request: HttpRequest, number: str) -> HttpResponse:
    """借換えの取りやめ — the old loan stays, and the holder hears why."""
    case = flows.seen(request, number, among=REFINANCED)
    form = decision.Answer(request.POST or None)
    if form.is_valid():
        answers = {"reason": form.cleaned_data["words"]}
        return decision.asked(request, number, REFINANCED[case.flow][1], **answers)
    return _words(request, case, form, "借換えをしない", "今の貸付けは、そのままです。")


def _words(
    request: HttpRequest, case: Case, form: forms.Form, title: str, lead: str
) -> HttpResponse:
    page = {"case": case, "form": form, "title": title, "lead": lead}
    return render(request, "back_office/lending/words.html", page)
