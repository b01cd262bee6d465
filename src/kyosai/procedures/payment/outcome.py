"""支払の結果 — what the journal says of a payment that leaves, and what its payee is told."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from kyosai.procedures.payment import words
from kyosai.procedures.payment.query import ask, settle
from kyosai.records.ledger.writes import Posting
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.payments import accounts, sending
from kyosai.records.payments.sending import Waiting


def transit(scheme: str) -> str:
    """Return the account of the journal for money the bank has, and the payee has not yet."""
    return f"transit:payments:{scheme}"


def paid_out(payment: Waiting, *, on: date) -> Posting:
    """Return the transfer of a payment that leaves."""
    return Posting(
        key=f"paid-out:{payment.number}",
        kind="paid_out",
        debit=payment.owed_on,
        credit=transit(payment.scheme),
        amount=payment.amount,
        effective_on=on,
        contract=payment.contract,
        case_number=payment.case_number,
    )


def paid(number: str, *, reference: str, at: datetime) -> None:
    """Note that a payment is in its account, and tell the payee; told twice, once."""
    with transaction.atomic():
        payment = sending.of_number(number, lock=True)
        assert payment is not None
        if sending.outcomes(number) or not sending.note(number, "paid", at=at, reference=reference):
            return
        settle(number, "no-frame", "call-back", "held-up", words="振り込みました。", at=at)
        _tell(payment, "paid", words.paid(payment, to=accounts.payee(payment.account)), at=at)


def not_paid(payment: Waiting, *, why: str, at: datetime) -> None:
    """Tell the payee that the money has come back, and ask the treasury to see to it."""
    said = words.not_paid(payment, to=accounts.payee(payment.account), why=why)
    _tell(payment, "not-paid", said, at=at)
    ask("not-paid", payment, words=f"{said[0]}。{why}。口座を確かめてください。", at=at)


def _tell(payment: Waiting, what: str, said: tuple[str, str], *, at: datetime) -> None:
    if not payment.contract:  # a tax office reads no notices
        return
    notices.tell(
        Telling(
            party=payment.party,
            key=f"payment:{payment.number}:{what}",
            kind=f"payment_{what.replace('-', '_')}",
            at=at,
            title=said[0],
            body=said[1],
            contract=payment.contract,
            mail=words.mail(said[0], url=settings.PORTAL_URL),
        )
    )
