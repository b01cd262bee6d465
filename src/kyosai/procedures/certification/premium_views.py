"""控除証明書の表示 — that of the season, issued when it is first looked at; its files."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.certification import premium_page, premiums
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.records.premium_certificates import reads
from kyosai.records.premium_certificates.certificate import Certificate
from kyosai.records.premium_certificates.words import OUTCOMES

Payload = dict[str, Any]
ON_ITS_WAY = "送っています"
UNKNOWN: Payload = {"unknown": True}
FORMS: dict[str, tuple[str, Callable[[Certificate], bytes]]] = {
    "xml": ("application/xml", premiums.document),
    "pdf": ("application/pdf", premium_page.page),
}


class NoContract(Refused):
    """Nobody is certified premiums of another scheme, or of no contract."""

    reason = (
        "小規模企業共済の契約が、このサイトにつながっていません。"
        "「わたしの手続き」から、前からの契約をつないでください。"
    )


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay the certificate, or one of its files, out."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        party = parties.of_person(UUID(request.person))
        if request.view == "premium_certificate":
            payload = _season(party, at=at)
        else:
            payload = _file(request.argument, party=party)
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def own(code: str, *, party: UUID | None) -> Certificate | None:
    """Return a certificate of this person by its code, and nobody else's."""
    found = reads.of_code(code)
    if found is None or party is None:
        return None
    return found if contracts.standing(found.contract).party == party else None


def _season(party: UUID | None, *, at: datetime) -> Payload:
    on = tokyo.in_tokyo(at).date()
    year = premiums.season(on)
    page: Payload = {"year": year, "opens_on": date(year + 1, 10, 1).isoformat(), "why_not": ""}
    try:
        held = _contract(party, year=year)
        with transaction.atomic():  # What is refused half-way leaves nothing.
            premiums.for_contract(held.number, of=year, at=at)
        issued = reads.of_contract(held.number, year=year)
    except Refused as refusal:
        return page | {"why_not": refusal.reason, "issued": []}
    return page | {"contract": held.number, "issued": [_shown(each) for each in issued]}


def _contract(party: UUID | None, *, year: int) -> Standing:
    held = contracts.of_party(party) if party else []
    for each in held:
        if each.scheme == "skk" and (each.ended_on is None or each.ended_on.year >= year):
            return each
    raise NoContract


def _shown(row: Certificate) -> Payload:
    told = row.figures
    return {
        "code": row.code,
        "issued_on": tokyo.in_tokyo(row.issued_at).date().isoformat(),
        "paid": told.paid.amount,
        "paid_until": _number(told.paid_until),
        "planned": told.planned.amount,
        "planned_from": _number(told.planned_from),
        "planned_until": _number(told.planned_until),
        "discounts": told.discounts.amount,
        "total": told.total.amount,
        "name": row.name,
        "why": row.why,
        "deliveries": [
            {
                "box": f"{asked.box[:4]}…",
                "asked_at": asked.asked_at.isoformat(),
                "words": OUTCOMES.get(asked.outcome, ON_ITS_WAY),
                "is_good": asked.outcome in ("", "delivered"),
            }
            for asked in reads.deliveries(row.code)
        ],
    }


def _number(month: Month | None) -> int | None:
    return month.month if month else None


def _file(argument: str, *, party: UUID | None) -> Payload:
    form, _, code = argument.partition(":")
    row = own(code, party=party)
    if row is None or form not in FORMS:
        return UNKNOWN
    media, made = FORMS[form]
    try:
        content = made(row)
    except Refused as refusal:
        return {"why_not": refusal.reason}
    name = f"控除証明書_{row.figures.year}_{row.code}.{form}"
    return {"filename": name, "media": media, "content": b64encode(content).decode()}
