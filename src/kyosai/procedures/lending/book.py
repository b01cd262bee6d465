"""貸付けの記帳 — loan and turns, the journal's entries, and the order to pay; all under one key."""

from collections.abc import Iterator
from datetime import datetime

from kyosai.basis.money import Yen
from kyosai.procedures.lending.deal import Deal, PaidOff
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Lent, Received
from kyosai.records.payments import ordering
from kyosai.records.payments.ordering import Order


def book(deal: Deal, *, key: str, case: str, at: datetime, ordered_by: str = "") -> str:
    """Write a loan down and order its payment; return its number. Booked twice, there is one."""
    number = loans.lend(_lent(deal, key=key, case=case), at=at)
    for posting in _postings(deal, number=number, case=case):
        ledger.post(posting, at=at)
    if deal.pays_off:
        _pay_off(deal.pays_off, deal=deal, by=number, at=at)
    if deal.handed_over:
        _order(deal, number=number, case=case, at=at, ordered_by=ordered_by)
    return number


def _lent(deal: Deal, *, key: str, case: str) -> Lent:
    return Lent(
        key=key,
        scheme=deal.who.contract.scheme,
        contract=deal.who.contract.number,
        party=deal.who.contract.party,
        kind=deal.kind,
        amount=deal.amount,
        handed_over=deal.handed_over,
        term_months=deal.term_months,
        yearly_rate=deal.yearly_rate,
        lent_on=deal.lent_on,
        turns=deal.turns,
        case_number=case,
        replaces=deal.pays_off.loan.number if deal.pays_off else None,
    )


def _postings(deal: Deal, *, number: str, case: str) -> Iterator[Posting]:
    """Yield the transfers of a loan: what is owed to us, against where each part of it goes.

    What pays off an earlier loan of the same kind stays on its account: nothing moves.
    """
    scheme, contract = deal.who.contract.scheme, deal.who.contract.number
    payable = ordering.payable("loan", scheme=scheme, contract=contract)
    parts: list[tuple[str, str, Yen]] = [
        ("handed-over", payable, deal.handed_over),
        ("interest", f"interest_ahead:{scheme}:{contract}", deal.interest),
    ]
    if deal.pays_off:
        parts.append(("penalty", f"penalties:{scheme}:{contract}", deal.pays_off.penalty))
    for part, credit, amount in parts:
        if amount:
            yield Posting(
                key=f"loan:{number}:{part}",
                kind="loan_made",
                debit=f"loans:{deal.kind}:{scheme}:{contract}",
                credit=credit,
                amount=amount,
                effective_on=deal.lent_on,
                contract=contract,
                case_number=case,
            )


def _pay_off(old: PaidOff, *, deal: Deal, by: str, at: datetime) -> None:
    received = Received(
        key=f"refinanced:{old.loan.number}:{by}",
        loan=old.loan.number,
        source="refinanced",
        on=deal.lent_on,
        principal=old.loan.principal_left,
        penalty=old.penalty,
    )
    loans.receive(received, at=at)


def _order(deal: Deal, *, number: str, case: str, at: datetime, ordered_by: str) -> None:
    payee = deal.who.payee
    assert payee is not None, "nothing is lent to whom nothing can be paid"
    ordering.order(
        Order(
            key=f"loan:{number}",
            scheme=deal.who.contract.scheme,
            contract=deal.who.contract.number,
            party=deal.who.contract.party,
            kind="loan",
            purpose=deal.purpose,
            amount=deal.handed_over,
            account=payee.id,
            rail="instant",
            pay_on=deal.lent_on,
            due_at=deal.who.promise.due_at,
            case_number=case,
            ordered_by=ordered_by,
        ),
        at=at,
    )
