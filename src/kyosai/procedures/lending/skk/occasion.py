"""事由の確認（SK17・SK18） — whether what a special loan is for holds, by the rules of its kind."""

from dataclasses import asdict
from datetime import date
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.lending import LoanRequest, Occasion
from kyosai.procedures.lending.borrower import Borrower
from kyosai.procedures.lending.skk import by_order
from kyosai.records.agencies import reads as agencies
from kyosai.schemes.skk.loan import illness_or_disaster, occasions
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.occasions import NewBusiness


class NoOccasion(Refused):
    """A special loan says what it is for."""

    reason = "この貸付けは、理由を書いて申し込みます。理由と日付を入れてください。"


class NoEvidence(Refused):
    """A special loan brings a paper."""

    reason = "理由を確かめた書類がありません。商工会などの確認書の写真を添えてください。"


def insist(message: LoanRequest, kind: LoanKind, who: Borrower) -> Yen | None:
    """Refuse a special loan whose occasion does not hold; return its ceiling of need, if any.

    Until a desk has seen the papers they are taken to show what the holder says.
    """
    if kind is LoanKind.GENERAL:
        return None
    told = message.occasion
    if told is None:
        raise NoOccasion(field="occasion")
    if kind is LoanKind.SPECIAL_DISASTER:
        by_order.insist(who)
        return None
    if not message.attachments and not is_noted(message, who):
        raise NoEvidence(field="attachments")
    day, on = date.fromisoformat(told.day), date.fromisoformat(message.received_at[:10])
    insist_on(kind, told, day=day, on=on)
    return _need(kind, told, on=on)


def is_noted(message: LoanRequest, who: Borrower) -> bool:
    """Tell whether an agency has confirmed exactly what is told, so that no picture is asked."""
    if message.occasion is None or message.attachments:
        return False
    on = date.fromisoformat(message.received_at[:10])
    return agencies.covering(
        who.contract.party, loan_kind=message.loan_kind, facts=facts(message.occasion), on=on
    )


def facts(told: Occasion) -> dict[str, Any]:
    """Return what can be confirmed of an occasion: everything but the holder's own words."""
    stated = asdict(told)
    del stated["words"]
    return stated | {"figures": list(told.figures)}


def insist_on(kind: LoanKind, told: Occasion, *, day: date, on: date) -> None:
    """Refuse an occasion that does not hold, whoever has seen it."""
    match kind:
        case LoanKind.EMERGENCY:
            occasions.insist_on_drop(
                Yen(told.sales),
                compared=Yen(told.compared),
                arose_on=day,
                is_confirmed=True,
                applied_on=on,
            )
        case LoanKind.ILLNESS_OR_DISASTER:
            _insist_on_stay_or_damage(told, day=day, on=on)
        case LoanKind.WELFARE:
            occasions.insist_on_welfare(
                age=told.age,
                is_disabled=told.is_disabled,
                is_of_household=True,
                planned_on=day,
                applied_on=on,
            )
        case LoanKind.NEW_BUSINESS:
            begun = NewBusiness.of(told.begun)
            occasions.insist_on_new_business(begun, begins_on=day, has_claimed=False, applied_on=on)
        case LoanKind.BUSINESS_SUCCESSION:
            occasions.insist_on_succession(has_plan=True)
        case LoanKind.CLOSING:
            occasions.insist_on_closing(has_plan=True, closes_on=day, applied_on=on)


def _insist_on_stay_or_damage(told: Occasion, *, day: date, on: date) -> None:
    if told.is_disaster:
        illness_or_disaster.insist_on_disaster(struck_on=day, is_confirmed=True, applied_on=on)
        return
    until = date.fromisoformat(told.until or told.day)
    illness_or_disaster.insist_on_illness(admitted_on=day, until=until, applied_on=on)


def _need(kind: LoanKind, told: Occasion, *, on: date) -> Yen | None:
    """Return what illness or disaster makes necessary, where the accounts are told."""
    if kind is not LoanKind.ILLNESS_OR_DISASTER or len(told.figures) != 5:
        return None
    owed, funds, salaries, wages, others = (Yen(figure) for figure in told.figures)
    return illness_or_disaster.funds_needed(
        current_liabilities=owed,
        liquid_funds=funds,
        salaries=salaries,
        wages=wages,
        other_expenses=others,
        on=on,
    )
