"""共済契約の記録 — form contracts, change their premium, end them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.basis import identifiers
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records import serials
from kyosai.records.contracts.models import Contract
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Formation:
    """What a contract is formed with."""

    number: str
    certificate_number: str
    party: UUID
    scheme: str
    receipt: str
    formed_on: date
    accepted_at: datetime
    capacity: str
    trade: str
    employees: int
    business_name: str
    corporate_number: str
    office_address: str
    monthly_premium: Yen


def new_number() -> str:
    """Return a contract number nobody has."""
    return identifiers.contract_number(serials.next_serial("contract_serial"))


def new_certificate_number() -> str:
    """Return a certificate number nobody has."""
    return identifiers.lettered_number("S", serials.next_serial("certificate_serial"))


def forming(made: Formation) -> tuple[Statement, Statement]:
    """Form a contract as of the day it was applied for, with its first monthly premium."""
    contract = (
        "INSERT INTO contract (number, certificate_number, party_id, scheme, receipt, applied_on,"
        " formed_on, accepted_at, capacity, trade, employees, business_name, corporate_number,"
        " office_address, status, ended_on, end_cause)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'active', NULL, '')",
        [
            made.number,
            made.certificate_number,
            made.party,
            made.scheme,
            made.receipt,
            made.formed_on,
            made.formed_on,
            made.accepted_at,
            made.capacity,
            made.trade,
            made.employees,
            made.business_name,
            made.corporate_number,
            made.office_address,
        ],
    )
    premium = (
        "INSERT INTO contract_monthly_premium (contract_id, since, yen) VALUES (%s, %s, %s)",
        [made.number, Month.of(made.formed_on).first_day, made.monthly_premium.amount],
    )
    return contract, premium


def end(number: str, *, on: date, cause: str) -> None:
    """End an active contract; one that has ended stays as it is."""
    ended = Contract.objects.filter(number=number, status="active").update(
        status="ended", ended_on=on, end_cause=cause
    )
    assert ended == 1, f"{number} is not active"
