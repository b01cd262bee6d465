"""早期償還手当金 — a loan of 共済金 repaid a year early and never late brings its holder money."""

from datetime import date, datetime

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads
from kyosai.records.loans.reads import Standing
from kyosai.records.payments import ordering, payee
from kyosai.records.payments.ordering import Order
from kyosai.schemes.clocks import promises
from kyosai.schemes.owing import debited_on
from kyosai.schemes.tosanboshi.loan import repayment

KIND = "mutual_aid"
NOTHING = Yen(0)


def due(loan: Standing, *, on: date) -> tuple[Yen, list[law.Finding]]:
    """Return the allowance of a loan repaid on a day, and why."""
    turns = reads.turns(loan.number)
    last = turns[-1].due_on
    if loan.kind != KIND or on >= last:
        return NOTHING, []
    with law.explained() as why:
        months = repayment.months_before(on, scheduled_on=last)
        yen = repayment.early_repayment_allowance(
            loan.amount,
            term=loan.term_months // 12,
            months=months,
            was_ever_late=_was_ever_late(loan, on=on),
            has_ended=contracts.standing(loan.contract).status != "active",
        )
    return yen, list(why)


def pay(loan: Standing, *, on: date, at: datetime) -> None:
    """Order the allowance of a loan that has just ended, if one is due."""
    yen, _ = due(loan, on=on)
    to = payee.of_contract(loan.contract, party=loan.party) if yen > NOTHING else None
    if yen == NOTHING:
        return
    key = f"allowance:{loan.number}"
    ledger.post(
        Posting(
            key=key,
            kind="allowance_owed",
            debit=f"allowances:{loan.scheme}:{loan.contract}",
            credit=ordering.payable("allowance", scheme=loan.scheme, contract=loan.contract),
            amount=yen,
            effective_on=on,
            contract=loan.contract,
        ),
        at=at,
    )
    if to is None:
        return
    promise = promises.promise("payout", received_at=at)
    ordering.order(
        Order(
            key=key,
            scheme=loan.scheme,
            contract=loan.contract,
            party=loan.party,
            kind="allowance",
            purpose="早期償還手当金",
            amount=yen,
            account=to.id,
            rail="bulk",
            pay_on=promise.t0,
            due_at=promise.due_at,
        ),
        at=at,
    )


def _was_ever_late(loan: Standing, *, on: date) -> bool:
    """Tell whether any turn was ever paid after the day it was to be debited."""
    left = [turn for turn in reads.turns(loan.number) if turn.due_on < on]
    owed, paid = sum(turn.principal.amount for turn in left), 0
    for row in reads.receipts(loan.number):
        due_by_then = sum(
            turn.principal.amount
            for turn in left
            if debited_on(turn.due_on, scheme=loan.scheme) < row.on
        )
        if paid < due_by_then or row.penalty:
            return True
        paid += row.principal
    return paid < min(owed, loan.amount.amount) and bool(left)
