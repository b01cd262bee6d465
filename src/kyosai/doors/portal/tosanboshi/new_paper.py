"""口座振替申込書を出し直す — another paper for a contract, when the bank has returned the first."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.enrolment.way import Elsewhere, Road, on_the_way
from kyosai.doors.portal.entrance.identities import Company
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.doors.portal.tosanboshi import authority, questions
from kyosai.doors.portal.tosanboshi.enterprise import PAPER_MANDATE, WHY_MANDATE
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import MandateOnPaper, PaperMandate
from kyosai.schemes.clocks import promises

FOLDER = "portal/tosanboshi/new_paper"
TRAIL = [("トップ", "/"), ("わたしの手続き", "/mine/"), ("口座振替申込書を出し直す", "")]
PROMISED_AS = "enrolment"


def _given(found: Question, answers: Answers, identity: Answers) -> Answers:
    """Offer the reading of a sole trader's own name; a company's stands in its passbook."""
    is_sole = identity.get("form") == "sole_proprietor"
    return {"kana": identity.get("representative_kana", "")} if is_sole else {}


def _shown(found: Question, form: Asked, answers: Answers) -> dict[str, Any]:
    if found.key != "paper_mandate":
        return {}
    told(form.fields["picture"], why=WHY_MANDATE)
    return {"wanted": PAPER_MANDATE, "headline_words": found.title}


PAPER = Road(
    procedure="paper_mandate",
    provider=Provider.GBIZID,
    prefix="new_paper_",
    title="口座振替申込書を出し直す",
    sections=(("money", "口座振替申込書"), ("check", "確認")),
    questions=(
        Question("kana", "money", "口座の名義のフリガナ", questions.HolderReading),
        Question(
            "paper_mandate", "money", "新しい口座振替申込書の写真かPDFを送ってください", Elsewhere
        ),
    ),
    given=_given,
    shown=_shown,
    folder=FOLDER,
)


@require_safe
@on_the_way
def start(request: HttpRequest, visitor: Visitor, *, way: Road) -> HttpResponse:
    """Say what is needed, and what comes after."""
    answers = way.load(visitor)
    words = {
        "title": way.title,
        "section": "mine",
        "need": _need(visitor),
        "wanted": PAPER_MANDATE,
        "next": way.address(way.first_open(answers)),
        "trail": TRAIL,
    }
    return render(request, f"{FOLDER}/start.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
@never_cache
def check(request: HttpRequest, visitor: Visitor, *, way: Road) -> HttpResponse:
    """Show what will be sent, and send it once."""
    if request.method == "POST":
        return _send(visitor, way)
    answers = way.load(visitor)
    still_open = way.first_open(answers)
    if still_open is not None:
        return redirect(way.address(still_open))
    words = {
        "title": "送る内容を確かめてください",
        "steps": way.steps("check"),
        "back": way.address(way.asked(answers)[-1]),
        "need": _need(visitor),
        "kana": answers["kana"]["kana"],
        "files": answers["paper_mandate"],
        "promise": promises.promise(PROMISED_AS, received_at=today.now()),
    }
    return render(request, f"{FOLDER}/check.html", words)


def _need(visitor: Visitor) -> authority.Need | None:
    identity = drafts.load(visitor, drafts.IDENTITY)
    return authority.need(Company(**identity), act="account") if identity else authority.PRIME


def _send(visitor: Visitor, way: Road) -> HttpResponse:
    """Send the paper, whatever is pressed twice."""
    with transaction.atomic():
        row = drafts.locked(visitor, way.procedure)
        if row is not None and row.receipt:
            return redirect("portal:receipt", row.receipt)
        answers = way.opened(visitor, row)
        if row is None or way.first_open(answers) is not None or _need(visitor):
            return redirect(way.url("enrolment"))
        row.receipt = _filed(visitor, answers, way)
        row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


def _filed(visitor: Visitor, answers: Answers, way: Road) -> str:
    now, receipt = today.now(), receipts.drawn()
    number = postbox.send(
        MandateOnPaper(
            person=str(visitor.person),
            received_at=now.isoformat(timespec="milliseconds"),
            receipt=receipt,
            paper=PaperMandate(
                attachments=tuple(each["id"] for each in answers["paper_mandate"]),
                holder_kana=answers["kana"]["kana"],
            ),
        )
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=way.procedure,
        message=UUID(number),
        received_at=now,
        due_at=promises.promise(PROMISED_AS, received_at=now).due_at,
    )
    return receipt
