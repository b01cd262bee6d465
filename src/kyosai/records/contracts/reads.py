"""共済契約の照会 — contracts of a person, and how one stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.records.contracts.models import Contract, MonthlyPremium
from kyosai.records.one_trip import Statement


@dataclass(frozen=True)
class Standing:
    """One contract as it stands, with the monthly premium now in force."""

    number: str
    certificate_number: str
    party: UUID
    scheme: str
    receipt: str
    formed_on: date
    accepted_at: datetime
    status: str
    ended_on: date | None
    capacity: str
    trade: str
    employees: int
    business_name: str
    monthly_premium: Yen


def standing(number: str, *, lock: bool = False) -> Standing:
    """Return how a contract stands; locked when a decision hangs on it."""
    rows = Contract.objects.select_for_update() if lock else Contract.objects.all()
    return _standing([rows.get(number=number)])[0]


def schemes(numbers: Collection[str]) -> dict[str, str]:
    """Return the scheme of each contract."""
    return dict(Contract.objects.filter(number__in=numbers).values_list("number", "scheme"))


def of_party(party: UUID) -> list[Standing]:
    """Return a person's contracts, the newest first."""
    return _standing(list(Contract.objects.filter(party_id=party).order_by("-accepted_at")))


def certified(certificate_number: str) -> Standing | None:
    """Return the contract a certificate number belongs to."""
    found = list(Contract.objects.filter(certificate_number=certificate_number))
    return _standing(found)[0] if found else None


def office_address(number: str) -> str:
    """Return where a contract says its business is; nothing where it says none."""
    return Contract.objects.values_list("office_address", flat=True).get(number=number)


def corporate_number(number: str) -> str:
    """Return the 法人番号 a contract was formed for; nothing for a person's."""
    known: str = Contract.objects.values_list("corporate_number", flat=True).get(number=number)
    return known


def found_by(number: str) -> Standing | None:
    """Return the contract of a number, if there is one."""
    found = list(Contract.objects.filter(number=number))
    return _standing(found)[0] if found else None


def first_monthly_premium(number: str) -> Yen:
    """Return the monthly premium a contract was formed with."""
    rows = MonthlyPremium.objects.filter(contract_id=number).order_by("since")
    return Yen(rows[0].yen)


def monthly_premiums(number: str) -> list[tuple[date, Yen]]:
    """Return every monthly premium a contract has had, each with its first month."""
    rows = MonthlyPremium.objects.filter(contract_id=number).order_by("since")
    return [(row.since, Yen(row.yen)) for row in rows]


def history(portal_person: UUID, *, scheme: str, corporate_number: str = "") -> Statement:
    """Ask for every contract of a scheme this portal user, or the same enterprise, has or had.

    The contracts of 小規模企業共済 are a person's own, whichever company they are officers of.
    """
    return (
        "SELECT c.number, c.scheme, c.status, c.ended_on, c.end_cause FROM contract c"
        " JOIN party p ON p.id = c.party_id WHERE c.scheme = %s AND (p.portal_person = %s"
        " OR c.scheme = 'tosanboshi' AND c.corporate_number <> '' AND c.corporate_number = %s)",
        [scheme, portal_person, corporate_number],
    )


def is_held_by(corporate_number: str, *, scheme: str) -> bool:
    """Tell whether an enterprise holds a contract of the Act that asks for enterprises."""
    if scheme != "tosanboshi" or not corporate_number:
        return False
    rows = Contract.objects.filter(scheme=scheme, status="active")
    return rows.filter(corporate_number=corporate_number).exists()


def _standing(contracts: list[Contract]) -> list[Standing]:
    numbers = [contract.number for contract in contracts]
    premiums = MonthlyPremium.objects.filter(contract_id__in=numbers).order_by("since")
    newest = {premium.contract_id: Yen(premium.yen) for premium in premiums}
    return [
        Standing(
            number=each.number,
            certificate_number=each.certificate_number,
            party=each.party_id,
            scheme=each.scheme,
            receipt=each.receipt,
            formed_on=each.formed_on,
            accepted_at=each.accepted_at,
            status=each.status,
            ended_on=each.ended_on,
            capacity=each.capacity,
            trade=each.trade,
            employees=each.employees,
            business_name=each.business_name,
            monthly_premium=newest[each.number],
        )
        for each in contracts
    ]
