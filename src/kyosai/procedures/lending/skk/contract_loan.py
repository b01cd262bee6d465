"""契約者貸付けの判定（SK15〜SK18） — what a request comes to, by the law's own functions."""

from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.lending import LoanRequest
from kyosai.procedures.lending.borrower import Borrower
from kyosai.procedures.lending.deal import Deal, PaidOff
from kyosai.procedures.lending.flow import CONFIRM, TRANSFER
from kyosai.procedures.lending.skk import note, occasion
from kyosai.records.loans import reads as loans
from kyosai.records.loans import room
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.loans.writes import Due
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.skk.loan import contract_loan, refinancing
from kyosai.schemes.skk.loan.interest import overdue_interest, yearly_rate
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.repayments import Repayment, repayments

NOTHING = Yen(0)
PURPOSE = "契約者貸付けの貸付金"
AT_ONCE = (LoanKind.GENERAL, LoanKind.SPECIAL_DISASTER)


class Unpaid(Refused):
    """A premium is unpaid."""

    reason = "納めていない掛金があります。掛金を納めると、借りられます。"


class AboveLimit(Refused):
    """More than the limit."""

    reason = "借りられる限度額をこえています。限度額以下の金額にしてください。"


class NotOwed(Refused):
    """The loan to be refinanced is not this contract's, or is repaid."""

    reason = "借り換える貸付けがありません。「わたしの契約」で残高を確かめてください。"


def deal(message: LoanRequest, who: Borrower, *, is_confirmed: bool = False) -> Deal:
    """Return what a request comes to, or refuse it.

    ``is_confirmed``: a desk saw the occasion, or the money that is paid in first.
    """
    kind, amount = LoanKind.of(message.loan_kind), Yen(message.amount)
    insist_on_premiums(who)
    need = occasion.insist(message, kind, who)
    old = _to_pay_off(message, who)
    limit = limit_now(kind, who, without=old, need=need)
    turns = repayments(kind, amount=amount, term=message.term_months, lent_on=who.lent_on)
    if amount > limit:
        raise AboveLimit(field="amount")
    pays_off, net = _netted(message, kind, who, old=old, limit=limit, turns=turns)
    waits = kind not in AT_ONCE and not occasion.is_noted(message, who)
    stands_at = CONFIRM if waits else TRANSFER if net < NOTHING else ""
    made = Deal(
        who=who,
        kind=kind.key,
        kind_name=kind.value,
        purpose=PURPOSE,
        amount=amount,
        interest=turns[0].interest,
        handed_over=max(NOTHING, net),
        yearly_rate=yearly_rate(kind, on=who.lent_on),
        term_months=message.term_months,
        turns=_due(turns),
        text="",
        limit=limit,
        pays_off=pays_off,
        paid_in=max(NOTHING, NOTHING - net),
        stands_at="" if is_confirmed else stands_at,
    )
    return note.written(made, receipt=message.receipt, is_dated=not stands_at)


def limit_now(
    kind: LoanKind, who: Borrower, *, without: Loan | None = None, need: Yen | None = None
) -> Yen:
    """Return what may be borrowed of a kind, as if a loan that is refinanced were gone."""
    left = [loan for loan in who.loans if without is None or loan.number != without.number]
    return contract_loan.assessed_limit(
        kind,
        paid=room.paid(who.contract.number),
        on=who.lent_on,
        debt=room.debt(left, kind=kind.key),
        need=need,
    )


def insist_on_premiums(who: Borrower) -> None:
    """Refuse while a premium is unpaid though its due date has passed."""
    rows = premiums.of_contract(who.contract.number)
    if any(row["state"] == "failed" and row["due_on"] < who.lent_on for row in rows):
        raise Unpaid


def _to_pay_off(message: LoanRequest, who: Borrower) -> Loan | None:
    if not message.replaces:
        return None
    found = next((loan for loan in who.owed() if loan.number == message.replaces), None)
    if found is None:
        raise NotOwed(field="replaces")
    return found


def _netted(
    message: LoanRequest,
    kind: LoanKind,
    who: Borrower,
    *,
    old: Loan | None,
    limit: Yen,
    turns: tuple[Repayment, ...],
) -> tuple[PaidOff | None, Yen]:
    """Return what is paid off, and what is left to hand over; below nothing, to pay in."""
    amount = Yen(message.amount)
    if old is None:
        return None, amount - turns[0].interest
    due_on, late = next_due(old)
    net = refinancing.refinanced(
        LoanKind.of(old.kind) if kind is LoanKind.GENERAL else kind,
        balance=old.principal_left,
        new=amount,
        term=message.term_months,
        due_on=due_on,
        on=who.lent_on,
        limit=limit,
        overdue=late,
    )
    penalty = overdue_interest(late, due_on=due_on, paid_on=who.lent_on)
    return PaidOff(loan=old, penalty=penalty), net.to_holder - net.from_holder


def next_due(old: Loan) -> tuple[date, Yen]:
    """Return the first turn of a loan that is not repaid, and the principal due with it."""
    came, counted = (old.amount - old.principal_left).amount, 0
    for turn in loans.turns(old.number):
        counted += turn.principal.amount
        if counted > came:
            return turn.due_on, min(Yen(counted - came), old.principal_left)
    raise NotOwed(field="replaces")


def _due(turns: tuple[Repayment, ...]) -> list[Due]:
    """Return the turns to come; the first is the drawdown, whose interest is kept back."""
    return [Due(turn.due_on, turn.principal, turn.interest) for turn in turns[1:]]
