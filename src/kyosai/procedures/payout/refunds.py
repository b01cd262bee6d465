"""掛金の返還 — what is owed back is ordered to be paid, once, to the account premiums come from."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.procedures.payout import words
from kyosai.procedures.payout.award import DAYS_TO_PAY
from kyosai.procedures.payout.claim import PROMISE
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.payments import ordering, payee, refunds
from kyosai.records.payments.ordering import Order, payable
from kyosai.records.payments.refunds import Refund
from kyosai.schemes.clocks import calendars, promises

KIND, PURPOSE = "refund", "返還金（掛金）"


def to_pay(*, at: datetime) -> list[str]:
    """Return the contracts whose holders are owed something back."""
    return [each.contract for each in refunds.owed(at=at)]


def pay(contract: str, *, at: datetime) -> str | None:
    """Order what is owed back on a contract; nothing where it is done, or no account is known."""
    with transaction.atomic(durable=True):
        standing = contracts.standing(contract, lock=True)
        owed = refunds.owed(at=at, contract=contract)
        to = payee.of_contract(contract, party=standing.party)
        if not owed or to is None:
            return None
        turn = refunds.count(contract) + 1
        ledger.post(_posting(owed[0], turn=turn, at=at), at=at)
        number = ordering.order(_order(owed[0], turn=turn, account=to.id, at=at), at=at)
        _tell(owed[0], turn=turn, at=at)
    return number


def _order(owed: Refund, *, turn: int, account: UUID, at: datetime) -> Order:
    bank, today = calendars.bank(), tokyo.in_tokyo(at).date()
    return Order(
        key=f"refund:{owed.contract}:{turn}",
        scheme=owed.scheme,
        contract=owed.contract,
        party=owed.party,
        kind=KIND,
        purpose=PURPOSE,
        amount=owed.amount,
        account=account,
        rail="bulk",
        pay_on=bank.add(bank.on_or_after(today), DAYS_TO_PAY),
        due_at=promises.promise(PROMISE, received_at=at).due_at,
    )


def _posting(owed: Refund, *, turn: int, at: datetime) -> Posting:
    return Posting(
        key=f"refund-ordered:{owed.contract}:{turn}",
        kind="refund_ordered",
        debit=f"refunds:{owed.scheme}:{owed.contract}",
        credit=payable(KIND, scheme=owed.scheme, contract=owed.contract),
        amount=owed.amount,
        effective_on=tokyo.in_tokyo(at).date(),
        contract=owed.contract,
    )


def _tell(owed: Refund, *, turn: int, at: datetime) -> None:
    due_at = promises.promise(PROMISE, received_at=at).due_at
    title, body = words.refunded(owed.amount, due_at=due_at)
    notices.tell(
        Telling(
            party=owed.party,
            key=f"refund:{owed.contract}:{turn}",
            kind="premium_refunded",
            at=at,
            title=title,
            body=body,
            contract=owed.contract,
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )
