"""遺族への支払 — one award, a share for each survivor, a payment for each who receives."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kyosai.basis.money import Yen, total
from kyosai.casework.models import Case
from kyosai.exchange.messages.survivors import DeathClaim, PayeeTold
from kyosai.procedures.payout import award, remainder
from kyosai.procedures.payout.award import Decision
from kyosai.procedures.payout.survivors import claim
from kyosai.procedures.payout.survivors.figures import Worth
from kyosai.records.benefits import writes as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.payments import accounts, ordering
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.ordering import Order
from kyosai.records.payments.payee import payable_from
from kyosai.records.survivors import reads as rooms
from kyosai.schemes.tax import reports_due
from kyosai.schemes.tax.reports_due import Report

KIND = "benefit"


@dataclass(frozen=True, kw_only=True)
class Paying:
    """What is paid under one award, for which case, until when, decided by whom."""

    award: str
    scheme: str
    contract: str
    purpose: str
    case: str
    due_at: datetime
    officer: str


def carry_out(file: Case, message: DeathClaim, found: Worth, *, officer: str, at: datetime) -> str:
    """Award or settle, and order every share; return the award's number."""
    room = rooms.of_case(file.number)
    assert room is not None
    contract = contracts.standing(room.contract)
    number, purpose = _booked(file, contract, found, officer=officer, at=at)
    parties = rooms.claimants(room.receipt)
    _share_out(number, message, found, parties=parties, at=at)
    paying = Paying(
        award=number,
        scheme=contract.scheme,
        contract=contract.number,
        purpose=purpose,
        case=file.number,
        due_at=file.due_at,
        officer=officer,
    )
    _order_all(paying, message, found, parties=parties, at=at)
    return number


def _booked(
    file: Case, contract: Standing, found: Worth, *, officer: str, at: datetime
) -> tuple[str, str]:
    """Write the award, or the end of the instalments of an earlier one; number and purpose."""
    if found.rest:
        remainder.settle(found.rest, case=file.number, officer=officer, at=at)
        return found.rest.award.number, "分割共済金の残り"
    assert found.figures is not None, "a death pays a benefit, or the rest of one"
    made = Decision(
        contract=contract,
        figures=found.figures,
        key=f"{contract.number}:death:{file.receipt}",
        case=file.number,
        due_at=file.due_at,
        claimed_on=at.date(),
        decided_by=officer,
    )
    return award.book(made, at=at), found.figures.due_words


def _share_out(
    number: str, message: DeathClaim, found: Worth, *, parties: dict[str, UUID], at: datetime
) -> None:
    paid_on = award.payable_on(at)
    receivers = claim.receivers(message, found)
    for key, amount in found.shares.items():
        by = reports_due.report_due(Report.SURVIVOR_REPORT, yen=amount, paid_on=paid_on)
        benefits.share(
            number,
            party=parties[key],
            amount=amount,
            paid_to=parties[receivers[key]],
            report_by=by,
        )


def _order_all(
    paying: Paying,
    message: DeathClaim,
    found: Worth,
    *,
    parties: dict[str, UUID],
    at: datetime,
) -> None:
    receivers = claim.receivers(message, found)
    for key in dict.fromkeys(receivers.values()):
        amount = total([yen for to, yen in found.shares.items() if receivers[to] == key])
        if not amount:
            continue
        told = claim.payee(message, key)
        account = accounts.register(parties[key], _given(told, message, at=at))
        wanted = _order(paying, key, to=parties[key], account=account, amount=amount, at=at)
        ordering.order(wanted, at=at)


def _order(
    paying: Paying, key: str, *, to: UUID, account: UUID, amount: Yen, at: datetime
) -> Order:
    return Order(
        key=f"award:{paying.award}:{key}",
        scheme=paying.scheme,
        contract=paying.contract,
        party=to,
        kind=KIND,
        purpose=paying.purpose,
        amount=amount,
        account=account,
        rail="bulk",
        pay_on=award.payable_on(at),
        due_at=paying.due_at,
        case_number=paying.case,
        ordered_by=paying.officer,
    )


def _given(told: PayeeTold, message: DeathClaim, *, at: datetime) -> Given:
    """Return an account as the family gave it: a first account, so payable at once."""
    return Given(
        bank_code=told.bank_code,
        bank_name=told.bank_name,
        branch_code=told.branch_code,
        branch_name=told.branch_name,
        account_kind=told.account_kind,
        account_number=told.account_number,
        holder_kana=told.holder_kana,
        source=f"death_claim:{message.receipt}",
        registered_on=at.date(),
        payable_from=payable_from(at.date()),
    )
