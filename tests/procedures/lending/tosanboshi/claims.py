"""Claims of 見本精機 on 見本商事, which filed for 破産 on 2026-10-20, and what officers do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.exchange.messages.tosanboshi_lending import (
    Circumstances,
    FailedCustomer,
    LedgerLine,
    MutualAidClaim,
    MutualAidContract,
    MutualAidFix,
    Signed,
)
from kyosai.procedures.lending.tosanboshi import books, handing_over
from kyosai.procedures.lending.tosanboshi.mutual_aid import (
    conclude,
    decide,
    examine,
    fix,
    receive,
)
from tests.procedures.applications import kept
from tests.procedures.lending.tosanboshi import firm
from tests.procedures.lending.tosanboshi.firm import PERSON, moment

CLAIMED = "2026-10-29T13:20:00"
TALKED = "代表者と電話で話し、納品書の写しと元帳を照らしました。"
SHOJI = FailedCustomer(
    name="見本商事株式会社",
    corporate_number="9999902000006",
    event="legal_proceedings",
    failed_on="2026-10-20",
    sender="",
    trade=15_000_000,
    bills=0,
    electronic=0,
    advance_paid=0,
    collected=0,
    set_off=0,
    deposited=0,
    secured=0,
    taken_back=0,
    monthly_trade=2_000_000,
    traded_since="2020-04-01",
    is_related=False,
)
WELL = Circumstances(
    employees=12,
    capital=10_000_000,
    total_monthly_trade=20_000_000,
    goes_on=True,
    has_failed=False,
    is_seized=False,
)
LEDGER = (
    LedgerLine("2026-08-31", "見本商事株式会社", "売上", 9_000_000),
    LedgerLine("2026-09-30", "見本商事株式会社", "売上", 6_000_000),
)


def claim(*customers: FailedCustomer, at: str = CLAIMED, **changes: Any) -> MutualAidClaim:
    """Return a claim; without changes it is for 15,000,000 yen and all is well."""
    made = MutualAidClaim(
        person=PERSON,
        received_at=moment(at).isoformat(),
        receipt="U-00000001-95",
        amount=15_000_000,
        customers=customers or (SHOJI,),
        circumstances=WELL,
        ledger=LEDGER,
        attachments=(),
        pause_reason="",
    )
    return replace(made, **changes)


def received(message: MutualAidClaim) -> Case:
    """Let the core take a claim in; return its case."""
    at = datetime.fromisoformat(message.received_at)
    receive.receive(kept(message, fetched_at=at), at=at)
    filed = casework.filed_under(message.receipt)
    assert filed is not None
    return casework.case(filed["number"])


def proposed(case: Case, *, at: str = "2026-11-02T10:00:00", **changes: Any) -> Yen:
    """Let the first officer propose the loan."""
    given = {"amount": None, "found": {}, "interview": TALKED, "officer": "akira"} | changes
    return examine.propose_loan(case.number, at=moment(at), **given)


def approved(case: Case, *, at: str = "2026-11-04T10:00:00", officer: str = "satoshi") -> None:
    """Let the second officer approve it."""
    decide.decide(case.number, officer=officer, at=moment(at))


def signature(case: Case, *, at: str) -> MutualAidContract:
    """Return the holder's signature under what the page showed a minute before."""
    file = casework.case(case.number)
    clock = handing_over.clock(moment(at))
    made = conclude.offered(file, books.of_party(file.subject), clock=clock)
    signed = Signed(made.deed.digest, "試作　進", (moment(at) - timedelta(minutes=1)).isoformat())
    return MutualAidContract(
        PERSON, moment(at).isoformat(), f"U-{moment(at):%H%M}", file.receipt, signed
    )


def signed(case: Case, *, at: str = "2026-11-05T10:00:00") -> str:
    """Let the holder sign; return the status word."""
    message = signature(case, at=at)
    return conclude.conclude(kept(message, fetched_at=moment(at)), at=moment(at))


def answer(
    case: Case,
    *,
    at: str = "2026-11-02T12:00:00",
    attachments: tuple[str, ...] = (),
    person: str = PERSON,
) -> MutualAidFix:
    """Return what a holder answers to what was asked."""
    told = "納品書を付けました。"
    return MutualAidFix(person, moment(at).isoformat(), "U-9", case.receipt, told, attachments)


def put_right(case: Case, *, at: str, attachments: tuple[str, ...] = ()) -> str:
    """Let the holder answer what was asked."""
    message = answer(case, at=at, attachments=attachments)
    return fix.receive(kept(message, fetched_at=moment(at)), at=moment(at))


def refusal_grounds(case: Case) -> list[str]:
    """Return the words of every ground of refusal found."""
    rows = [row for entry in casework.file(case.number) for row in entry.findings]
    return [row["words"] for row in rows if row.get("is_refusal")]


def found(case: Case) -> dict[str, bool]:
    """Return what was found, by key, and whether it is well."""
    rows = [row for entry in casework.file(case.number) for row in entry.findings]
    return {row["key"]: row["is_well"] for row in rows if "key" in row}


def holder() -> UUID:
    return firm.party()
