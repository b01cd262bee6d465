"""ある日の契約の姿 — every part of a contract that the records can tell for two dates."""

from dataclasses import dataclass
from datetime import time, timedelta

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.reads import Standing as Award
from kyosai.records.contracts import known
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds
from kyosai.records.holds.reads import Standing as Hold
from kyosai.records.ledger import reads as ledger
from kyosai.records.ledger.reads import Balance
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.mandates import reads as mandates
from kyosai.records.mandates.reads import Account
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.parties import reads as parties
from kyosai.records.parties.reads import Particulars
from kyosai.reports.as_of import worth
from kyosai.reports.as_of.asked import Asked
from kyosai.reports.as_of.worth import Worth
from kyosai.schemes.payment_terms import Terms


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """A contract as it stood: nothing here was written later than it was known."""

    asked: Asked
    is_active: bool
    terms: Terms
    month: Month
    monthly_premium: Yen | None
    person: Particulars
    accounts: list[tuple[Account, str]]
    loans: list[tuple[Loan, Yen]]
    awards: list[Award]
    holds: list[Hold]
    journal: list[Balance]
    worth: Worth


def of(contract: Standing, asked: Asked) -> AsOf:
    """Return a contract as it stood on a day, as it was known on another."""
    number, on, known_at = contract.number, asked.on, asked.known_at
    awards = [
        each
        for each in benefits.of_contract(number)
        if each.happened_on <= on and each.decided_at < known_at
    ]
    terms = known.known(number, scheme=contract.scheme, at=known_at)
    return AsOf(
        asked=asked,
        is_active=not (awards or _has_ended_otherwise(contract, asked)),
        terms=terms,
        month=Month.of(on),
        monthly_premium=_premium(contract, terms, Month.of(on)),
        person=_person(contract, asked),
        accounts=mandates.as_of(number, on=on, known_at=known_at),
        loans=loans.as_of(number, on=on, known_at=known_at),
        awards=awards,
        holds=holds.as_of(number, on=on, known_at=known_at),
        journal=ledger.as_of(number, on=on, known_at=known_at),
        worth=worth.of(contract, asked),
    )


def _premium(contract: Standing, terms: Terms, month: Month) -> Yen | None:
    """Return the premium of a month: by the terms, or by what was paid before it came to us."""
    if any(since <= month for since, _ in terms.premiums):
        return terms.premium_in(month)
    for each in paid_before.before(contract.number):
        if each.first <= month < each.first + each.months:
            return each.monthly_premium
    return None


def _has_ended_otherwise(contract: Standing, asked: Asked) -> bool:
    """Tell whether a contract ended without an award: on the day the records give."""
    if contract.ended_on is None or benefits.of_contract(contract.number):
        return False
    return contract.ended_on <= asked.on


def _person(contract: Standing, asked: Asked) -> Particulars:
    """Return what the holder had told by the end of the day; the first word where none was."""
    end = tokyo.at(asked.on + timedelta(days=1), time())
    return parties.as_of(contract.party, before=min(end, asked.known_at))
