"""2つの質問 — after a filing is sent, what the person thinks of it; once, and without a name.

The core learns procedure, marks and day. The token is made with a key of this zone alone, so that
nobody there can tell whose filing was meant, and still no filing is counted twice.
"""

import hmac

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.doors import today
from kyosai.doors.portal.begun import SCHEMES, is_counted
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice
from kyosai.doors.portal.mine.filings import parsed
from kyosai.doors.portal.models import Filing, Surveyed
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.exchange import postbox
from kyosai.exchange.messages.voices import SurveyAnswer

TITLE = "2つの質問"
PURPOSE = b"kyosai survey"


class Survey(Asked):
    """How content, and how easy to understand."""

    satisfaction = Choice(
        "この手続きに満足しましたか",
        choices=(
            ("5", "とても満足"),
            ("4", "満足"),
            ("3", "どちらでもない"),
            ("2", "不満"),
            ("1", "とても不満"),
        ),
        ask="満足したかどうかを選んでください。",
    )
    ease = Choice(
        "画面の言葉はわかりやすかったですか",
        choices=(
            ("5", "とてもわかりやすい"),
            ("4", "わかりやすい"),
            ("3", "どちらでもない"),
            ("2", "わかりにくい"),
            ("1", "とてもわかりにくい"),
        ),
        ask="わかりやすかったかどうかを選んでください。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def survey(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Ask both questions about one of the visitor's own filings; thank whoever has answered."""
    row = Filing.objects.filter(receipt=parsed(number), person=visitor.person).first()
    if row is None or not is_counted(visitor, row.procedure):
        raise Http404
    form = Survey(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _answer(visitor, row, form)
        return redirect("portal:survey", row.receipt)
    words = {
        "title": TITLE,
        "form": form,
        "receipt": row.receipt,
        "is_answered": Surveyed.objects.filter(receipt=row.receipt).exists(),
        "section": "mine",
    }
    return render(request, "portal/mine/survey.html", words)


@transaction.atomic
def _answer(visitor: Visitor, row: Filing, form: Survey) -> None:
    """Send the answer, unless there is one; two windows give one answer."""
    _, is_first = Surveyed.objects.get_or_create(
        receipt=row.receipt, defaults={"answered_on": today.today()}
    )
    if not is_first:
        return
    given, with_key = form.cleaned_data, settings.KEYS["portal_secret"]
    postbox.send(
        SurveyAnswer(
            token=hmac.new(with_key, PURPOSE + row.receipt.encode(), "sha256").hexdigest(),
            scheme=SCHEMES[visitor.provider],
            procedure=row.procedure,
            satisfaction=int(given["satisfaction"]),
            ease=int(given["ease"]),
            answered_on=today.today().isoformat(),
        )
    )
