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

NOTHING = Yen(0)


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

    What pays off an earlier loan of the same kind stays on its account: nothing moves. What the
    debt does not grow by is paid from what the holder paid in, which stands in suspense.
    """
    scheme, contract = deal.who.contract.scheme, deal.who.contract.number
    owed = f"loans:{deal.kind}:{scheme}:{contract}"
    payable = ordering.payable("loan", scheme=scheme, contract=contract)
    grows = max(NOTHING, deal.amount - _left(deal)) - deal.handed_over
    penalty = deal.pays_off.penalty if deal.pays_off else NOTHING
    kept = min(grows, deal.interest)
    ahead, late = f"interest_ahead:{scheme}:{contract}", f"penalties:{scheme}:{contract}"
    suspense = f"suspense:{scheme}"
    parts: list[tuple[str, str, str, Yen]] = [
        ("handed-over", owed, payable, deal.handed_over),
        ("interest", owed, ahead, kept),
        ("penalty", owed, late, grows - kept),
        ("less", suspense, owed, max(NOTHING, _left(deal) - deal.amount)),
        ("interest-in", suspense, ahead, deal.interest - kept),
        ("penalty-in", suspense, late, penalty - (grows - kept)),
    ]
    for part, debit, credit, amount in parts:
        if amount:
            yield Posting(
                key=f"loan:{number}:{part}",
                kind="loan_made",
                debit=debit,
                credit=credit,
                amount=amount,
                effective_on=deal.lent_on,
                contract=contract,
                case_number=case,
            )


def _left(deal: Deal) -> Yen:
    return deal.pays_off.loan.principal_left if deal.pays_off else NOTHING


def _pay_off(old: PaidOff, *, deal: Deal, by: str, at: datetime) -> None:
    """Note the old loan as repaid: by the new one as far as it reaches, the rest by transfer."""
    by_new = min(old.loan.principal_left, deal.amount)
    ways = {"refinanced": by_new, "transfer": old.loan.principal_left - by_new}
    for source, principal in ways.items():
        if principal:
            received = Received(
                key=f"{source}:{old.loan.number}:{by}",
                loan=old.loan.number,
                source=source,
                on=deal.lent_on,
                principal=principal,
                penalty=old.penalty if source == "refinanced" else NOTHING,
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
