"""契約者貸付け — the examples of limits, terms, repayments, refinancing and occasions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.loan import (
    contract_loan,
    illness_or_disaster,
    interest,
    kinds,
    occasions,
    refinancing,
    repayments,
    stamp_duty,
)
from kyosai.schemes.skk.loan.contract_loan import Debt, Paid
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.repayments import Repayment
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.law.examples import examples

ON = date(2026, 10, 1)
Rule = Callable[[], object]


def told(rule: Rule, example: dict[str, Any], *, found: object) -> None:
    """Insist on what an example says: the result, or the refusal with its Japanese reason."""
    if "refused" in example:
        with pytest.raises(Refused) as refused:
            rule()
        assert type(refused.value).__name__ == example["refused"]
        assert refused.value.field
        assert refused.value.reason.endswith("。")
    else:
        assert rule() == found


@pytest.mark.parametrize("example", examples("skk/loan_limit", "estimate"))
def test_limit_by_premiums_paid(example: dict[str, Any]) -> None:
    debts = [Yen(example.get(name, 0)) for name in ("all_kinds", "same_kind")]
    need = Yen(example["need"]) if "need" in example else None

    def limit() -> Yen:
        return contract_loan.contract_loan_limit(
            LoanKind.of(example["kind"]),
            history=[Stretch(Yen(row["yen"]), row["months"]) for row in example["history"]],
            on=example["on"],
            debt=Debt(*debts),
            need=need,
        )

    told(limit, example, found=Yen(example.get("limit", 0)))


@pytest.mark.parametrize("example", examples("skk/loan_limit", "assessed_on"))
def test_assessment_valid_on_a_day(example: dict[str, Any]) -> None:
    assessment = contract_loan.assessed_on(example["on"])

    assert assessment == example["assessed_on"]
    assert contract_loan.valid_until(assessment) == example["valid_until"]


@pytest.mark.parametrize("example", examples("skk/loan_limit", "assessed"))
def test_legal_limit_and_estimate_beside_it(example: dict[str, Any]) -> None:
    kind, premium = LoanKind.of(example["kind"]), Yen(example["monthly_premium"])
    first = Month.parse(example["first"])
    months = span(first, first + (example["months"] - 1))
    paid = [Paid(month, premium, example.get("paid_on", month.day(18))) for month in months]

    legal = contract_loan.assessed_limit(kind, paid=paid, on=example["on"])
    estimate = contract_loan.contract_loan_limit(
        kind, history=[Stretch(premium, len(paid))], on=example["on"]
    )

    assert legal == Yen(example["limit"])
    assert estimate == Yen(example["estimate"])


@pytest.mark.parametrize("example", examples("skk/loan_repayment", "terms"))
def test_terms_by_amount(example: dict[str, Any]) -> None:
    kind, amount = LoanKind.of(example["kind"]), Yen(example["amount"])

    def terms() -> tuple[int, ...]:
        return kinds.terms_offered(kind, amount=amount, on=ON)

    told(terms, example, found=tuple(example.get("months", [])))


@pytest.mark.parametrize("example", examples("skk/loan_repayment", "schedule"))
def test_repayments(example: dict[str, Any]) -> None:
    amount = Yen(example["amount"])

    def turns() -> tuple[Repayment, ...]:
        return repayments.repayments(
            LoanKind.of(example["kind"]),
            amount=amount,
            term=example["term"],
            lent_on=example["lent_on"],
        )

    expected = tuple(
        Repayment(row["on"], Yen(row["principal"]), Yen(row["interest"]))
        for row in example.get("turns", [])
    )
    told(turns, example, found=expected)
    if expected:
        assert repayments.handed_over(amount, turns=expected) == Yen(example["handed_over"])


@pytest.mark.parametrize("example", examples("skk/loan_repayment", "overdue"))
def test_overdue_interest(example: dict[str, Any]) -> None:
    found = interest.overdue_interest(
        Yen(example["overdue"]), due_on=example["due_on"], paid_on=example["paid_on"]
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/loan_repayment", "stamp"))
def test_stamp_duty(example: dict[str, Any]) -> None:
    def stamp() -> Yen:
        return stamp_duty.stamp_duty(Yen(example["amount"]), on=ON)

    told(stamp, example, found=Yen(example.get("yen", 0)))


@pytest.mark.parametrize("example", examples("skk/loan_refinancing"))
def test_refinancing(example: dict[str, Any]) -> None:
    overdue = Yen(example["overdue"]) if "overdue" in example else None

    def refinanced() -> refinancing.Refinancing:
        return refinancing.refinanced(
            LoanKind.of(example.get("kind", "general")),
            balance=Yen(example["balance"]),
            new=Yen(example["new"]),
            term=example["term"],
            due_on=example["due_on"],
            on=example["on"],
            limit=Yen(example["limit"]),
            overdue=overdue,
            is_transferred=example.get("is_transferred", False),
        )

    expected = refinancing.Refinancing(
        refinancing.Size.of(example.get("size", "same")),
        *(Yen(example.get(name, 0)) for name in ("interest", "to_holder", "from_holder")),
    )
    told(refinanced, example, found=expected)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "drop"))
def test_drop_of_sales(example: dict[str, Any]) -> None:
    def insisted() -> None:
        occasions.insist_on_drop(
            Yen(example["sales"]),
            compared=Yen(example["compared"]),
            arose_on=example["arose_on"],
            is_confirmed=example.get("is_confirmed", True),
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "illness"))
def test_stay_in_hospital(example: dict[str, Any]) -> None:
    def insisted() -> None:
        illness_or_disaster.insist_on_illness(
            admitted_on=example["admitted_on"],
            until=example["until"],
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "disaster"))
def test_disaster(example: dict[str, Any]) -> None:
    def insisted() -> None:
        illness_or_disaster.insist_on_disaster(
            struck_on=example["struck_on"],
            is_confirmed=example.get("is_confirmed", True),
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "need"))
def test_funds_needed(example: dict[str, Any]) -> None:
    names = ("current_liabilities", "liquid_funds", "salaries", "wages", "other_expenses")
    accounts = {name: Yen(example[name]) for name in names}

    def needed() -> Yen:
        return illness_or_disaster.funds_needed(**accounts, on=ON)

    told(needed, example, found=Yen(example.get("yen", 0)))


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "welfare"))
def test_welfare(example: dict[str, Any]) -> None:
    def insisted() -> None:
        occasions.insist_on_welfare(
            age=example["age"],
            is_disabled=example.get("is_disabled", False),
            is_of_household=example.get("is_of_household", True),
            planned_on=example["planned_on"],
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "new_business"))
def test_new_business(example: dict[str, Any]) -> None:
    def insisted() -> None:
        occasions.insist_on_new_business(
            occasions.NewBusiness.of(example["begun"]),
            begins_on=example["begins_on"],
            has_claimed=example.get("has_claimed", False),
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "closing"))
def test_closing(example: dict[str, Any]) -> None:
    def insisted() -> None:
        occasions.insist_on_closing(
            has_plan=example.get("has_plan", True),
            closes_on=example["closes_on"],
            applied_on=example["applied_on"],
        )

    told(insisted, example, found=None)


@pytest.mark.parametrize("example", examples("skk/loan_occasions", "succession"))
def test_succession(example: dict[str, Any]) -> None:
    def insisted() -> None:
        occasions.insist_on_succession(has_plan=example["has_plan"])

    told(insisted, example, found=None)
