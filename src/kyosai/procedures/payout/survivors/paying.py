"""遺族への支払 — one award, a share for each survivor, a payment for each who receives."""

from datetime import datetime
from uuid import UUID

from kyosai.basis.money import Yen, total
from kyosai.casework.models import Case
from kyosai.exchange.messages.survivors import DeathClaim, PayeeTold
from kyosai.procedures.payout import award
from kyosai.procedures.payout.award import Decision
from kyosai.procedures.payout.survivors import claim
from kyosai.procedures.payout.survivors.figures import Worth
from kyosai.records.benefits import writes as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.payments import accounts, ordering
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.ordering import Order
from kyosai.records.payments.payee import payable_from
from kyosai.records.survivors import reads as rooms
from kyosai.schemes.tax import reports_due
from kyosai.schemes.tax.reports_due import Report


def carry_out(file: Case, message: DeathClaim, found: Worth, *, officer: str, at: datetime) -> str:
    """Award, end the contract, post, and order every share; return the award's number."""
    room = rooms.of_case(file.number)
    assert room is not None
    contract = contracts.standing(room.contract)
    made = Decision(
        contract=contract,
        figures=found.figures,
        key=f"{contract.number}:death:{room.receipt}",
        case=file.number,
        due_at=file.due_at,
        claimed_on=at.date(),
        decided_by=officer,
    )
    number = award.book(made, at=at)
    parties = rooms.claimants(room.receipt)
    _share_out(number, message, found, parties=parties, at=at)
    _order_all(made, number, message, found, parties=parties, at=at)
    return number


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
    made: Decision,
    number: str,
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
        order_key = f"award:{number}:{key}"
        wanted = _order(made, order_key, party=parties[key], account=account, amount=amount, at=at)
        ordering.order(wanted, at=at)


def _order(
    made: Decision, key: str, *, party: UUID, account: UUID, amount: Yen, at: datetime
) -> Order:
    return Order(
        key=key,
        scheme=made.scheme,
        contract=made.contract.number,
        party=party,
        kind=made.kind,
        purpose=made.figures.due_words,
        amount=amount,
        account=account,
        rail="bulk",
        pay_on=award.payable_on(at),
        due_at=made.due_at,
        case_number=made.case,
        ordered_by=made.decided_by,
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
