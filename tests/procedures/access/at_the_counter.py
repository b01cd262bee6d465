"""A 商工会, a bank and a member: what each sends across the counter, and what the core answers."""

from datetime import date, datetime
from typing import Any
from uuid import uuid5

from kyosai.exchange.messages.agencies import AgencyEntry, LoanCondition
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.exchange.messages.delegations import DelegateAcceptance, DelegateInvitation
from kyosai.exchange.messages.lending import Occasion
from kyosai.procedures.access import agency, delegation
from kyosai.procedures.lending.skk import condition
from kyosai.records.agencies import writes
from tests.procedures.access import delegating as told
from tests.procedures.access.delegating import digest, handed, receipt
from tests.procedures.collection import world

SOCIETY, BANK, ENDED = "5999901000011", "6999901000019", "7999901000018"
STAFF, TELLER, FORMER = (str(uuid5(world.SPACE, name)) for name in ("窓口", "行員", "元職員"))
MEMBER, STRANGER = (str(uuid5(world.SPACE, f"person {serial}")) for serial in (1, 2))
AT = datetime.fromisoformat("2026-10-12T10:00:00+09:00")
LOAN_AT = datetime.fromisoformat("2026-10-12T20:00:00+09:00")


def register() -> None:
    """Enter a 商工会 that confirms, a bank that does not, and a 商工会 whose time is over."""
    for number, name, kind, duties, ends_on in (
        (SOCIETY, "例示商工会", "society", ["assist", "confirm"], date(2027, 3, 31)),
        (BANK, "見本信用金庫", "bank", ["assist"], date(2027, 3, 31)),
        (ENDED, "試作商工会", "society", ["assist", "confirm"], date(2026, 9, 30)),
    ):
        writes.enter(
            number, name=name, kind=kind, duties=duties, begins_on=date(2026, 4, 1),
            ends_on=ends_on, at=AT,
        )  # fmt: skip


def come_in(person: str = STAFF, *, number: str = SOCIETY, name: str = "窓口　一") -> str:
    message = AgencyEntry(person, AT.isoformat(), receipt(), number, name)
    return handed(message, agency.enter, at=AT)


def invite(code: str, *, scope: str = "counter", member: str = MEMBER) -> str:
    message = DelegateInvitation(member, "skk", AT.isoformat(), receipt(), scope, 1, digest(code))
    return handed(message, at=AT)


def take_on(code: str, *, person: str = STAFF) -> str:
    message = DelegateAcceptance(person, AT.isoformat(), receipt(), digest(code), "名乗った名前")
    return handed(message, delegation.handle, at=AT)


def helping(*, person: str = STAFF, number: str = SOCIETY) -> str:
    """Let the staff of an agency help the member; return the delegation."""
    come_in(person, number=number)
    invite("code")
    assert take_on("code", person=person) == "noted"
    return told.the_delegation()


def change(yen: int = 30_000) -> PremiumChange:
    return PremiumChange(STAFF, "skk", AT.isoformat(), "", yen, ())


def confirmed(
    delegation_: str, occasion: Occasion, *, person: str = STAFF, kind: str = "emergency"
) -> str:
    message = LoanCondition(
        person, AT.isoformat(), receipt(), "skk", delegation_, kind, occasion  # type: ignore[arg-type]
    )  # fmt: skip
    return handed(message, condition.confirm, at=AT)


def home(person: str = STAFF) -> dict[str, Any]:
    return told.seen("agency", person=person)
