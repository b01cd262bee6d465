"""貸付けを実行する — the loan and its turns, the journal, and the payment, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.lending.tosanboshi import deed
from kyosai.procedures.lending.tosanboshi.books import SCHEME
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Due, Lent
from kyosai.records.payments import ordering, payee
from kyosai.records.payments.accounts import Payee
from kyosai.records.payments.ordering import Order
from kyosai.schemes.clocks import calendars, promises
from kyosai.schemes.clocks.promises import Promise

NOTHING = Yen(0)


class NoAccount(Refused):
    """No confirmed account that money could be sent to."""

    reason = (
        "振り込める口座が、まだ確かめられていません。"
        "掛金の引き落としの口座を確かめてから、もう一度申し込んでください。"
    )


@dataclass(frozen=True, kw_only=True)
class Handing:
    """A loan about to be made. ``posted`` says where each yen of it goes: account and kind."""

    key: str
    contract: str
    party: UUID
    kind: str
    purpose: str
    amount: Yen
    term_months: int
    yearly_rate: Fraction
    turns: Sequence[Due]
    posted: Sequence[tuple[str, str, Yen]] = ()
    handed_over: Yen = NOTHING
    case_number: str = ""
    replaces: str | None = None
    ordered_by: str = ""
    clock: Promise = field(repr=False)


def clock(received_at: datetime) -> Promise:
    """Return the day a loan asked for now is made on, and the moment promised."""
    return promises.promise("loan", received_at=received_at)


def account_of(contract: str, *, party: UUID) -> Payee:
    """Return the account money is sent to, or refuse."""
    found = payee.of_contract(contract, party=party)
    if found is None:
        raise NoAccount
    return found


def hand_over(wanted: Handing, *, at: datetime) -> str:
    """Make the loan, post it and order its payment; return the loan's number."""
    number = loans.lend(
        Lent(
            key=wanted.key,
            scheme=SCHEME,
            contract=wanted.contract,
            party=wanted.party,
            kind=wanted.kind,
            amount=wanted.amount,
            handed_over=wanted.handed_over,
            term_months=wanted.term_months,
            yearly_rate=wanted.yearly_rate,
            lent_on=wanted.clock.t0,
            turns=wanted.turns,
            case_number=wanted.case_number,
            replaces=wanted.replaces,
        ),
        at=at,
    )
    for debit, credit, yen in wanted.posted:
        post(wanted, debit=debit, credit=credit, yen=yen, at=at)
    if wanted.handed_over:
        _pay(wanted, at=at)
    return number


def post(wanted: Handing, *, debit: str, credit: str, yen: Yen, at: datetime) -> None:
    """Post one transfer of a loan, under the loan's key and the two accounts."""
    if not yen:
        return
    ledger.post(
        Posting(
            key=f"{wanted.key}:{debit.partition(':')[0]}:{credit.partition(':')[0]}",
            kind="loan",
            debit=debit,
            credit=credit,
            amount=yen,
            effective_on=wanted.clock.t0,
            contract=wanted.contract,
            case_number=wanted.case_number,
        ),
        at=at,
    )


def loan_account(kind: str, *, contract: str) -> str:
    """Return the account of the journal that holds what a contract owes."""
    return f"loans:{kind}:{SCHEME}:{contract}"


def payable(contract: str) -> str:
    """Return the account of the journal that holds what is to be paid out."""
    return ordering.payable("loan", scheme=SCHEME, contract=contract)


def _pay(wanted: Handing, *, at: datetime) -> None:
    is_instant = wanted.handed_over <= Yen(deed.facts()["instant_at_most"])
    pay_on = wanted.clock.t0 if is_instant else file_day(wanted.clock.t0, at=at)
    ordering.order(
        Order(
            key=wanted.key,
            scheme=SCHEME,
            contract=wanted.contract,
            party=wanted.party,
            kind="loan",
            purpose=wanted.purpose,
            amount=wanted.handed_over,
            account=account_of(wanted.contract, party=wanted.party).id,
            rail="instant" if is_instant else "bulk",
            pay_on=pay_on,
            due_at=max(wanted.clock.due_at, tokyo.at(pay_on, wanted.clock.due_at.time())),
            case_number=wanted.case_number,
            ordered_by=wanted.ordered_by,
        ),
        at=at,
    )


def file_day(first: date, *, at: datetime) -> date:
    """Return the first bank day whose file is still to be made: the noon before it lies ahead."""
    moment = tokyo.in_tokyo(at)
    bank = calendars.bank()
    day = bank.add(max(first, bank.on_or_after(moment.date())), 1)
    noon_before = tokyo.at(bank.add(day, -1), time(12, 0))
    return day if moment < noon_before else bank.add(day, 1)
