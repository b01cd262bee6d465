"""事由の確認 — an officer confirms what a special loan is for, and it is lent; or says why not.

The confirmation of an agency comes as a picture. One officer is enough: the sums are the rule's.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, law
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings, listings
from kyosai.casework.listings import NotNow
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.lending import LoanRequest
from kyosai.procedures.lending import book, borrower, lend, words
from kyosai.procedures.lending.deal import Deal
from kyosai.procedures.lending.flow import CONFIRM, CONTRACT_LOAN
from kyosai.procedures.lending.lend import Outcome
from kyosai.procedures.lending.signing import SignedOtherwise
from kyosai.procedures.lending.skk import contract_loan
from kyosai.records.documents import reads as documents
from kyosai.records.parties.writes import lock


class PapersMissing(Refused):
    """The papers are still on their way."""

    reason = "書類がまだ届いていません。届いてから、内容を見て確認してください。"


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Confirm the occasion: the loan is made now, as its contract says, and paid by the clock."""
    with transaction.atomic(durable=True):
        file = casework.take(CONTRACT_LOAN, number=case, step=CONFIRM, officer=officer)
        lock(file.subject)
        message = filed(file.filing)
        _insist_on_papers(message)
        with law.explained() as rules:
            deal = _deal(message, party=file.subject, at=at)
        book.book(deal, key=message.receipt, case=case, at=at, ordered_by=officer)
        found = findings.explained_rows(rules)
        outcome = lend.made(message, deal, found=found)
        lend.tell(message, party=file.subject, outcome=outcome, at=at, again=":decided")
        lend.answer(message, number=file.filing["message"], status="lent", at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note, findings=found)


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Lend nothing, because the papers do not show the occasion."""
    with transaction.atomic(durable=True):
        file = casework.take(CONTRACT_LOAN, number=case, step=CONFIRM, officer=officer)
        message = filed(file.filing)
        said = words.refused(message.title, receipt=message.receipt, reason=reason)
        outcome = Outcome("failed", *said)
        lend.tell(message, party=file.subject, outcome=outcome, at=at, again=":decided")
        lend.answer(message, number=file.filing["message"], status="failed", at=at)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)


def filed(filing: dict[str, Any]) -> LoanRequest:
    """Return the request a case was opened with."""
    content = fingerprint.canonical(filing["loan"])
    message = plain.from_json(content, kind=LoanRequest.kind, version=LoanRequest.VERSION)
    assert isinstance(message, LoanRequest)
    return message


def _insist_on_papers(message: LoanRequest) -> None:
    wanted = set(message.attachments)
    if documents.arrived(wanted, person=UUID(message.person)) != wanted:
        raise PapersMissing


def _deal(message: LoanRequest, *, party: UUID, at: datetime) -> Deal:
    """Return the loan as of now; refuse it when its contract would be another by now."""
    who = borrower.borrower(party, scheme=message.scheme, asked_at=at, lock=True)
    borrower.insist(who)
    if not listings.insist_decided(party, at=at).is_clear:
        raise NotNow
    deal = contract_loan.deal(message, who, is_confirmed=True)
    if message.signature is None or message.signature.text != deal.text:
        raise SignedOtherwise(field="signature")
    return deal
