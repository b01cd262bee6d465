"""紙から申込みへ — the values of a form as the message an online filing would have been."""

import unicodedata
from collections.abc import Callable
from uuid import UUID

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.exchange.messages.inbound import (
    Contact,
    EnrolmentApplication,
    Evidence,
    Identity,
    Inbound,
    PaperMandate,
    Promise,
    Statements,
)
from kyosai.formats.forms.values import NotRead
from kyosai.procedures.paper.sheet import Sheet
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes.clocks import promises

ON_PAPER = "paper"  # how whoever signed by hand was identified: by two officers


class NotTheirs(Refused):
    """Number and name on the form are not those of one contract."""

    reason = "契約者番号と氏名が、契約と合いません。本人に手紙で聞いてください。"


def of(sheet: Sheet) -> Inbound:
    """Return what this form would have been online, or refuse what cannot be one."""
    assert sheet.form is not None and not sheet.open_boxes()
    return _MESSAGES[sheet.form.procedure](sheet)


def contract(sheet: Sheet) -> Standing | None:
    """Return the contract a form is about, none for one that is to begin, or refuse a wrong one."""
    if "contract" not in sheet.values:
        return None
    found = contracts.found_by(sheet.values["contract"])
    if found is None or found.scheme != (sheet.form.scheme if sheet.form else ""):
        raise NotTheirs
    if _bare(parties.particulars(found.party).name) != _bare(sheet.values["name"]):
        raise NotTheirs
    return found


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _enrolment(sheet: Sheet) -> EnrolmentApplication:
    told, received_at = sheet.values, _instant(sheet)
    promise = promises.promise("enrolment", received_at=sheet.received_at)
    return EnrolmentApplication(
        scheme="skk",
        person=sheet.person,
        received_at=received_at,
        receipt=sheet.receipt,
        promise=Promise(
            due_at=promise.due_at.isoformat(),
            policy=promise.policy_version,
            calendar=promise.calendar_version,
            t0=promise.t0.isoformat(),
        ),
        identity=_identity(sheet),
        contact=Contact(email="", phone=told["phone"]),
        capacity=_chosen(sheet, "capacity"),  # type: ignore[arg-type]
        trade=_chosen(sheet, "trade"),
        employees=int(told["employees"]),
        business_name="" if told["business_name"] == "なし" else told["business_name"],
        corporate_number="",
        office_address=told["address"],
        opened_on=told["opened_on"],
        evidence=Evidence("pictures", "", (sheet.page, *sheet.papers)),
        owner=None,
        monthly_premium=int(told["premium"]),
        mandate=None,
        paper_mandate=PaperMandate(attachments=(sheet.page,), holder_kana=told["kana"]),
        statements=Statements(*(mark == "1" for mark in told["statements"])),
        enterprise=None,
    )


def _identity(sheet: Sheet) -> Identity:
    assert sheet.form is not None
    told = sheet.values
    return Identity(
        name=told["name"],
        kana=told["kana"],
        birthdate=told["birthdate"],
        address=told["address"],
        acr=ON_PAPER,
        signed_in_at=_instant(sheet),
        agreed_digest=fingerprint.digest(sheet.form.code.encode()),
        terms_version=sheet.form.since.isoformat(),
    )


def _premium_change(sheet: Sheet) -> PremiumChange:
    standing = contract(sheet)
    assert standing is not None
    person: UUID = parties.person_of(standing.party)
    return PremiumChange(
        person=str(person),
        scheme="skk",
        received_at=_instant(sheet),
        receipt=sheet.receipt,
        monthly_premium=int(sheet.values["premium"]),
        reasons=(),
    )


def _chosen(sheet: Sheet, name: str) -> str:
    assert sheet.form is not None
    choices = sheet.form.box(name).choices
    place = int(sheet.values[name])
    if not 1 <= place <= len(choices):
        raise NotRead(field=name)
    return choices[place - 1]


def _instant(sheet: Sheet) -> str:
    return sheet.received_at.isoformat(timespec="milliseconds")


_MESSAGES: dict[str, Callable[[Sheet], Inbound]] = {
    "enrolment": _enrolment,
    "premium_change": _premium_change,
}
