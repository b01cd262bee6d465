"""即時振込 — one payment at once: first its row and its entry in the journal, then the send.

A payment begun and not answered is sent again, the same bytes under the same number: the bank
pays it once. Within an approved frame no person is asked; without one the treasury is.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.procedures.payment import hours, outcome
from kyosai.procedures.payment.query import ask
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.payments import accounts, sending
from kyosai.records.payments.sending import Waiting
from kyosai.schemes import both


class Send(NamedTuple):
    """The bytes of one payment, under its number."""

    number: str
    digest: str
    content: bytes


def due(*, at: datetime) -> list[str]:
    """Return what is to be sent now: what has become due, then what nobody has answered for."""
    begun = sending.on_their_way(at=at)
    if not hours.is_instant_open(at):
        return begun
    today = tokyo.in_tokyo(at).date()
    ready = [
        payment.number
        for scheme in both.SCHEMES
        for payment in sending.waiting("instant", until=today, scheme=scheme, ready_on=today)
    ]
    return ready + begun


def to_send(number: str, *, at: datetime) -> Send | None:
    """Return the bytes of a payment, which has its row by now; nothing while it may not leave."""
    return _begin(number, at=at) or (_again(number) if sending.is_begun(number) else None)


def begin(number: str, *, at: datetime) -> bool:
    """Let a payment leave; return whether it did. What has no frame or account is asked about."""
    return _begin(number, at=at) is not None


def _begin(number: str, *, at: datetime) -> Send | None:
    with transaction.atomic(durable=True):
        payment = sending.of_number(number, lock=True)
        if payment is None or sending.is_begun(number) or sending.is_stopped(number):
            return None
        today = tokyo.in_tokyo(at).date()
        if not accounts.payee(payment.account).is_payable(today):
            return None
        frame = sending.frame_for(payment.scheme, yen=payment.amount, on=today)
        if frame is None:
            words = (
                f"{payment.purpose} {payment.amount}を出せる枠がありません。枠を承認してください。"
            )
            ask("no-frame", payment, words=words, at=at)
            return None
        content = _content(payment)
        digest = fingerprint.digest(content)
        sending.begin(number, frame=frame, on=today, digest=digest, at=at)
        ledger.post(outcome.paid_out(payment, on=today), at=at)
    return Send(number, digest, content)


def held_up(number: str, *, why: str, at: datetime) -> None:
    """Ask the treasury about a payment that cannot leave for a reason no rule foresaw; once."""
    with transaction.atomic(durable=True):
        payment = sending.of_number(number, lock=True)
        assert payment is not None
        words = f"{payment.purpose} {payment.amount}を送れません。{why}"
        ask("held-up", payment, words=words[:300], at=at)


def paid(number: str, *, receipt: str, at: datetime) -> None:
    """Note that the bank has paid, and tell the payee; told twice, once."""
    outcome.paid(number, reference=receipt, at=at)


def refused(number: str, *, reason: str, at: datetime) -> None:
    """Note that the bank will not pay: the money is owed as before, and somebody looks."""
    with transaction.atomic(durable=True):
        payment = sending.of_number(number, lock=True)
        assert payment is not None
        if not sending.note(number, "refused", at=at, reason=reason):
            return
        ledger.post(_back(payment, at=at), at=at)
        outcome.not_paid(payment, why=reason, at=at)


def _again(number: str) -> Send:
    payment = sending.of_number(number)
    assert payment is not None
    content, digest = _content(payment), sending.digest_of(number)
    assert fingerprint.digest(content) == digest, "a payment is never sent with other bytes"
    return Send(number, digest, content)


def _content(payment: Waiting) -> bytes:
    """Return the bytes of a payment: equal however often they are made."""
    what = {"purpose": payment.scheme, "yen": payment.amount.amount}
    return fingerprint.canonical(accounts.to_bank(payment.account) | what)


def _back(payment: Waiting, *, at: datetime) -> Posting:
    return Posting(
        key=f"refused:{payment.number}",
        kind="payment_refused",
        debit=outcome.transit(payment.scheme),
        credit=payment.owed_on,
        amount=payment.amount,
        effective_on=tokyo.in_tokyo(at).date(),
        contract=payment.contract,
        case_number=payment.case_number,
    )
