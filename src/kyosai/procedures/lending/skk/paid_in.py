"""借換えの入金 — the holder's transfer is found in the statement, and the new loan is made."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import law, tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings, listings
from kyosai.casework.listings import NotNow
from kyosai.exchange.messages.lending import LoanRequest
from kyosai.procedures.lending import book, borrower, desk, lend, words
from kyosai.procedures.lending.deal import Deal
from kyosai.procedures.lending.flow import CONTRACT_LOAN, TRANSFER
from kyosai.procedures.lending.lend import Outcome
from kyosai.procedures.lending.skk import contract_loan
from kyosai.records.parties.writes import lock
from kyosai.records.remittances import reads as remittances
from kyosai.records.remittances import writes


class NotArrived(Refused):
    """No statement has an unmatched entry of this sum."""

    reason = (
        "借換えの入金が、まだ入出金明細にありません。"
        "同じ額の「不明な入金」があるか、経理に確かめてください。"
    )


class Changed(Refused):
    """The sum to be paid in, or another term, is not what was signed."""

    reason = "借換えの内容が、署名のときから変わりました。ご本人に返してください。"


def confirm(case: str, *, officer: str, at: datetime, note: str = "") -> str:
    """Make the new loan, now that its money has come; return its number."""
    with transaction.atomic(durable=True):
        file = casework.take(CONTRACT_LOAN, number=case, step=TRANSFER, officer=officer)
        lock(file.subject)
        message = desk.filed(file.filing)
        with law.explained() as rules:
            deal = _deal(message, party=file.subject, at=at)
        contract = deal.who.contract
        entry = remittances.unmatched_of(contract.scheme, yen=deal.paid_in.amount)
        if entry is None:
            raise NotArrived
        writes.note_spoken_for(
            entry.statement_id, entry.ordinal, contract=contract.number, officer=officer, at=at
        )
        number = book.book(deal, key=message.receipt, case=case, at=at, ordered_by=officer)
        found = findings.explained_rows(rules)
        outcome = lend.made(message, deal, found=found)
        lend.tell(message, party=file.subject, outcome=outcome, at=at, again=":decided")
        lend.answer(message, number=file.filing["message"], status="lent", at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note, findings=found)
    return number


def give_up(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Do not refinance; the old loan stays as it is."""
    with transaction.atomic(durable=True):
        file = casework.take(CONTRACT_LOAN, number=case, step=TRANSFER, officer=officer)
        message = desk.filed(file.filing)
        said = words.refused(message.title, receipt=message.receipt, reason=reason)
        outcome = Outcome("failed", *said)
        lend.tell(message, party=file.subject, outcome=outcome, at=at, again=":decided")
        lend.answer(message, number=file.filing["message"], status="failed", at=at)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)


def _deal(message: LoanRequest, *, party: UUID, at: datetime) -> Deal:
    """Return the loan as of today, the day the money is seen; refuse it when it has changed."""
    who = borrower.borrower(party, scheme=message.scheme, asked_at=at, lock=True)
    who = replace(who, promise=replace(who.promise, t0=tokyo.in_tokyo(at).date()))
    borrower.insist(who, pays_off=message.replaces)
    if not listings.insist_decided(party, at=at).is_clear:
        raise NotNow
    deal = contract_loan.deal(message, who, is_confirmed=True)
    if message.signature is None or message.signature.text != deal.text:
        raise Changed(field="signature")
    return deal
