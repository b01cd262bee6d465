"""差し止めの記録 — a hold entered, another officer's word on it, and a payment divided."""

from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.basis.money import Yen
from kyosai.records import locks
from kyosai.records.holds.models import Hold, HoldDivided, HoldDivision, HoldWord


def enter(
    contract: str,
    *,
    kind: str,
    claimant: str,
    reference: str,
    served_on: date,
    claimed: Yen | None,
    paper_digest: str,
    officer: str,
    at: datetime,
) -> UUID:
    """Write a hold down; it bars from this moment, and waits for another officer's word."""
    locks.hold("holds_of", contract)
    row = Hold.objects.create(
        id=uuid4(),
        contract_id=contract,
        kind=kind,
        claimant=claimant,
        reference=reference,
        served_on=served_on,
        claimed=claimed.amount if claimed else None,
        paper_digest=paper_digest,
        entered_by=officer,
        entered_at=at,
    )
    return row.id


def say(hold: UUID, word: str, *, officer: str, why: str, at: datetime) -> None:
    """Write an officer's word down; the database refuses one out of turn, or of the first one."""
    ordinal = HoldWord.objects.filter(hold_id=hold).count() + 1
    HoldWord.objects.create(
        hold_id=hold, ordinal=ordinal, word=word, officer=officer, why=why, at=at
    )


def propose_division(
    hold: UUID,
    *,
    payment: str,
    to_claimant: Yen,
    account: UUID | None,
    why: str,
    officer: str,
    at: datetime,
) -> UUID:
    """Write down how a stopped payment is to be divided; the newest proposal counts."""
    row = HoldDivision.objects.create(
        id=uuid4(),
        hold_id=hold,
        payment_id=payment,
        yen=to_claimant.amount,
        account_id=account,
        why=why,
        proposed_by=officer,
        proposed_at=at,
    )
    return row.id


def divide(
    division: UUID,
    *,
    payment: str,
    to_claimant: str | None,
    to_holder: str | None,
    officer: str,
    at: datetime,
) -> None:
    """Write down the second officer's word, and the payments that take the stopped one's place."""
    HoldDivided.objects.create(
        payment_id=payment,
        division_id=division,
        to_claimant_id=to_claimant,
        to_holder_id=to_holder,
        officer=officer,
        at=at,
    )
