"""応対でできること — check, reissue, correct a contact, promise a call, end; and nothing else."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office.calls import call as page
from kyosai.doors.back_office.calls.forms import EndForm
from kyosai.procedures.access.calls import booking, log, picture
from kyosai.procedures.access.calls import certificate as certificates
from kyosai.procedures.access.calls import check as checks
from kyosai.procedures.access.calls import contact as contacts
from kyosai.procedures.access.calls.log import Ending
from kyosai.procedures.certification import issue
from kyosai.records import serials
from kyosai.records.calls.reads import Standing
from kyosai.records.contracts.reads import Standing as Contract
from kyosai.records.officers import reads as officers

LONGEST = 254


@require_POST
def check(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Compare what the caller says with the record."""
    call = _open(request, call_id)
    said = {key: request.POST.get(key, "")[:LONGEST] for key in request.POST}
    held = _held(request, call)
    return _done(request, call, lambda at: checks.check(call, held, said=said, at=at))


@require_POST
def certificate(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Lay the certificate of one of the caller's contracts ready once more."""
    call, wanted = _open(request, call_id), request.POST.get("contract", "")
    contract = next((each for each in _held(request, call) if each.number == wanted), None)
    if contract is None:
        raise Http404
    return _done(request, call, lambda at: _reissued(call, contract, at=at))


@require_POST
def contact(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Send one code to the old contact and one to the new."""
    call = _open(request, call_id)
    what, value = (request.POST.get(name, "")[:LONGEST] for name in ("what", "value"))
    return _done(request, call, lambda at: contacts.ask(call, what=what, value=value, at=at))


@require_POST
def codes(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Correct the contact, when the caller reads both codes."""
    call = _open(request, call_id)
    old, new = (request.POST.get(name, "")[:12] for name in ("old_code", "new_code"))
    return _done(
        request, call, lambda at: contacts.confirm(call, old_code=old, new_code=new, at=at)
    )


@require_POST
def book(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Promise the caller a half hour."""
    call = _open(request, call_id)
    if call.party is None or not call.is_checked:
        return page.shown(request, call, refusal=contacts.NotChecked.reason)
    party, starts_at = call.party, _moment(request.POST.get("starts_at", ""))
    if starts_at is None:
        return page.shown(request, call, refusal=booking.Full.reason)
    receipt = identifiers.lettered_number("U", serials.next_serial("case_serial"))
    topic, by = request.POST.get("topic", "")[:40], request.user.get_username()
    return _done(
        request,
        call,
        lambda at: booking.book(
            party, starts_at=starts_at, topic=topic, receipt=receipt, by=by, at=at
        ),
    )


@require_POST
def end(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """End the call under its codes."""
    call = page.going(request, call_id)
    form = EndForm(request.POST, on=today.today())
    if not form.is_valid():
        return page.shown(request, call, refusal=log.UnknownCode.reason)
    try:
        log.end(call, Ending(**form.cleaned_data), at=today.now())
    except Refused as refusal:
        return page.shown(request, call, refusal=refusal.reason)
    return redirect("back_office:calls")


def _reissued(call: Standing, contract: Contract, *, at: datetime) -> None:
    certificates.reissue(call, contract=contract, at=at)
    issue.certificate(contract.certificate_number, at=at)


def _open(request: HttpRequest, call_id: UUID) -> Standing:
    """Return this officer's call about somebody, while it goes on."""
    call = page.going(request, call_id)
    if call.is_ended or call.party is None:
        raise Http404
    return call


def _held(request: HttpRequest, call: Standing) -> list[Contract]:
    assert call.party is not None
    return picture.held(call.party, schemes=officers.schemes(request.user))


def _done(request: HttpRequest, call: Standing, act: Callable[[datetime], object]) -> HttpResponse:
    try:
        act(today.now())
    except Refused as refusal:
        return page.shown(request, call, refusal=refusal.reason)
    return redirect("back_office:call", call.id)


def _moment(text: str) -> datetime | None:
    """Return the half hour a form names, if it names one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
