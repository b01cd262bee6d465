"""口座を変える（SK09・TB08） — another account for the premiums, registered before it is sent."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.enrolment.about_you import Reading
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.mandate import registration, views
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Provider, Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.doors.portal.tosanboshi.questions import HolderReading
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import AccountChange
from kyosai.schemes.clocks import channels, debit_days

PROCEDURE = "account_change"
TRAIL = [("トップ", "/"), ("わたしの手続き", "/mine/"), ("口座を変える", "")]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for the reading, go to the bank, then show what was registered; a company signs paper."""
    company = identities.company(visitor)
    if company is not None and company.form == "corporation":
        return redirect("portal:new_paper_enrolment")
    reading = Reading if visitor.provider is Provider.DAA else HolderReading
    form = reading(request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafts.keep(visitor, PROCEDURE, "kana", form.kept())
        return views.to_the_bank(request, visitor, PROCEDURE, reading=form.cleaned_data["kana"])
    noted = drafts.load(visitor, PROCEDURE).get(registration.KEY, {})
    what, step = registration.words(noted)
    now = today.now()
    channel = channels.channel_for(
        noted.get("bank_code", ""), scheme=scheme_of(visitor), on=now.date()
    )
    words = {
        "title": "掛金を引き落とす口座を変える",
        "form": form,
        "noted": noted,
        "what": what,
        "step": step,
        "cycle": debit_days.first_reachable(channel, asked_at=now),
        "trail": TRAIL,
        "need": authority.lacking(visitor, act="account"),
    }
    return render(request, "portal/mandate/change.html", words)


@require_POST
@signed_in
def send(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Send the change, once."""
    if authority.lacking(visitor, act="account"):
        return redirect("portal:change_account")
    with transaction.atomic():
        row = drafts.locked(visitor, PROCEDURE)
        if row is None:
            return redirect("portal:change_account")
        if not row.receipt:
            noted = drafts.opened(visitor, row).get(registration.KEY, {})
            if noted.get("status") != "REGISTERED":
                return redirect("portal:change_account")
            row.receipt = _sent(visitor, noted)
            row.save(update_fields=["receipt"])
    return redirect("portal:receipt", row.receipt)


def _sent(visitor: Visitor, noted: dict[str, str]) -> str:
    now, receipt = today.now(), receipts.drawn()
    number = postbox.send(
        AccountChange(
            person=str(visitor.person),
            scheme=scheme_of(visitor),
            received_at=now.isoformat(timespec="milliseconds"),
            receipt=receipt,
            mandate=registration.as_message(noted),
        )
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=PROCEDURE,
        message=UUID(number),
        received_at=now,
        due_at=None,
    )
    return receipt
