"""署名と本人の確認 — in place of the card: two officers look at signature, seal and identity.

With the second the form enters the postbox, and goes the way of an online filing.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.exchange import mail_room
from kyosai.procedures.paper import letter, message
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper.flow import AGAIN, CONFIRM, FORM
from kyosai.procedures.paper.sheet import Sheet
from kyosai.records import one_trip
from kyosai.records.access_log import writes as access_log
from kyosai.records.officers import reads as officers
from kyosai.records.parties import writes as parties

CHECKS = {
    "signature": "署名か押印が、本人のものとして書かれている",
    "identity": "本人確認の書類の氏名・生年月日が、申込書と同じ",
    "values": "入力された内容が、申込書と同じ",
}
MISSING = {
    "signature": "署名・押印",
    "identity": "本人確認の書類（運転免許証など）の写し",
    "proof": "事業を示す書類の写し",
}


class NotAllChecked(Refused):
    """An officer confirms all of it or none."""

    reason = "3つとも確かめてください。足りないものがあるときは、本人に手紙で聞いてください。"


class NothingMissing(Refused):
    """A letter asks for something."""

    reason = "足りないものを選んでください。"


def confirm(case: str, *, checked: Sequence[str], officer: str, at: datetime) -> None:
    """Find signature, identity and values in order, as the first officer."""
    _insist(checked)
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=CONFIRM, officer=officer)
        message.of(sheets.of(file))
        casework.move_on(
            file, flow=FORM, to=AGAIN, outcome="confirmed", officer=officer, at=at,
            words="署名・本人・内容を確かめました。",
        )  # fmt: skip


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Do not find it in order, as the second officer."""
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=AGAIN, officer=officer)
        casework.move_on(
            file, flow=FORM, to=CONFIRM, outcome="returned", officer=officer, at=at, words=note
        )


def enter(case: str, *, checked: Sequence[str], officer: str, at: datetime) -> str:
    """Find it in order as the second officer: it enters the postbox; return its number there."""
    _insist(checked)
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=AGAIN, officer=officer)
        sheet = sheets.of(file)
        number = mail_room.enter(message.of(sheet), received_at=sheet.received_at, at=at)
        _note_looks(case, sheet, second=officer, at=at)
        casework.refile(file, filing=file.filing | {"message": number})
        casework.close(
            file, outcome="accepted", officer=officer, at=at,
            words="二人の確認が済み、オンラインと同じ手続きに入りました。",
        )  # fmt: skip
    return number


def ask(case: str, *, missing: Sequence[str], officer: str, at: datetime) -> str:
    """Ask for what is missing; return the number of the letter."""
    about = [MISSING[each] for each in missing if each in MISSING]
    if not about:
        raise NothingMissing
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=CONFIRM, officer=officer)
        return letter.ask(file, sheets.of(file), about=about, officer=officer, at=at)


def _note_looks(case: str, sheet: Sheet, *, second: str, at: datetime) -> None:
    """Write down with the person, as soon as it is one, which two have seen the paper."""
    standing = message.contract(sheet)
    entering = parties.entering(UUID(sheet.person), at=at)
    party: UUID = standing.party if standing else one_trip.send(entering)[0][0][0]
    first = casefile.last_with_outcome(case, "confirmed")
    for each in (first.officer if first else "", second):
        access_log.note_look(
            officer=each,
            role=officers.role_of(each)[:40],
            party=party,
            what=f"紙の申込書 {case}",
            why="署名と本人の確認",
            at=at,
        )


def _insist(checked: Sequence[str]) -> None:
    if set(checked) != set(CHECKS):
        raise NotAllChecked
