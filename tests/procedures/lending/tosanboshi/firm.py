"""見本精機 with eleven months of 200,000 yen paid, what it sends, and what its books say after."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.tosanboshi_lending import (
    Signed,
    TemporaryLoanRequest,
    TosanboshiLending,
)
from kyosai.procedures.lending.tosanboshi import preview, temporary
from kyosai.records.contracts.models import Contract, MonthlyPremium
from kyosai.records.notices import reads as notices
from kyosai.records.paid_before import writes as paid_before
from kyosai.records.parties import reads as parties
from kyosai.records.parties.models import Party, PartyParticulars
from tests.procedures.applications import kept
from tests.procedures.collection import world

SERIAL = 1
PERSON = str(uuid5(world.SPACE, f"person {SERIAL}"))
LAST_PAID = Month(2026, 10)
CONTRACT = world.number(SERIAL)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def firm(*, months: int, yen: int = 200_000) -> str:
    """Enter a holder whose last month paid is October 2026; return the contract's number."""
    first = LAST_PAID + (1 - months)
    on = first.first_day
    at = tokyo.at(on, time(9, 0))
    who = Party.objects.create(
        id=uuid5(world.SPACE, f"party {SERIAL}"), portal_person=UUID(PERSON), entered_at=at
    )
    PartyParticulars.objects.create(
        id=uuid5(world.SPACE, f"particulars {SERIAL}"),
        party=who,
        recorded_at=at,
        name="見本精機株式会社",
        kana="ミホンセイキ",
        address="東京都架空区見本町４丁目５番６号",
        email="susumu@example.test",
        phone="0300000000",
        representative="試作　進",
        source="test",
    )
    Contract.objects.create(
        number=CONTRACT,
        party=who,
        scheme="tosanboshi",
        receipt="U-0",
        certificate_number="S-0",
        applied_on=on,
        formed_on=on,
        accepted_at=at,
        capacity="company",
        trade="manufacturing",
        employees=12,
    )
    MonthlyPremium.objects.create(contract_id=CONTRACT, since=on, yen=yen)
    world.account(SERIAL, registered_on=date(2026, 1, 5))
    world.run(
        "INSERT INTO premium_total (contract_id, brought, owed, used) VALUES (%s, %s, 0, 0)",
        [CONTRACT, months * yen],
    )
    with transaction.atomic():
        paid_before.take_over([(CONTRACT, on, yen, months)])
    return CONTRACT


def request(
    amount: int, *, at: str, receipt: str = "U-1", signed: bool = True
) -> TemporaryLoanRequest:
    """Return a request as the portal sends it: signed under what the holder was shown."""
    asked = TemporaryLoanRequest(PERSON, moment(at).isoformat(), "", amount, None)
    shown = seen(asked)
    signature = Signed(
        shown.get("digest", ""), "試作　進", (moment(at) - timedelta(minutes=1)).isoformat()
    )
    return TemporaryLoanRequest(
        PERSON, moment(at).isoformat(), receipt, amount, signature if signed else None
    )


def seen(asked: TemporaryLoanRequest) -> Mapping[str, Any]:
    """Return what the page shows before anything is sent."""
    at = datetime.fromisoformat(asked.received_at)
    try:
        return preview.temporary(asked, party=party(), at=at)
    except Refused as refusal:
        return {"refused": refusal.reason}


def lend(message: TosanboshiLending, *, at: str = "") -> str:
    handled = moment(at) if at else datetime.fromisoformat(message.received_at)
    return temporary.lend(kept(message, fetched_at=handled), at=handled)


def party() -> UUID:
    found = parties.of_person(UUID(PERSON))
    assert found is not None
    return found


def told() -> tuple[str, str]:
    """Return the title and the body of the newest notice."""
    newest = notices.of_party(notices.inbox(party())[0].id, party=party())
    assert newest is not None
    return str(newest["title"]), str(newest["body"])


def journal() -> dict[str, int]:
    """Return what lies on the debit side of each account; all of it adds up to nothing."""
    rows = world.run(
        "SELECT account, sum(yen)::bigint FROM (SELECT debit AS account, yen FROM ledger_transfer"
        " UNION ALL SELECT credit, -yen FROM ledger_transfer) x GROUP BY account"
    )
    balances = {account.replace(f":tosanboshi:{CONTRACT}", ""): yen for account, yen in rows if yen}
    assert sum(balances.values()) == 0
    return balances


def payments() -> list[tuple[int, str, date]]:
    return world.run("SELECT yen, rail, pay_on FROM payment ORDER BY number")
