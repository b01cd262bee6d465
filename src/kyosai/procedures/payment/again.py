"""払い直し — what the bank gave back is paid again, once, to an account that was looked at."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.procedures.payment import hours, outcome
from kyosai.procedures.payment.query import settle
from kyosai.records.officers import reads as officers
from kyosai.records.payments import accounts, ordering, sending
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.ordering import Order
from kyosai.schemes.clocks import calendars

AFTER = ":after:"
REASON = "銀行から資金返却になりました"


class NotBack(Refused):
    """A payment that is under way, has arrived, or was paid again."""

    reason = "この支払は、払い直しを待っていません。一覧を開き直してください。"


class SomebodyElses(Refused):
    """An account of another person."""

    reason = "この口座は、受け取る方の口座ではありません。ご本人の口座を登録してください。"


class AtTheTreasury(Refused):
    """Whoever releases money does not order it."""

    reason = "経理の人は、払い直しを決められません。貸付課か給付課の人に依頼してください。"


def tell_of_returns(*, at: datetime) -> None:
    """Tell each payee whose money came back, and ask the treasury; told twice, once."""
    for payment in sending.came_back():
        if "returned" in sending.outcomes(payment.number):
            with transaction.atomic(durable=True):
                outcome.not_paid(payment, why=REASON, at=at)


def give_account(party: UUID, given: Given) -> UUID:
    """Write down another account of a payee, as an officer heard of it, to be called back on."""
    with transaction.atomic(durable=True):
        return accounts.register(party, given)


def pay_again(number: str, *, account: UUID, officer: str, at: datetime) -> str:
    """Order a returned payment once more; return the new number. Asked twice, it is one order."""
    if officers.has_duty(officer, "treasurer"):
        raise AtTheTreasury
    with transaction.atomic(durable=True):
        payment = sending.of_number(number, lock=True)
        if payment is None or not sending.is_back(number):
            raise NotBack
        if accounts.payee(account).party != payment.party:
            raise SomebodyElses
        key, rail = sending.again(number)
        today = tokyo.in_tokyo(at).date()
        pay_on = calendars.bank().on_or_after(today)
        new = ordering.order(
            Order(
                key=f"{key.partition(AFTER)[0]}{AFTER}{number}",
                scheme=payment.scheme,
                contract=payment.contract,
                party=payment.party,
                kind=payment.kind,
                purpose=payment.purpose,
                amount=payment.amount,
                account=account,
                rail="instant" if rail == "instant" else "bulk",
                pay_on=pay_on,
                due_at=max(payment.due_at, hours.paid_at(calendars.bank().add(pay_on, 1))),
                case_number=payment.case_number,
                ordered_by=officer,
                replaces=number,
            ),
            at=at,
        )
        settle(number, "not-paid", words=f"払い直しました（{new}）。", at=at)
    return new
