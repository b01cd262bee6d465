"""契約書への署名 — to デジタル認証アプリ and back with a signature; sent once."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import drafts, partners, persons
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.lending import wish
from kyosai.doors.portal.lending.pages import TITLE, TRAIL
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange import postbox
from kyosai.exchange.messages.lending import Signature
from kyosai.schemes.clocks import promises
from kyosai.wires.daa.signing import Signed
from kyosai.wires.failure import Rejected, Unreachable

PENDING, TEXT = "signing_pending", "text"
UNREACHABLE = "デジタル認証アプリにつながりません。数分たってから、もう一度署名してください。"


class AnotherCard(Refused):
    """Somebody else's card signed."""

    reason = "サインインした人と、署名した人がちがいます。ご本人のカードで署名してください。"


class ContractChanged(Refused):
    """What was signed is not what was shown last, or its day is over."""

    reason = (
        "契約書の日付か内容が変わりました。14時の締切をすぎると、貸付けの日が変わります。"
        "契約書をもう一度読み、署名してください。"
    )


@require_POST
@signed_in_by(Provider.DAA)
def sign(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Send the browser away to sign the contract that was shown."""
    shown = wish.contract(visitor)
    if shown is None or not wish.is_of_today(shown):
        return redirect("portal:borrow_check")
    back = settings.PORTAL_URL + reverse("portal:borrow_signed")
    try:
        url, pending = partners.signing().begin(shown[TEXT], back)
    except (Unreachable, Rejected):
        return _failed(request, UNREACHABLE, status=503)
    request.session[PENDING] = pending
    return redirect(url)


@require_safe
@signed_in_by(Provider.DAA)
@never_cache
def signed(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take the signature and send the request, once; or say why not and what to do."""
    pending = request.session.pop(PENDING, None)
    if pending is None and (receipt := _sent_before(visitor)):
        return redirect("portal:receipt", receipt)
    try:
        by = partners.signing().finish(pending or {}, request.GET.dict())
        if not persons.is_same(visitor, by.sub):
            raise AnotherCard
        receipt = _sent(visitor, by)
    except Refused as refusal:
        return _failed(request, refusal.reason, status=403)
    except (Unreachable, Rejected):
        return _failed(request, UNREACHABLE, status=503)
    return redirect("portal:receipt", receipt)


@transaction.atomic
def _sent(visitor: Visitor, by: Signed) -> str:
    """Send what was signed; sent twice, the receipt is the first one's."""
    row = drafts.locked(visitor, wish.KIND)
    if row is not None and row.receipt:
        return row.receipt
    draft = drafts.opened(visitor, row) if row else {}
    given, shown = draft.get(wish.GIVEN), draft.get(wish.CONTRACT)
    if row is None or not given or not shown or not wish.is_of_today(shown):
        raise ContractChanged
    row.receipt = draft[wish.NUMBER]
    _post(visitor, draft, receipt=row.receipt, by=by)
    row.save(update_fields=["receipt"])
    return row.receipt


@transaction.atomic
def _sent_before(visitor: Visitor) -> str:
    """Return the receipt of a page that is opened again; nothing while none was sent."""
    row = drafts.locked(visitor, wish.KIND)
    return row.receipt if row else ""


def _post(visitor: Visitor, draft: Answers, *, receipt: str, by: Signed) -> None:
    shown = draft[wish.CONTRACT]
    signature = _signature(shown[TEXT], by)
    message = wish.made(visitor, draft[wish.GIVEN], receipt=receipt, signature=signature)
    procedure = "special_loan" if shown["is_examined"] else "loan"
    number, now = postbox.send(message), today.now()
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=wish.KIND,
        message=UUID(number),
        received_at=now,
        due_at=promises.promise(procedure, received_at=now).due_at,
    )


def _signature(text: str, by: Signed) -> Signature:
    return Signature(
        way="card",
        text=text,
        signature=by.signature,
        certificate=by.certificate,
        signed_at=today.now().isoformat(timespec="milliseconds"),
    )


def _failed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    words = {"title": "署名できませんでした", "reason": reason, "about_page": TITLE, "trail": TRAIL}
    return render(request, "portal/lending/failed.html", words, status=status)
