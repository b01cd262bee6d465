"""人の全体 — all an operator sees of a caller over both schemes: masked, and behind their wall.

What is in the way of the law or of others stays out: no マイナンバー, no whole account number, no
notes of the desks, nothing of a scheme the operator is not for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.procedures.access.filings import PROCEDURES
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.records.mandates.reads import Account
from kyosai.records.notices import reads as notices
from kyosai.records.notices.reads import Line
from kyosai.records.premiums.paying import paying
from kyosai.schemes import both
from kyosai.schemes.payment_terms import Debit, debits_to_come

DEBITS, NOTICES, FILINGS = 3, 10, 10
RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Filed:
    """A filing: what it is, its promise, where it stands."""

    number: str
    flow: str
    procedure: str
    step: str
    received_at: datetime
    due_at: datetime
    outcome: str
    closed_at: datetime | None
    is_paused: bool


@dataclass(frozen=True)
class Held:
    """A contract, what is paid for it and by which account, its next debits and its loans."""

    contract: Standing
    monthly_premium: Yen
    account: Account | None
    rows: tuple[dict[str, Any], ...]
    debits: tuple[Debit, ...]
    loans: tuple[loans.Standing, ...]

    @property
    def unpaid(self) -> list[date]:
        """The months that could not be debited, each by its first day."""
        return [row["month"] for row in self.rows if row["state"] == "failed"]

    @property
    def next_debit_on(self) -> date | None:
        """The day of the next debit, if there is one to foretell."""
        return self.debits[0].debit_on if self.debits else None


@dataclass(frozen=True)
class Picture:
    """Everything about one person that this operator may say."""

    held: tuple[Held, ...]
    filed: tuple[Filed, ...]
    told: tuple[Line, ...]


def held(party: UUID, *, schemes: Collection[str]) -> list[Standing]:
    """Return a person's contracts of these schemes."""
    return [each for each in contracts.of_party(party) if each.scheme in schemes]


def picture(party: UUID, *, schemes: Collection[str], at: datetime) -> Picture:
    """Return the picture of a person as an operator of these schemes sees it."""
    own = held(party, schemes=schemes)
    # A notice that names no contract may be about either scheme.
    about = None if set(both.SCHEMES) <= set(schemes) else [each.number for each in own]
    told = notices.newest(party, most=NOTICES, about=about)
    return Picture(
        held=tuple(_held(each, at=at) for each in own),
        filed=tuple(_filed(party, schemes=schemes, at=at)),
        told=tuple(told),
    )


def _held(contract: Standing, *, at: datetime) -> Held:
    now = paying(contract, asked_at=at, at=at)
    is_debited = contract.status == "active" and now.account and now.account.state != "stopped"
    to_come = (
        debits_to_come(now.terms, books=now.books, opens=now.opens, count=12) if is_debited else ()
    )
    return Held(
        contract=contract,
        monthly_premium=now.terms.premium_in(Month.of(now.on)),
        account=now.account,
        rows=tuple(now.rows),
        debits=to_come[:DEBITS],
        loans=tuple(each for each in loans.of_contract(contract.number) if not each.is_repaid),
    )


def _filed(party: UUID, *, schemes: Collection[str], at: datetime) -> list[Filed]:
    """Return the open filings, and those decided a short while ago; our own cases are not these."""
    cases = [
        case
        for case in casework.cases_of(party)
        if case.flow in PROCEDURES
        and case.flow.partition(".")[0] in schemes
        and not (case.closed_at and at - case.closed_at > RECENT)
    ][:FILINGS]
    paused = casework.paused([case.number for case in cases if not case.is_closed])
    return [_as_filed(case, is_paused=case.number in paused) for case in cases]


def _as_filed(case: Case, *, is_paused: bool) -> Filed:
    return Filed(
        number=case.number,
        flow=case.flow,
        procedure=PROCEDURES[case.flow],
        step=case.step,
        received_at=tokyo.in_tokyo(case.received_at),
        due_at=tokyo.in_tokyo(case.due_at),
        outcome=case.outcome,
        closed_at=tokyo.in_tokyo(case.closed_at) if case.closed_at else None,
        is_paused=is_paused,
    )
