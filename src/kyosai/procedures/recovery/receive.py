"""返済の受取り — what came for a loan becomes a receipt and its entries; the last one ends it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kyosai.basis.money import Yen
from kyosai.procedures.recovery import allowance, tell
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads, writes
from kyosai.records.loans.reads import Standing
from kyosai.records.loans.writes import Received


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What came for one loan, as it was allocated, and from which account of the journal."""

    key: str
    loan: str
    source: str
    on: date
    principal: Yen
    interest: Yen
    penalty: Yen
    debit: str
    case_number: str = ""


def receive(came: Sum, *, at: datetime) -> None:
    """Take one sum in; told twice, once. A loan that ends early may bring an allowance."""
    assert transaction.get_connection().in_atomic_block
    before = reads.locked(came.loan)
    is_new = writes.receive(
        Received(
            key=came.key,
            loan=came.loan,
            source=came.source,
            on=came.on,
            principal=came.principal,
            interest=came.interest,
            penalty=came.penalty,
        ),
        at=at,
    )
    if not is_new:
        return
    for posting in _postings(came, before):
        ledger.post(posting, at=at)
    after = reads.of_number(came.loan)
    if after is not None and after.is_repaid and not before.is_repaid:
        allowance.pay(after, on=came.on, at=at)
        tell.repaid(after, on=came.on, at=at)
    elif after is not None:
        tell.received(after, yen=came.principal + came.interest + came.penalty, on=came.on, at=at)


def _postings(came: Sum, loan: Standing) -> list[Posting]:
    parts = (
        ("principal", came.principal, f"loans:{loan.kind}:{loan.scheme}:{loan.contract}"),
        ("interest", came.interest, f"interest_ahead:{loan.scheme}:{loan.contract}"),
        ("penalty", came.penalty, f"penalties:{loan.scheme}:{loan.contract}"),
    )
    return [
        Posting(
            key=f"{came.key}:{what}",
            kind=f"loan_{what}_received",
            debit=came.debit,
            credit=account,
            amount=yen,
            effective_on=came.on,
            contract=loan.contract,
            case_number=came.case_number,
        )
        for what, yen, account in parts
        if yen > Yen(0)
    ]
