"""契約をつなぐ（X01） — the number on the certificate, and what the sign-in has proved."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.basis import fingerprint, identifiers
from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Text
from kyosai.doors.portal.models import Filing
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange import postbox
from kyosai.exchange.messages.linking import ContractLink

TITLE = "持っている契約をつなぐ"
TRAIL = [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")]
ACT = "account"


class Number(Asked):
    """The nine digits of the certificate."""

    contract = Text(
        "契約者番号",
        ask="契約者番号を入力してください。",
        wrong="契約者番号は9桁です。証書の番号を確かめてください。",
        becomes=writing.digits,
        fits=identifiers.is_contract_number,
        longest=9,
        help_text="共済手帳か契約締結証書にある、9桁の番号です。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def link(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for the number; send it with what the sign-in told of its person."""
    facts, form = _facts(visitor), Number(request.POST or None)
    need = authority.lacking(visitor, act=ACT)
    if facts and not need and request.method == "POST" and form.is_valid():
        return redirect("portal:receipt", _sent(visitor, form.cleaned_data["contract"], facts))
    words = {"title": TITLE, "trail": TRAIL, "section": "mine", "form": form, "need": need}
    return render(request, "portal/linking/link.html", words | {"knows": facts is not None})


def _facts(visitor: Visitor) -> dict[str, Any] | None:
    """Return who the sign-in says this is; nothing when that was too long ago."""
    company = identities.company(visitor)
    if company is not None:
        is_firm = company.form == "corporation"
        return {
            "name": company.name,
            "birthdate": "" if is_firm else company.birthdate,
            "corporate_number": company.corporate_number if is_firm else "",
            "email": company.email,
        }
    told = drafts.load(visitor, drafts.IDENTITY)
    if not told:
        return None
    return {
        "name": told["name"], "birthdate": told["birthdate"], "corporate_number": "", "email": "",
    }  # fmt: skip


@transaction.atomic
def _sent(visitor: Visitor, contract: str, facts: dict[str, Any]) -> str:
    now, receipt = today.now(), receipts.drawn()
    message = ContractLink(
        person=str(visitor.person),
        scheme=scheme_of(visitor),
        received_at=now.isoformat(timespec="milliseconds"),
        receipt=receipt,
        contract=contract,
        agreed_digest=fingerprint.digest(fingerprint.canonical(facts)),
        **facts,
    )
    Filing.objects.create(
        receipt=receipt,
        person=visitor.person,
        procedure=message.kind,
        message=UUID(postbox.send(message)),
        received_at=now,
        due_at=None,
    )
    return receipt
