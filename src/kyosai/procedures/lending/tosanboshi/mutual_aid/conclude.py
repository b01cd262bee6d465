"""契約と送金 — the holder's signature makes the loan: once more under lock, then the money."""

from dataclasses import asdict
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework import reads as casefiles
from kyosai.casework.models import Case
from kyosai.exchange.messages.outbound import Status
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim, MutualAidContract
from kyosai.procedures.lending.tosanboshi import books, deed, filed, handing_over, why, words
from kyosai.procedures.lending.tosanboshi.books import SCHEME, Books
from kyosai.procedures.lending.tosanboshi.flow import MUTUAL_AID_LOAN, SIGN
from kyosai.procedures.lending.tosanboshi.handing_over import Handing
from kyosai.procedures.lending.tosanboshi.mutual_aid import (
    decide,
    examine,
    figures,
    letters,
    resting,
    terms,
)
from kyosai.procedures.lending.tosanboshi.mutual_aid.terms import Terms
from kyosai.records import one_trip
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Due, Received
from kyosai.records.premiums import using
from kyosai.schemes.clocks.promises import Promise

PURPOSE = "共済金の貸付金"


class NothingToSign(Refused):
    """No contract of this person's waits for a signature."""

    reason = "署名を待っている契約はありません。「お知らせ」で、いまの状態を確かめてください。"


def conclude(number: str, *, at: datetime) -> Status:
    """Handle one signature; a refusal leaves the case where it is, to be signed again."""
    with transaction.atomic(durable=True):
        message, party = filed.taken(number, kind=MutualAidContract)
        try:
            file = casework.take(MUTUAL_AID_LOAN, number=case_of(message), step=SIGN, officer="")
            if file.subject != party:
                raise NothingToSign
            _make(file, message, at=at)
        except Refused as refusal:
            said = words.not_lent(message.title, receipt=message.receipt, reason=refusal.reason)
            filed.tell(message, party=party, said=said, at=at)
            filed.answer(message, to=number, status="failed", at=at)
            return "failed"
        filed.answer(message, to=number, status="lent", at=at)
    return "lent"


def case_of(message: MutualAidContract) -> str:
    """Return the case of the claim a contract is about."""
    case = casefiles.filed_under(message.claim)
    if case is None:
        raise NothingToSign
    number: str = case["number"]
    return number


def offered(file: Case, held: Books, *, clock: Promise) -> Terms:
    """Return the terms two officers decided, as the law shapes them now, or refuse."""
    claim = filed.again(file.filing, kind=MutualAidClaim)
    amount, found = examine.proposed(file.number)
    figures.figures(claim, held, amount=amount, found=found)
    return terms.terms(held, amount=amount, on=clock.t0)


def _make(file: Case, message: MutualAidContract, *, at: datetime) -> None:
    received_at = filed.received_at(message)
    clock = handing_over.clock(received_at)
    held = books.of_party(file.subject, lock=True)
    with law.explained() as rules:
        made = offered(file, held, clock=clock)
    deed.insist_on_signature(made.deed, signed=message.signed, received_at=received_at)
    with transaction.atomic():
        wanted = _handing(file, made, clock=clock)
        _take_off(wanted, made, held=held, at=at)
        loan = handing_over.hand_over(wanted, at=at)
        one_trip.send(using.using_up(made.contract, yen=made.used_up))
    if examine.may_pause(file.number):
        resting.rest(held, lent_on=clock.t0, asked_at=received_at, at=at)
    deadlines.resume(file.number, at=at)
    file.filing = file.filing | {
        "signed": asdict(message),
        "agreement": list(made.deed.lines),
        "loan_number": loan,
    }
    file.save(update_fields=["filing"])
    rows = why.as_rows(rules)
    casework.close(file, outcome="accepted", officer="", at=at, findings=rows)
    said = letters.lent(made, loan=loan, due_at=clock.due_at)
    filed.tell(message, party=file.subject, said=said, at=at, contract=made.contract)


def _handing(file: Case, made: Terms, *, clock: Promise) -> Handing:
    owed = handing_over.loan_account(books.MUTUAL_AID, contract=made.contract)
    temporary = handing_over.loan_account(books.TEMPORARY, contract=made.contract)
    premiums = f"premiums:{SCHEME}:{made.contract}"
    return Handing(
        key=f"mutual-aid:{file.number}",
        contract=made.contract,
        party=file.subject,
        kind=books.MUTUAL_AID,
        purpose=PURPOSE,
        amount=made.amount,
        handed_over=made.to_holder,
        term_months=made.years * 12,
        yearly_rate=Fraction(0),
        turns=[Due(each.due_on, each.yen) for each in made.turns],
        posted=[
            (owed, handing_over.payable(made.contract), made.to_holder),
            (owed, temporary, made.taken_off),
            (premiums, f"extinguished:{SCHEME}:{made.contract}", made.used_up),
        ],
        case_number=file.number,
        ordered_by=_decided_by(file),
        clock=clock,
    )


def _decided_by(file: Case) -> str:
    """Return the second officer: who decides a payment releases none of its files."""
    entry = casefiles.last_with_outcome(file.number, decide.APPROVED)
    return entry.officer if entry else ""


def _take_off(wanted: Handing, made: Terms, *, held: Books, at: datetime) -> None:
    """Note what of temporary loans the new loan repays, the oldest first."""
    left = made.taken_off
    for loan in held.outstanding(books.TEMPORARY):
        used = min(left, loan.principal_left)
        if used:
            loans.receive(
                Received(
                    key=f"{wanted.key}:offset:{loan.number}",
                    loan=loan.number,
                    source="offset",
                    on=made.lent_on,
                    principal=used,
                ),
                at=at,
            )
        left = left - used
    assert left == Yen(0), "no more is taken off than is owed"
