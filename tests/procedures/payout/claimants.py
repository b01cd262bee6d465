"""Holders whose contracts are old enough to pay, and the claims they send."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from kyosai.basis import tokyo
from kyosai.exchange.messages.claims import BenefitClaim, Cancellation, Claim, Declaration, Proof
from kyosai.procedures.payout import claim
from kyosai.records.contracts.models import Contract, MonthlyPremium
from kyosai.records.ledger import reads as ledger
from kyosai.records.paid_before.models import PaidBefore
from kyosai.records.parties import reads as parties
from kyosai.records.parties.models import Party, PartyParticulars
from tests.procedures.applications import kept
from tests.procedures.collection import world

AT = "2026-10-29T13:20:00"
DECLARED = Declaration(is_made=True, is_disabled=False, this_year=None, earlier=())
UNDECLARED = Declaration(is_made=False, is_disabled=False, this_year=None, earlier=())
NO_PROOF = Proof("nothing", "", ())


@dataclass(frozen=True)
class Told:
    """The status word, and the body of the notice."""

    status: str
    body: str


def person(serial: int) -> UUID:
    return uuid5(world.SPACE, f"person {serial}")


def party(serial: int) -> UUID:
    found = parties.of_person(person(serial))
    assert found is not None
    return found


def holder(
    serial: int = 1,
    *,
    scheme: str = "skk",
    yen: int = 10_000,
    months: int = 240,
    born_on: date | None = date(1958, 4, 1),
    formed_on: date = date(2006, 10, 1),
    capacity: str = "sole_proprietor",
    account: bool = True,
) -> str:
    """Enter a holder who has paid so many months from the first on; return the number."""
    entered_at = tokyo.at(date(2026, 10, 1), time(9))
    made = Party.objects.create(
        id=uuid5(world.SPACE, f"party {serial}"), portal_person=person(serial),
        entered_at=entered_at,
    )  # fmt: skip
    PartyParticulars.objects.create(
        id=uuid5(world.SPACE, f"particulars {serial}"),
        party=made,
        recorded_at=entered_at,
        name="完了　太郎",
        kana="カンリヨウ　タロウ",
        birthdate=born_on,
        address="東京都架空区見本町１丁目２番３号",
        email=f"taro{serial}@example.test",
        phone="0300000000",
        source="test",
    )
    contract = Contract.objects.create(
        number=world.number(serial),
        party=made,
        scheme=scheme,
        receipt=f"U-{serial}",
        certificate_number=f"S-{serial}",
        applied_on=formed_on,
        formed_on=formed_on,
        accepted_at=entered_at,
        capacity=capacity,
        trade="retail",
        employees=1,
    )
    MonthlyPremium.objects.create(contract=contract, since=formed_on.replace(day=1), yen=yen)
    if months:
        PaidBefore.objects.create(
            contract=contract, first_month=formed_on.replace(day=1), yen=yen, months=months
        )
    if account:
        world.account(serial, registered_on=date(2026, 10, 1))
    return contract.number


def claimed(
    cause: str = "old_age",
    *,
    serial: int = 1,
    at: str = AT,
    scheme: str = "skk",
    kind: type[Claim] = BenefitClaim,
    **facts: Any,
) -> Claim:
    """Return a claim as the portal would send it."""
    moment = datetime.fromisoformat(at + "+09:00")
    told = {
        "cause": cause,
        "happened_on": at[:10],
        "funding": "",
        "way": "at_once",
        "divided": 0,
        "years": 0,
        "declaration": DECLARED,
        "proof": NO_PROOF,
    } | facts
    return kind(
        person=str(person(serial)),
        scheme=scheme,  # type: ignore[arg-type]
        received_at=moment.isoformat(timespec="milliseconds"),
        receipt=f"U-{serial:04d}-{moment:%m%d%H%M}",
        **told,
    )


def cancelled(*, serial: int = 1, at: str = AT, scheme: str = "skk", **facts: Any) -> Claim:
    """Return a cancellation by the holder."""
    return claimed(
        "cancelled_by_holder", serial=serial, at=at, scheme=scheme, kind=Cancellation, **facts
    )


def send(message: Claim, **evidence: Any) -> Told:
    """Let the core have a claim, and return what it says."""
    at = datetime.fromisoformat(message.received_at)
    status = claim.receive(kept(message, fetched_at=at), at=at, **evidence)
    return Told(status, notice(f"{message.kind}:{message.receipt}"))


def notice(key: str) -> str:
    ((body,),) = world.run("SELECT body FROM notice WHERE key = %s", [key])
    return str(body)


def balances() -> dict[str, int]:
    """Return every account that does not stand at nought."""
    found = {each.account: each.difference.amount for each in ledger.balances()}
    return {name: yen for name, yen in found.items() if yen}


def payments() -> list[tuple[Any, ...]]:
    return world.run("SELECT kind, purpose, yen, rail, pay_on, due_at FROM payment ORDER BY number")
