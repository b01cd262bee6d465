"""マイナンバーの届け出 — kept in the vault for the claim whose tax papers need it, or refused.

It is asked for by a claim for a benefit of 小規模企業共済 and by nothing else.
"""

from base64 import b64decode
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis.refusal import Malformed
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.records.my_numbers import reads as vault
from kyosai.records.my_numbers import writes
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Mail, Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.records.survivors import reads as survivors

ASKING = ("skk.benefit", "skk.cancellation")  # how the flows of one's own claims begin
KEPT = (
    "マイナンバーをお預かりしました",
    "マイナンバーをお預かりしました。\n今、ほかにすることはありません。\n"
    "税の書類を作るときだけ使います。\n使ったときは「だれがいつ見たか」に載ります。",
)
NOT_ASKED = (
    "マイナンバーは預かっていません",
    "いまは、マイナンバーがいる手続きがありません。\n届いた番号は残していません。\n"
    "共済金を請求したときに、必要ならお知らせします。",
)


def receive(number: str, *, at: datetime) -> Status:
    """Take a number; keep it for the claim that asks for it, or keep nothing."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, MyNumber)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        status = _kept(message, party=party, at=at)
        _tell(message, party=party, status=status, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def standing(party: UUID) -> Literal["", "wanted", "kept"]:
    """Say whether a person's number is asked for, or here already."""
    if _asking(party) is None:
        return ""
    return "kept" if vault.is_kept(party) else "wanted"


def _kept(message: MyNumber, *, party: UUID, at: datetime) -> Status:
    case = _asking(party)
    if case is None:
        return "failed"
    sealed = b64decode(message.sealed, validate=True)
    writes.keep(party, bound_to=message.person, sealed=sealed, case=case.number, at=at)
    return "kept"


def _asking(party: UUID) -> Case | None:
    """Return the newest claim that asks for the number; a survivor's is that of their room."""
    cases = (case for case in casework.cases_of(party) if case.flow.startswith(ASKING))
    if own := next((case for case in cases if case.outcome != "refused"), None):
        return own
    room = survivors.case_of(party)
    return casework.case(room) if room else None


def _tell(message: MyNumber, *, party: UUID, status: Status, at: datetime) -> None:
    title, body = KEPT if status == "kept" else NOT_ASKED
    said = f"{title}。\n\nくわしい内容は、サイトの「お知らせ」で見られます。\n{settings.PORTAL_URL}"
    told = Telling(
        party=party,
        key=f"{message.kind}:{message.receipt}",
        kind=message.kind,
        at=at,
        title=title,
        body=body,
        mail=Mail(title, said),
    )
    notices.tell(told)
