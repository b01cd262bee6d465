"""Holders of ``world`` who borrow: what they sign, what they send, and what they read after."""

from base64 import b64encode
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from kyosai.exchange.messages.lending import LoanRequest, Occasion, Signature
from kyosai.procedures.lending import lend
from kyosai.procedures.lending.deal import Deal
from kyosai.records.paid_before import writes as paid_before
from kyosai.records.parties import reads as parties
from outside_world.daa.signing import certificates
from outside_world.people import Person
from tests.procedures.applications import kept
from tests.procedures.collection import world

HANAKO = Person(
    "hanako", "見本　花子", "", "1980-04-01", "2", "東京都架空区見本町１丁目２番３号", ""
)
OTHER = replace(HANAKO, name="例示　次郎", birthdate="1990-12-03")
EXPIRED = replace(HANAKO, card="expired")


def holder(
    serial: int = 1, *, yen: int = 50_000, months: int = 180, applied_on: date = date(2026, 9, 24)
) -> str:
    """Enter somebody who has paid for so many months until August 2026; return the contract."""
    contract = world.holder(serial, applied_on=applied_on, yen=yen)
    last = 2026 * 12 + 8 - 1
    first = date(*[(last - months + 1) // 12, (last - months + 1) % 12 + 1], 1)
    with transaction.atomic():
        paid_before.take_over([(contract, first, yen, months)])
    return contract


def party(serial: int) -> UUID:
    found = parties.of_person(uuid5(world.SPACE, f"person {serial}"))
    assert found is not None
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def request(
    amount: int = 1_000_000,
    term: int = 12,
    *,
    at: str,
    serial: int = 1,
    kind: str = "general",
    replaces: str = "",
    occasion: Occasion | None = None,
    attachments: tuple[str, ...] = (),
) -> LoanRequest:
    """Return a request nobody has signed yet."""
    received_at = moment(at)
    return LoanRequest(
        person=str(uuid5(world.SPACE, f"person {serial}")),
        scheme="skk",
        received_at=received_at.isoformat(timespec="milliseconds"),
        receipt=f"U-{serial:04d}-{received_at:%m%d%H%M%S}",
        loan_kind=kind,  # type: ignore[arg-type]
        amount=amount,
        term_months=term,
        replaces=replaces,
        occasion=occasion,
        attachments=attachments,
        signature=None,
    )


def dealt(message: LoanRequest) -> Deal:
    """Return what a request comes to, as it is shown before it is signed."""
    return lend.deal(
        message, party=party(int(message.receipt[2:6])), asked_at=lend.asked_at(message)
    )


def signed(message: LoanRequest, *, text: str | None = None, by: Person = HANAKO) -> LoanRequest:
    """Return a request with the contract signed by somebody's card."""
    text = dealt(message).text if text is None else text
    key, authority = (settings.KEYS[f"jpki_sign_ca.{part}"] for part in ("key", "crt"))
    now = lend.asked_at(message)
    shown = certificates.issued(by, key=key, certificate=authority, now=now)
    signature = certificates.signed(sha256(text.encode()).digest(), person=by)
    made = Signature(
        way="card",
        text=text,
        signature=b64encode(signature).decode(),
        certificate=b64encode(shown).decode(),
        signed_at=now.isoformat(),
    )
    return replace(message, signature=made)


def sent(message: LoanRequest) -> str:
    """Let the core handle a request; return its status word."""
    at = lend.asked_at(message)
    return lend.lend(kept(message, fetched_at=at), at=at)


def told(message: LoanRequest) -> str:
    """Return what the holder reads."""
    key = f"{message.kind}:{message.receipt}"
    ((body,),) = world.run("SELECT body FROM notice WHERE key = %s", [key])
    return str(body)


def balances() -> dict[str, int]:
    """Return what lies on the debit side of every account."""
    rows = world.run(
        "SELECT account, sum(yen)::bigint FROM (SELECT debit AS account, yen FROM ledger_transfer"
        " UNION ALL SELECT credit, -yen FROM ledger_transfer) AS t GROUP BY account"
    )
    return dict(rows)
