"""控除証明書（SK31・SK32） — see it, save it, have it issued anew or delivered to one's own box."""

import re
from base64 import b64decode
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kyosai.doors.portal import sending
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Text, told
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.exchange import answers
from kyosai.exchange.messages.certificates import PremiumCertificateRequest, Wish
from kyosai.exchange.messages.views import ViewKind

TITLE = "控除証明書"
CODE = re.compile(r"D-[0-9]{8}-[0-9]{2}")
MEDIA = {"application/xml": "xml", "application/pdf": "pdf"}
BOX = re.compile(r"[0-9]{12}")


class Box(Asked):
    """The number of a box at a 民間送達サービス."""

    box = told(
        Text(
            "受取番号",
            ask="受取番号を入力してください。",
            wrong="受取番号は12けたの数字です。",
            becomes=writing.halved,
            fits=lambda text: bool(BOX.fullmatch(text)),
            help_text="民間送達サービスの画面に出ている12けたの番号です。",
        ),
        width="chars-13",
        inputmode="numeric",
    )


@require_safe
@signed_in
@never_cache
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the certificate of the season, or why there is none."""
    return _page(request, visitor, Box())


@require_safe
@signed_in
@never_cache
def save(request: HttpRequest, visitor: Visitor, code: str, form: str) -> HttpResponse:
    """Hand one file over; it is made in the core, and not kept here."""
    if not CODE.fullmatch(code) or form not in MEDIA.values():
        raise Http404
    seen = _seen(request, visitor, "premium_certificate_file", f"{form}:{code}")
    if seen.view is None or seen.view.get("why_not"):
        words = _words("控除証明書を用意しています") | {"seen": seen, "view": seen.view}
        words |= {"refresh": seen.refresh, "again": request.path}
        return render(request, "portal/mine/premium_certificate_file.html", words)
    media = str(seen.view.get("media", ""))
    if media not in MEDIA:
        raise Http404
    response = HttpResponse(b64decode(seen.view["content"]), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="kojo-{code}.{MEDIA[media]}"'
    return response


@require_POST
@signed_in
@never_cache
def again(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponse:
    """Ask for a new issue, once."""
    return redirect("portal:receipt", _sent(visitor, "again", code))


@require_POST
@signed_in
@never_cache
def deliver(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponse:
    """Ask for delivery to the box of this number, once."""
    form = Box(request.POST)
    if not form.is_valid():
        return _page(request, visitor, form)
    return redirect("portal:receipt", _sent(visitor, "deliver", code, form.cleaned_data["box"]))


@transaction.atomic
def _sent(visitor: Visitor, wish: Wish, code: str, box: str = "") -> str:
    """Send the wish and return its receipt; one that is not answered yet is not sent twice."""
    if not CODE.fullmatch(code):
        raise Http404
    kind = PremiumCertificateRequest.kind
    before = Filing.objects.select_for_update().filter(person=visitor.person, procedure=kind)
    for row in before.order_by("-received_at")[:1]:
        if answers.of(row.receipt) in (None, "taken"):
            return row.receipt
    return sending.send(visitor, PremiumCertificateRequest, wish=wish, code=code, box=box)


def _page(request: HttpRequest, visitor: Visitor, form: Box) -> HttpResponse:
    seen = _seen(request, visitor, "premium_certificate", "")
    words = _words(TITLE) | {"seen": seen, "view": seen.view, "form": form}
    words |= {"refresh": seen.refresh, "again": "/mine/premium-certificate/"}
    return render(request, "portal/mine/premium_certificate.html", words)


def _words(title: str) -> dict[str, Any]:
    trail = [("トップ", "/"), ("わたしの手続き", "/mine/"), (title, "")]
    return {"title": title, "trail": trail, "section": "mine"}


def _seen(request: HttpRequest, visitor: Visitor, view: ViewKind, argument: str) -> asking.Seen:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    return asking.see(request, view, person=str(visitor.person), keys=keys, argument=argument)
