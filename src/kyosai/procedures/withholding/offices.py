"""納め先 — the tax office and the desk of the municipalities: a party each, with one account."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from kyosai.basis import parameters, tokyo
from kyosai.formats.zengin import kana
from kyosai.records import one_trip
from kyosai.records.parties import reads as parties
from kyosai.records.parties import writes
from kyosai.records.payments import accounts
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.payee import payable_from

SPACE = UUID("2f6b1c1e-5f0e-4d43-9a53-0c6d1f0a7d11")  # nobody signs in as an office


def told(tax: str) -> dict[str, Any]:
    """Return who takes a tax: name, address, account."""
    office: dict[str, Any] = parameters.table(__package__, "offices")[tax]
    return office


def payee(tax: str, *, at: datetime) -> tuple[UUID, UUID]:
    """Return the office's party and its account, entered when first asked for."""
    office, person = told(tax), uuid5(SPACE, tax)
    party = parties.of_person(person) or _entered(person, office, at=at)
    on = tokyo.in_tokyo(at).date()
    account = Given(
        **{name: office[name] for name in PARTS},
        holder_kana=kana.name(office["kana"]),
        source=f"office:{tax}",
        registered_on=on,
        payable_from=payable_from(on),
    )
    return party, accounts.register(party, account)


PARTS = (
    "bank_code", "bank_name", "branch_code", "branch_name", "account_kind", "account_number",
)  # fmt: skip


def _entered(person: UUID, office: dict[str, Any], *, at: datetime) -> UUID:
    party: UUID
    ((party,),) = one_trip.ask(writes.entering(person, at=at))
    noted = writes.noting(
        party,
        name=office["name"],
        kana=office["kana"],
        birthdate="",
        address=office["address"],
        email="",
        phone="",
        source="office",
        at=at,
    )
    one_trip.send(noted)
    return party
