"""口座の画面 — to the bank and back; a closed browser loses nothing."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import drafts, partners
from kyosai.doors.portal.enrolment.personal import PERSONAL
from kyosai.doors.portal.enrolment.way import Way, on_the_way
from kyosai.doors.portal.mandate import registration
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi.enterprise import ENTERPRISE
from kyosai.exchange import postbox
from kyosai.exchange.messages.mandate_notices import MandateNotice
from kyosai.formats.account_registration.messages import MandateState
from kyosai.wires.failure import Rejected, Unreachable

AWAY = "口座の受付センターにつながりません。数分たってから、もう一度お試しください。"
WAYS = {way.procedure: way for way in (PERSONAL, ENTERPRISE)}
PAGES = {
    "enrolment": "portal:account",
    "tosanboshi_enrolment": "portal:tosanboshi_account",
    "account_change": "portal:change_account",
}


@require_safe
@on_the_way
@never_cache
def joining(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Show how the account stands while joining."""
    return shown(request, visitor, way.procedure)


def shown(
    request: HttpRequest, visitor: Visitor, procedure: str, *, trouble: str = ""
) -> HttpResponse:
    """Show what is registered, what went wrong, or the way to the bank."""
    answers = drafts.load(visitor, procedure)
    noted = answers.get(registration.KEY, {})
    what, step = registration.words(noted)
    words: dict[str, Any] = {
        "title": "引き落としの口座を登録する",
        "procedure": procedure,
        "noted": noted,
        "what": what,
        "step": step,
        "trouble": trouble,
        "from_check": request.GET.get("from") == "check",
    }
    if procedure in WAYS:
        words |= _on_the_way(visitor, WAYS[procedure], from_check=words["from_check"])
    return render(request, "portal/mandate/account.html", words, status=503 if trouble else 200)


def _on_the_way(visitor: Visitor, way: Way, *, from_check: bool) -> dict[str, Any]:
    answers, question = way.load(visitor), way.find("account")
    assert question is not None, "every way has an account"
    following = way.first_open(answers) if from_check else way.after(question, answers)
    return {
        "steps": way.steps("money"),
        "back": way.address(way.before(question, answers)),
        "next": way.address(following),
        "start_url": way.url("account_start"),
        "check_url": way.url("check_answers"),
    }


@require_POST
@on_the_way
def start(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Send the browser to the hub, while joining."""
    answers = way.load(visitor)
    reading = answers.get("kana", {}).get("kana", "")
    if not reading:
        return redirect(way.url("question", "kana"))
    question = way.find("account")
    if question is None or not question.is_asked(answers):
        return redirect(way.url("enrolment"))
    return to_the_bank(request, visitor, way.procedure, reading=reading)


def to_the_bank(
    request: HttpRequest, visitor: Visitor, procedure: str, *, reading: str
) -> HttpResponse:
    """Begin a mandate and send the browser to it, or say why not."""
    identity = drafts.load(visitor, drafts.IDENTITY)
    if not identity:
        return redirect(f"{reverse('portal:sign_in')}?next={reverse(PAGES[procedure])}")
    try:
        name = identity.get("representative") or identity["name"]
        url = registration.begin(visitor, procedure, name=name, reading=reading)
    except Refused as refusal:
        return shown(request, visitor, procedure, trouble=refusal.reason)
    except (Unreachable, Rejected):
        return shown(request, visitor, procedure, trouble=AWAY)
    return redirect(url)


@require_safe
@signed_in
@never_cache
def came_back(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take the browser back from the bank: ask the hub, whatever the address says."""
    request_id = ""
    with suppress(Refused):  # an address is only a hint: the hub's own answer is asked for
        request_id = partners.hub().read_return(request.GET.dict()).request_id
    procedure = registration.procedure_of(visitor, request_id)
    if procedure is None:
        return render(request, "portal/mandate/lost.html", {"title": "口座の登録を確かめます"})
    return _learnt(request, visitor, procedure)


@require_POST
@signed_in
def result(request: HttpRequest, visitor: Visitor, procedure: str) -> HttpResponse:
    """Ask the hub again: the browser was closed, or the bank had not answered."""
    if procedure not in PAGES:
        raise Http404
    return _learnt(request, visitor, procedure)


@csrf_exempt
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """Take the hub's own notice, signed, and seal it to the core."""
    try:
        state = partners.hub().read_notice(request.headers, request.body)
    except (Refused, Rejected):
        return HttpResponse("refused", status=401, content_type="text/plain")
    postbox.send(_notice(state))
    return HttpResponse("ok", content_type="text/plain")


def _learnt(request: HttpRequest, visitor: Visitor, procedure: str) -> HttpResponse:
    try:
        registration.learn(visitor, procedure)
    except (Unreachable, Rejected):
        return shown(request, visitor, procedure, trouble=AWAY)
    return redirect(PAGES[procedure])


def _notice(state: MandateState) -> MandateNotice:
    return MandateNotice(
        request_id=state.request_id,
        mandate_id=state.mandate_id,
        customer_no=state.customer_no,
        status=state.status.name,
        code=state.code,
        bank_code=state.bank_code,
        branch_code=state.branch_code,
        account_kind=state.account_kind,
        account_masked=state.account_masked,
        registered_on=state.registered_on.isoformat() if state.registered_on else "",
        received_at=today.now().isoformat(timespec="milliseconds"),
    )
