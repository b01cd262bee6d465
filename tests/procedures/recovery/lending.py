"""Loans for tests, lent as the law's schedules say."""

from datetime import date, time
from fractions import Fraction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import writes
from kyosai.records.loans.writes import Due, Lent
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.repayments import repayments
from kyosai.schemes.tosanboshi.loan.schedule import schedule


def general(contract: str, *, yen: int, term: int, lent_on: date) -> str:
    """Lend a general loan of 小規模企業共済; return its number."""
    turns = repayments(LoanKind.GENERAL, amount=Yen(yen), term=term, lent_on=lent_on)
    return _lent(
        contract,
        kind="general",
        yen=yen,
        term=term,
        lent_on=lent_on,
        rate=Fraction(3, 200),
        turns=[Due(turn.due_on, turn.principal, turn.interest) for turn in turns[1:]],
        ahead=turns[0].interest,
    )


def mutual_aid(contract: str, *, yen: int, lent_on: date) -> str:
    """Lend 共済金 of 倒産防止共済; return its number."""
    turns = [Due(each.due_on, each.yen) for each in schedule(Yen(yen), lent_on=lent_on)]
    return _lent(
        contract, kind="mutual_aid", yen=yen, term=len(turns) + 6, lent_on=lent_on,
        rate=Fraction(0), turns=turns, ahead=Yen(0),
    )  # fmt: skip


def _lent(
    contract: str, *, kind: str, yen: int, term: int, lent_on: date, rate: Fraction,
    turns: list[Due], ahead: Yen,
) -> str:  # fmt: skip
    standing, at = contracts.standing(contract), tokyo.at(lent_on, time(10))
    number = writes.lend(
        Lent(
            key=f"loan:{contract}:{kind}:{lent_on}",
            scheme=standing.scheme,
            contract=contract,
            party=standing.party,
            kind=kind,
            amount=Yen(yen),
            handed_over=Yen(yen) - ahead,
            term_months=term,
            yearly_rate=rate,
            lent_on=lent_on,
            turns=turns,
        ),
        at=at,
    )
    ledger.post(
        Posting(
            key=f"lent:{number}",
            kind="lent",
            debit=f"loans:{kind}:{standing.scheme}:{contract}",
            credit=f"payable:loan:{standing.scheme}:{contract}",
            amount=Yen(yen),
            effective_on=lent_on,
            contract=contract,
        ),
        at=at,
    )
    return number
