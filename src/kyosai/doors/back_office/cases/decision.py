"""決定 — accept, propose a refusal, confirm it or send it back; each in the rule's own words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office.cases import case as cases
from kyosai.doors.back_office.cases import flows, grounds
from kyosai.doors.back_office.holders import looks
from kyosai.procedures.amendment import account
from kyosai.procedures.amendment.flow import ACCOUNT_CHANGES, AUDIT, HOLIDAY
from kyosai.procedures.amendment.pauses import desk as holidays
from kyosai.procedures.enrolment import decide
from kyosai.procedures.enrolment.flow import ENROLMENTS
from kyosai.procedures.lending import desk as loans
from kyosai.procedures.lending.flow import CONFIRM, CONTRACT_LOAN
from kyosai.procedures.payout import desk as payouts
from kyosai.procedures.payout import rest_claim
from kyosai.procedures.payout.flow import EXAMINED
from kyosai.procedures.payout.rest_claim import REST_CLAIM
from kyosai.procedures.payout.survivors import desk as survivors
from kyosai.procedures.payout.survivors import refusing
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM

ACCEPTS: dict[str, Callable[..., object]] = {
    **dict.fromkeys(ENROLMENTS, decide.accept),
    **dict.fromkeys(ACCOUNT_CHANGES, account.accept),
    **dict.fromkeys(EXAMINED, payouts.accept),
    DEATH_CLAIM.name: survivors.accept,
    REST_CLAIM.name: rest_claim.accept,
    HOLIDAY.name: holidays.accept,
    CONTRACT_LOAN.name: loans.accept,
}
GIVES_BACK: dict[str, Callable[..., object]] = {
    **dict.fromkeys(ACCOUNT_CHANGES, account.give_back),
    **dict.fromkeys(EXAMINED, payouts.give_back),
    DEATH_CLAIM.name: survivors.give_back,
    REST_CLAIM.name: rest_claim.give_back,
    HOLIDAY.name: holidays.give_back,
    CONTRACT_LOAN.name: loans.give_back,
}
# What two officers refuse: proposed by one, confirmed or sent back by another.
PROPOSES: dict[str, Callable[..., object]] = {
    **dict.fromkeys(ENROLMENTS, decide.propose_refusal),
    **dict.fromkeys(EXAMINED, payouts.propose_refusal),
    DEATH_CLAIM.name: refusing.propose_refusal,
}
REFUSES: dict[str, Callable[..., object]] = {
    **dict.fromkeys(ENROLMENTS, decide.refuse),
    **dict.fromkeys(EXAMINED, payouts.refuse),
    DEATH_CLAIM.name: refusing.refuse,
}
SENDS_BACK: dict[str, Callable[..., object]] = {
    **dict.fromkeys(ENROLMENTS, decide.send_back),
    **dict.fromkeys(EXAMINED, payouts.send_back),
    DEATH_CLAIM.name: survivors.send_back,
    REST_CLAIM.name: rest_claim.send_back,
}


FOLLOWS = {
    "": "いまのままで、何も変わりません。ご本人にお知らせが届き、案件は終わります。",
    CONFIRM: "貸付けはしません。ご本人にお知らせが届き、案件は終わります。",
    AUDIT: "まだ請求していない月から掛止めを終わらせます。ご本人にお知らせが届きます。",
}


class Words(forms.Form):
    """A few words for the case file."""

    words = forms.CharField(
        label="記録に残す言葉",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "差し戻す理由を書いてください。"},
    )


class Answer(forms.Form):
    """What a holder reads when something could not be done."""

    words = forms.CharField(
        label="ご本人への説明",
        help_text="ご本人への通知にそのまま載ります。次にできることも書いてください。",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "ご本人への説明を書いてください。"},
    )


class Refusal(forms.Form):
    """The ground of a refusal, from the list, and the words the applicant will read."""

    words = forms.CharField(
        label="ご本人への説明",
        help_text="ご本人への通知にそのまま載ります。短い文で書いてください。",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "ご本人への説明を書いてください。"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = grounds.of(case)
        named = [(key, ground.in_the_list) for key, ground in self.choices.items()]
        self.fields["ground"] = forms.ChoiceField(
            label="断る理由",
            choices=[("", "選んでください"), *named],
            error_messages={"required": "断る理由を選んでください。"},
        )
        self.order_fields(["ground", "words"])

    def ground(self) -> str:
        """Return the ground as the notice will state it: its article."""
        return self.choices[self.cleaned_data["ground"]].article


@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """承諾 — one officer accepts, as of the day of the application."""
    procedure = ACCEPTS.get(flows.seen(request, number).flow)
    if procedure is None:
        raise Http404
    return asked(request, number, procedure)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """拒絶の決裁 — a second officer refuses on the ground proposed."""
    case = flows.seen(request, number, among=REFUSES)
    return asked(request, number, REFUSES[case.flow])


def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """返戻 — nothing is changed, and the holder hears what to do instead."""
    case = flows.seen(request, number, among=GIVES_BACK)
    form = Answer(request.POST or None)
    if form.is_valid():
        return asked(request, number, GIVES_BACK[case.flow], reason=form.cleaned_data["words"])
    page = {"case": case, "form": form, "follows": FOLLOWS.get(case.step, FOLLOWS[""])}
    return render(request, "back_office/cases/give_back.html", page)


def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """差戻し — the second officer wants the case looked at again."""
    case = flows.seen(request, number, among=SENDS_BACK)
    form = Words(request.POST or None)
    if form.is_valid():
        return asked(request, number, SENDS_BACK[case.flow], note=form.cleaned_data["words"])
    page = {"case": case, "form": form}
    return render(request, "back_office/cases/send_back.html", page)


def propose(request: HttpRequest, number: str) -> HttpResponse:
    """拒絶の起案 — a ground with its article, and what the applicant will read."""
    case = flows.seen(request, number, among=PROPOSES)
    form = Refusal(request.POST or None, case=case)
    if form.is_valid():
        reason = form.cleaned_data["words"]
        proposes = PROPOSES[case.flow]
        return asked(request, number, proposes, ground=form.ground(), reason=reason)
    page = {"case": case, "form": form}
    return render(request, "back_office/cases/propose.html", page)


def asked(
    request: HttpRequest, number: str, procedure: Callable[..., object], **answers: object
) -> HttpResponse:
    """Ask the procedure once; a refusal is shown on the case, in the rule's own words."""
    case = flows.seen(request, number)
    try:
        procedure(number, officer=request.user.get_username(), at=today.now(), **answers)
    except Refused as refusal:
        looks.note(request, party=case.subject, what=f"案件 {number}", why="手続きの確認")
        page = cases.about(request, flows.seen(request, number)) | {"refusal": refusal.reason}
        return render(request, "back_office/cases/case.html", page, status=409)
    return redirect("back_office:case", number)
