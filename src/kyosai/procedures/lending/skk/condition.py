"""要件の確認（委託機関） — what an agency has seen of a member's papers, in place of a picture.

The member is there and has asked for it by a code of their own; the facts are judged by the same
rules as the loan itself, and the member is told in whose name they were confirmed.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import era, tokyo
from kyosai.basis.refusal import Refused
from kyosai.exchange import postbox
from kyosai.exchange.messages.agencies import LoanCondition
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.lending import words
from kyosai.procedures.lending.skk import occasion
from kyosai.records.access_log import writes as access_log
from kyosai.records.agencies import reads as agencies
from kyosai.records.agencies import writes
from kyosai.records.agencies.reads import Working
from kyosai.records.delegations import reads as delegations
from kyosai.records.delegations import writes as delegating
from kyosai.records.delegations.reads import Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties.writes import lock
from kyosai.schemes import delegations as rules
from kyosai.schemes.skk.loan.kinds import LoanKind

NOT_CONFIRMED = (LoanKind.GENERAL, LoanKind.SPECIAL_DISASTER)


class NotEntrusted(Refused):
    """Nobody who may confirm anything, or nothing that is confirmed."""

    reason = "この確認は委託されていません。登録簿の仕事と期限を確かめてください。"


def confirm(number: str, *, at: datetime) -> Status:
    """Take one confirmation: write it down and tell the member, or write down why not."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, LoanCondition)
        status: Status = "noted"
        try:
            _confirm(message, at=at)
        except Refused as refusal:
            _turn_away(message, why=refusal.reason, at=at)
            status = "failed"
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def _confirm(message: LoanCondition, *, at: datetime) -> None:
    on = tokyo.in_tokyo(at).date()
    staff = agencies.working(UUID(message.person), on=on, duty=agencies.CONFIRM)
    found = _asked(message, on=on)
    kind, told = LoanKind.of(message.loan_kind), message.occasion
    if staff is None or found is None or kind in NOT_CONFIRMED:
        raise NotEntrusted(field="loan_kind")
    lock(found.party)
    occasion.insist_on(kind, told, day=date.fromisoformat(told.day), on=on)
    until = rules.condition_until(on)
    writes.confirm(
        message.receipt,
        by=staff,
        party=found.party,
        loan_kind=message.loan_kind,
        facts=occasion.facts(told),
        confirmed_on=on,
        until=until,
        at=at,
    )
    delegating.note(found.id, words=f"{kind.value}の要件を確認しました。", at=at)
    _tell(message, found, staff, kind=kind, until=until, at=at)


def _asked(message: LoanCondition, *, on: date) -> Standing | None:
    """Return the member's own invitation of this counter, while it holds."""
    found = delegations.acting(UUID(message.delegation), delegate=UUID(message.person), on=on)
    is_counter = found is not None and found.scope == rules.COUNTER and found.scheme == "skk"
    return found if is_counter else None


def _tell(
    message: LoanCondition,
    found: Standing,
    staff: Working,
    *,
    kind: LoanKind,
    until: date,
    at: datetime,
) -> None:
    title = "貸付けの要件を、窓口で確認しました"
    body = "\n".join(
        [
            f"{staff.full_name}が、{kind.value}の要件を確認しました。",
            "借りるときは、あなたが自分で申し込みます。",
            f"{era.on_screen(until)}まで、書類の写真なしで申し込めます。",
            "",
            "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
        ]
    )
    told = Telling(
        party=found.party,
        key=f"loan_condition:{message.receipt}",
        kind="loan_condition",
        at=at,
        title=title,
        body=body,
        actions=({"label": "借りる画面へ", "url": "/borrow/special/"},),
        mail=words.mail(title, url=settings.PORTAL_URL),
    )
    notices.tell(told)


def _turn_away(message: LoanCondition, *, why: str, at: datetime) -> None:
    access_log.note_turned_away(
        officer=f"agency:{message.person}",
        role="委託機関",
        what=f"{message.loan_kind} {message.delegation}"[:100],
        why=why[:200],
        at=at,
    )
