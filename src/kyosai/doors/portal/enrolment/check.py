"""入力内容の確認 — every answer with its way back, the promised day, and sending once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.enrolment.asked import Answers, Question
from kyosai.doors.portal.enrolment.way import Way, on_the_way
from kyosai.doors.portal.inputs.fields import Statement
from kyosai.doors.portal.models import Draft, Filing
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange import postbox
from kyosai.schemes.clocks import promises

CHANGED = "お約束の日が変わりました。新しい日を確かめて、もう一度送ってください。"


class Consent(forms.Form):
    """The last word before sending."""

    agree = Statement(
        "申し込みへの同意",
        statement="上の内容にまちがいはありません。",
        ask="まだ送られていません。同意するところに、しるしを付けてください。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
@never_cache
def check_answers(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Show all answers and the promise; take the filing."""
    now = today.now()
    if request.method == "POST":
        return _send(request, visitor, now, way=way)
    answers = way.load(visitor)
    still_open = way.first_open(answers)
    if still_open is not None:
        return redirect(way.address(still_open))
    return _shown(request, visitor, answers, now, way=way)


def _consent(way: Way, given: Any = None) -> Consent:
    """Return the last word in the way's own words."""
    form = Consent(given)
    form.fields["agree"].statement = way.consent  # type: ignore[attr-defined]
    return form


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    answers: Answers,
    now: datetime,
    *,
    way: Way,
    form: Consent | None = None,
    notice: str = "",
) -> HttpResponse:
    identity = drafts.load(visitor, drafts.IDENTITY)
    promised = promises.promise("enrolment", received_at=now)
    policy = promises.policy("enrolment", on=now.date())
    words: dict[str, Any] = {
        "title": "入力した内容を確かめてください",
        "steps": way.steps("check"),
        "who": way.who(identity, answers),
        "is_sole": identity.get("form") == "sole_proprietor",
        "need": way.need(identity),
        "groups": _groups(answers, way),
        "findings": way.expected(answers, received_at=now),
        "needs_a_person": way.needs_a_person(answers),
        "promise": promised,
        "deadline": _deadline(promised, policy),
        "plan": way.plan(answers),
        "plan_page": f"{way.folder}/plan.html",
        "check_url": way.url("check_answers"),
        "form": form or _consent(way),
        "notice": notice,
        "back": way.address(way.asked(answers)[-1]),
    }
    words["seconds_left"] = max(0, (words["deadline"] - now) // timedelta(seconds=1))
    return render(request, "portal/enrolment/check.html", words)


def _deadline(promised: promises.Promise, policy: promises.Policy) -> datetime:
    """Return the last moment at which the promise shown still holds."""
    return datetime.combine(promised.t0, policy.cut_off, tzinfo=promised.due_at.tzinfo)


def _groups(answers: Answers, way: Way) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "questions": [
                {"lines": _lines(question, answers), "url": way.address(question)}
                for question in way.asked(answers)
                if question.section == section
            ],
        }
        for section, name in way.sections[:-1]
    ]


def _lines(question: Question, answers: Answers) -> list[tuple[str, str]]:
    given = answers[question.key]
    match question.key:
        case "receipt_file":
            return [("受信通知のファイル", given["name"])]
        case "tax_certificate":
            return [("電子納税証明書のファイル", given["name"])]
        case "pictures" | "paper_mandate":
            return [
                (f"書類{n}", f"{f['name']}（{f['pages']}ページ）") for n, f in enumerate(given, 1)
            ]
        case "registered":
            is_known = given["state"] == "open"
            words = "国税庁のサイトで確かめました" if is_known else "機構が後で確かめます"
            return [("会社の登記", words)]
        case "account":
            where = f"{given['bank_name']} {given['branch_name']}"
            return [("引き落としの口座", f"{where} {given['account_masked']}")]
        case _:
            return question.lines(answers)


def _send(request: HttpRequest, visitor: Visitor, now: datetime, *, way: Way) -> HttpResponse:
    """Take the filing once, whatever is pressed twice; the promise must be the one shown."""
    with transaction.atomic():
        row = drafts.locked(visitor, way.procedure)
        if row is not None and row.receipt:
            return redirect("portal:receipt", row.receipt)
        answers = way.opened(visitor, row)
        identity = drafts.load(visitor, drafts.IDENTITY)
        if way.first_open(answers) is not None or row is None or not identity:
            return redirect(way.url("enrolment"))
        if way.need(identity):
            return redirect(way.url("check_answers"))
        promised = promises.promise("enrolment", received_at=now)
        consent = _consent(way, request.POST)
        is_as_shown = request.POST.get("promised") == promised.due_at.isoformat()
        if consent.is_valid() and is_as_shown:
            return redirect(
                "portal:receipt", _filed(visitor, row, answers, identity, now, promised, way=way)
            )
    notice = CHANGED if consent.is_valid() else ""
    return _shown(request, visitor, answers, now, way=way, form=consent, notice=notice)


def _filed(
    visitor: Visitor,
    row: Draft,
    answers: Answers,
    identity: Answers,
    now: datetime,
    promised: promises.Promise,
    *,
    way: Way,
) -> str:
    receipt = receipts.drawn()
    number = postbox.send(
        way.written(
            visitor,
            answers,
            identity=identity,
            receipt=receipt,
            received_at=now,
            promised=promised,
        )
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=way.procedure,
        message=UUID(number),
        received_at=now,
        due_at=promised.due_at,
    )
    row.receipt = receipt
    row.save(update_fields=["receipt"])
    return receipt
