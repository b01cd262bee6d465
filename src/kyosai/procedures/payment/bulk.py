"""総合振込 — one file a scheme and day of payment, kept by digest, released by two officers."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.formats.zengin import credit_transfer, kana
from kyosai.formats.zengin.credit_transfer import TransferRequest
from kyosai.formats.zengin.direct_debit import NewCode
from kyosai.procedures.payment import hours, outcome
from kyosai.procedures.payment.query import ask
from kyosai.records.ledger import writes as ledger
from kyosai.records.payments import accounts, files, sending
from kyosai.records.payments.files import Kept
from kyosai.records.payments.sending import Waiting
from kyosai.records.remittances import consignor
from kyosai.schemes import both

MOST = 10_000  # payments of one scheme and day


def build(*, at: datetime) -> list[str]:
    """Make the files of the next day of payment, if it is time; return their names."""
    pay_on = hours.file_day(at)
    if pay_on is None:
        return []
    made = [_build(scheme, pay_on=pay_on, at=at) for scheme in both.SCHEMES]
    return [name for name in made if name]


def _build(scheme: str, *, pay_on: date, at: datetime) -> str:
    with transaction.atomic(durable=True):
        ready = sending.waiting("bulk", until=pay_on, scheme=scheme, ready_on=pay_on, limit=MOST)
        if not ready:
            return ""
        content = written(ready, scheme=scheme, pay_on=pay_on)
        number = files.count(scheme, pay_on=pay_on) + 1
        kept = Kept(
            name=f"Z21-{scheme}-{pay_on}-{number:02d}.dat",
            scheme=scheme,
            pay_on=pay_on,
            digest=fingerprint.digest(content),
            records=len(ready),
            yen=sum(each.amount.amount for each in ready),
            hand_in_by=hours.hand_in_by(pay_on),
            made_at=at,
            made_by="",
            approved_by=(),
        )
        files.keep(kept, content=content, payments=[each.number for each in ready])
    return kept.name


def written(payments: Iterable[Waiting], *, scheme: str, pay_on: date) -> bytes:
    """Return the bytes of a file: equal payments, equal bytes."""
    lines = [_line(each) for each in sorted(payments, key=lambda each: each.number)]
    return credit_transfer.write(lines, consignor=consignor.of(scheme), transfer_on=pay_on)


def received(name: str, *, receipt: str, at: datetime) -> None:
    """Note that the bank has taken a file: its payments leave the books for the day of payment."""
    with transaction.atomic(durable=True):
        if not files.note_received(name, receipt=receipt, at=at):
            return
        for payment in sending.of_file(name):
            ledger.post(outcome.paid_out(payment, on=tokyo.in_tokyo(at).date()), at=at)


def refused(name: str, *, reason: str, at: datetime) -> None:
    """Note that a file will never be paid; each of its payments is owed as before."""
    with transaction.atomic(durable=True):
        files.note_refused(name, reason=reason, at=at)
        for payment in sending.of_file(name):
            sending.note(payment.number, "refused", at=at, reason=reason)
            words = f"ファイル {name} は銀行に渡せませんでした。{reason}。払い直してください。"
            ask("not-paid", payment, words=words, at=at)


def let_lapse(*, at: datetime) -> list[str]:
    """Give up the files the bank takes no more; their payments are ordered anew by a person."""
    stopped = [file.name for file in files.stopped() if at >= file.hand_in_by]
    lapsed = [file.name for file in files.waiting() if at >= file.hand_in_by]
    for name in stopped:
        refused(name, reason="差し止めのある支払が入っていたため、銀行に渡しませんでした", at=at)
    for name in set(lapsed) - set(stopped):
        refused(name, reason="締切までに、経理の二人の承認がそろいませんでした", at=at)
    return sorted({*stopped, *lapsed})


def note_paid(*, at: datetime) -> None:
    """Note the payments of the files whose day has come as paid."""
    for name in files.handed_over_for(tokyo.in_tokyo(at).date()):
        for payment in sending.of_file(name):
            if hours.is_paid(payment.pay_on, at=at) and not sending.outcomes(payment.number):
                outcome.paid(payment.number, reference=name, at=at)


def _line(payment: Waiting) -> TransferRequest:
    to = accounts.to_bank(payment.account)
    digits = "".join(filter(str.isdigit, payment.number))
    return TransferRequest(
        bank_code=to["bank_code"],
        branch_code=to["branch_code"],
        account_kind=to["account_kind"],
        account_number=to["account_number"],
        payee=kana.name(to["payee"]),
        amount=payment.amount,
        new_code=NewCode.OTHER,
        customer_number=digits.zfill(20),
    )
