"""支給決定 — the award, the end of the contract, the journal and the order to pay, in one.

``benefits:`` is what the scheme bears, ``payable:`` what it owes until the bank has paid. Debts and
taxes leave ``payable:`` for their own accounts, so that what is left there is the payment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.payout import instalments
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.benefits import writes as benefits
from kyosai.records.benefits.writes import Awarded, Offset
from kyosai.records.contracts import writes as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads as loan_reads
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Received
from kyosai.records.payments import ordering, payee
from kyosai.records.payments.accounts import Payee
from kyosai.records.payments.ordering import Order, payable
from kyosai.schemes.clocks import calendars
from kyosai.schemes.tax import reports_due
from kyosai.schemes.tax.reports_due import Report

NOTHING = Yen(0)
END_CAUSES = {
    "cancelled_by_holder": "by_holder",
    "trustee": "by_holder",
    "cancelled_by_smrj": "by_smrj",
    "death": "death",
    "owner_died": "death",
}
REPORTS = {"retirement": Report.RETIREMENT_SLIP, "occasional": Report.OCCASIONAL_REPORT}
OTHER_PARTS = {"interest": "interest_ahead", "penalty": "penalties"}
DAYS_TO_PAY = 2  # bank days: the file of a day is made, and released by two, on the day before


class NoAccount(Refused):
    """Nowhere to pay to."""

    reason = "振込先の口座がありません。先に、引き落としの口座を登録してください。"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who decided what for whom, and until when it is to be paid."""

    contract: Standing
    figures: Figures
    key: str
    case: str
    due_at: datetime
    claimed_on: date
    decided_by: str = ""

    @property
    def scheme(self) -> str:
        """The scheme that pays."""
        return self.contract.scheme

    @property
    def kind(self) -> str:
        """Which debt of ours it is: a benefit, or what a cancellation brings."""
        return "cancellation" if self.figures.due == "cancellation" else "benefit"


def account_of(contract: Standing) -> Payee:
    """Return where a contract's money goes, or refuse: nothing is awarded that cannot be paid."""
    to = payee.of_contract(contract.number, party=contract.party)
    if to is None:
        raise NoAccount
    return to


def carry_out(made: Decision, *, at: datetime) -> str:
    """Award, end the contract, post and order; return the award's number."""
    assert transaction.get_connection().in_atomic_block
    to = account_of(made.contract) if made.figures.net else None
    number = book(made, at=at)
    pay_on = payable_on(at)
    if to:
        ordering.order(_order(made, number, to=to, pay_on=pay_on), at=at)
    _owe_report(made, number, paid_on=pay_on)
    if made.figures.divided:
        instalments.lay_out(number, claimed_on=made.claimed_on, at=at)
    return number


def book(made: Decision, *, at: datetime) -> str:
    """Award, end the contract and post what is owed; whoever calls orders the payment."""
    number = benefits.award(awarded(made), at=at)
    end_on, cause = made.figures.ends_on, made.figures.cause
    if made.contract.status == "active":  # it may have ended with an earlier award
        contracts.end(made.contract.number, on=end_on, cause=END_CAUSES.get(cause, "benefit"))
    on = tokyo.in_tokyo(at).date()
    for posting in _postings(made, number, on=on):
        ledger.post(posting, at=at)
    _repay(made, number, on=on, at=at)
    return number


def payable_on(at: datetime) -> date:
    """Return the earliest day a file made now is paid."""
    return calendars.bank().add(
        calendars.bank().on_or_after(tokyo.in_tokyo(at).date()), DAYS_TO_PAY
    )


def awarded(made: Decision) -> Awarded:
    """Return the decision as the records keep it."""
    found = made.figures
    return Awarded(
        key=made.key,
        scheme=made.scheme,
        contract=made.contract.number,
        party=made.contract.party,
        cause=found.cause,
        due=found.due,
        provision=found.provision,
        happened_on=found.happened_on,
        months_paid=found.months_paid,
        gross=found.gross,
        income=found.income,
        offsets=found.offsets,
        national=found.withheld.national,
        municipal=found.withheld.municipal,
        prefectural=found.withheld.prefectural,
        divided=found.divided,
        years=found.years,
        declared=found.declared,
        case_number=made.case,
        decided_by=made.decided_by,
        explanation=found.rules,
    )


def _postings(made: Decision, number: str, *, on: date) -> Iterator[Posting]:
    found, owed = (
        made.figures,
        payable(made.kind, scheme=made.scheme, contract=made.contract.number),
    )

    def posting(what: str, debit: str, credit: str, amount: Yen) -> Posting:
        return Posting(
            key=f"{what}:{number}",
            kind=what.partition(":")[0],
            debit=debit,
            credit=credit,
            amount=amount,
            effective_on=on,
            contract=made.contract.number,
            case_number=made.case,
        )

    own = f"{made.scheme}:{made.contract.number}"
    if found.gross:
        yield posting("awarded", f"benefits:{own}", owed, found.gross)
    if found.tax:
        yield posting("tax_withheld", owed, f"withheld_tax:{own}", found.tax)
    if found.divided:
        yield posting("divided", owed, f"instalments:{own}", found.divided)
    for each in found.offsets:
        account = _account_of(each, own=own)
        yield posting(f"offset:{each.loan}:{each.part}", owed, account, each.amount)


def _account_of(offset: Offset, *, own: str) -> str:
    if offset.part in OTHER_PARTS:
        return f"{OTHER_PARTS[offset.part]}:{own}"
    loan = loan_reads.of_number(offset.loan)
    assert loan is not None
    return f"loans:{loan.kind}:{own}"


def _repay(made: Decision, number: str, *, on: date, at: datetime) -> None:
    for each in made.figures.offsets:
        received = Received(
            key=f"offset:{number}:{each.loan}:{each.part}",
            loan=each.loan,
            source="offset",
            on=on,
            principal=each.amount if each.part == "loan" else NOTHING,
            interest=each.amount if each.part == "interest" else NOTHING,
            penalty=each.amount if each.part == "penalty" else NOTHING,
        )
        loans.receive(received, at=at)


def _order(made: Decision, number: str, *, to: Payee, pay_on: date) -> Order:
    return Order(
        key=f"award:{number}",
        scheme=made.scheme,
        contract=made.contract.number,
        party=made.contract.party,
        kind=made.kind,
        purpose="解約手当金" if made.kind == "cancellation" else made.figures.due_words,
        amount=made.figures.net,
        account=to.id,
        rail="bulk",
        pay_on=pay_on,
        due_at=made.due_at,
        case_number=made.case,
        ordered_by=made.decided_by,
    )


def _owe_report(made: Decision, number: str, *, paid_on: date) -> None:
    """Note the tax paper the payment makes due; only a payment at once makes one here."""
    report = REPORTS.get(made.figures.income)
    yen = made.figures.gross - made.figures.divided
    due_on = reports_due.report_due(report, yen=yen, paid_on=paid_on) if report and yen else None
    if report and due_on:
        benefits.owe_report(number, report=report.key, paid_on=paid_on, by=due_on)
