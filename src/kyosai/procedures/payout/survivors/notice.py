"""ご逝去の知らせ — the contract is found, a room is opened, and its code goes out by letter.

Whoever writes is nobody we know: they hear nothing of the contract, and the letter goes to the
address they gave. Without a contract that fits, a person looks.
"""

import unicodedata
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework.actions import Line, Opening
from kyosai.exchange import codes, postbox
from kyosai.exchange.messages.outbound import Answer
from kyosai.exchange.messages.survivors import DeathNotice
from kyosai.procedures.payout.claim import PROMISE
from kyosai.procedures.payout.survivors import letter
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM, GATHER, NOTICE
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.records.survivors import writes as rooms
from kyosai.schemes.clocks import promises

NOBODY = UUID(int=0)
SCHEME = "skk"


def receive(number: str, *, at: datetime) -> str:
    """Take the news of a death; return the case."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, DeathNotice)
        found = _contract(message)
        case = casework.new_number()
        _open(message, case, number=number, found=found, at=at)
        if found:
            _invite(message, case, found=found, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status="noted", at=told_at))
    return case


def _contract(message: DeathNotice) -> Standing | None:
    """Return the contract whose holder bears this name and birthday, whatever has become of it."""
    found = contracts.found_by(message.contract)
    if found is None or found.scheme != SCHEME:
        return None
    holder = parties.particulars(found.party)
    is_same = _bare(holder.kana) == _bare(message.deceased_kana)
    is_born_then = holder.birthdate == date.fromisoformat(message.deceased_birthdate)
    return found if is_same and is_born_then else None


def _open(
    message: DeathNotice, case: str, *, number: str, found: Standing | None, at: datetime
) -> None:
    told = "お知らせを受け付けました。"
    said = "契約が見つかりました。コードの手紙を送ります。" if found else "契約が見つかりません。"
    received_at = datetime.fromisoformat(message.received_at)
    casework.open(
        Opening(
            number=case,
            flow=DEATH_CLAIM,
            step=GATHER if found else NOTICE,
            subject=found.party if found else NOBODY,
            receipt=message.receipt,
            received_at=received_at,
            opened_on=at.date(),
            due_at=promises.promise(PROMISE, received_at=received_at).due_at,
            at=at,
            filing={
                "message": number,
                "contract": found.number if found else "",
                "notice": asdict(message),
            },
            lines=[Line(NOTICE, "received", told), Line(NOTICE, "looked_up", said)],
        )
    )


def _invite(message: DeathNotice, case: str, *, found: Standing, at: datetime) -> None:
    """Open the room, put its code into a letter, and let the promise wait for the papers."""
    code = codes.drawn()
    rooms.open_room(
        message.receipt,
        case=case,
        contract=found.number,
        died_on=date.fromisoformat(message.died_on),
        code_digest=codes.digest(code),
        at=at,
    )
    letter.write(message, code=code, at=at)
    deadlines.pause(case, code="P1", words="ご遺族の請求と書類を待っています。", at=at)


def _bare(kana: str) -> str:
    return "".join(unicodedata.normalize("NFKC", kana).split())
