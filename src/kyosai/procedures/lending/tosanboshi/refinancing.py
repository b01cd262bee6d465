"""借換えの入金 — an officer sees that the holder's money has come, and the new loan is made."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import law, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.exchange.messages.tosanboshi_lending import TemporaryLoanRequest
from kyosai.procedures.lending.tosanboshi import (
    books,
    filed,
    handing_over,
    offer,
    replacing,
    why,
    words,
)
from kyosai.procedures.lending.tosanboshi.flow import TEMPORARY_LOAN, TRANSFER
from kyosai.procedures.lending.tosanboshi.offer import Offer
from kyosai.records.ledger import accounts
from kyosai.records.parties.writes import lock


class NotArrived(Refused):
    """The suspense account holds less than the holder has to pay."""

    reason = "借換えの入金が、まだ記帳されていません。経理の「不明な入金」を確かめてください。"


class Changed(Refused):
    """The sum to be paid in is another one than was signed for."""

    reason = "借換えで振り込んでいただく額が、署名のときから変わりました。ご本人に返してください。"


def confirm(case: str, *, officer: str, at: datetime, note: str = "") -> str:
    """Make the new loan, now that its money has come; return its number."""
    with transaction.atomic(durable=True):
        file = casework.take(TEMPORARY_LOAN, number=case, step=TRANSFER, officer=officer)
        lock(file.subject)
        message = filed.again(file.filing, kind=TemporaryLoanRequest)
        clock = replace(handing_over.clock(at), t0=tokyo.in_tokyo(at).date())
        with law.explained() as rules:
            found = offer.offered(
                books.of_party(file.subject, lock=True), amount=Yen(message.amount), clock=clock
            )
        _insist(found, signed=file.filing["agreement"], on=clock.t0)
        number = replacing.make(
            found,
            key=message.receipt,
            party=file.subject,
            case=case,
            clock=clock,
            at=at,
            officer=officer,
        )
        said = words.refinanced(found, receipt=message.receipt)
        filed.tell(message, party=file.subject, said=said, at=at, step="made")
        filed.answer(message, to=file.filing["message"], status="lent", at=at)
        rows = why.as_rows(rules)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note, findings=rows)
    return number


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Do not make the loan; the old one stays as it is."""
    with transaction.atomic(durable=True):
        file = casework.take(TEMPORARY_LOAN, number=case, step=TRANSFER, officer=officer)
        message = filed.again(file.filing, kind=TemporaryLoanRequest)
        said = words.not_lent(message.title, receipt=message.receipt, reason=reason)
        filed.tell(message, party=file.subject, said=said, at=at, step="returned")
        filed.answer(message, to=file.filing["message"], status="failed", at=at)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)


def _insist(found: Offer, *, signed: list[str], on: date) -> None:
    """Refuse when the terms signed hold no more, or the money has not come."""
    if list(found.deed.lines) != signed:
        raise Changed
    held = accounts.balance(replacing.SUSPENSE, before=date.fromordinal(on.toordinal() + 1))
    if Yen(0) - held < found.moved.from_holder:
        raise NotArrived
