"""共済金の貸付け・一時貸付金 — the examples of tosanboshi/*.toml."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month, span
from kyosai.schemes.tosanboshi import premium
from kyosai.schemes.tosanboshi.loan import (
    arrears,
    counted_premiums,
    entitlement,
    mutual_aid_loan,
    offsets,
    receivables,
    repayment,
    schedule,
    temporary_loan,
)
from kyosai.schemes.tosanboshi.loan.arrears import Allocation, Debt, Overdue
from kyosai.schemes.tosanboshi.loan.counted_premiums import Paid
from kyosai.schemes.tosanboshi.loan.entitlement import Claimant, Plan
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage, Eligible
from kyosai.schemes.tosanboshi.loan.offsets import Outstanding
from kyosai.schemes.tosanboshi.loan.receivables import Nature, Receivable
from kyosai.schemes.tosanboshi.premium import Change
from kyosai.schemes.tosanboshi.premium_total import Premiums
from kyosai.schemes.tosanboshi.trades import Enterprise, Form, Trade
from tests.law.examples import examples
from tests.law.telling import given, told

__all__ = ["told"]

TODAY = date(2026, 10, 1)
PLENTY = Damage(uncollectable=Yen(100_000_000))


@pytest.mark.parametrize("example", examples("tosanboshi/loan_limit"))
def test_mutual_aid_loan_limit(example: dict[str, Any]) -> None:
    damage = Damage(
        uncollectable=Yen(example["uncollectable"]),
        monthly_trade=Yen(example.get("monthly_trade", 0)),
        dependence_percent=Fraction(example.get("dependence", 0)),
        **given(example, "has_traded_a_year"),
    )

    limit = mutual_aid_loan.mutual_aid_loan_limit(
        Eligible(**{name: Yen(yen) for name, yen in example["premiums"].items()}),
        damage=damage,
        balance=Yen(example.get("balance", 0)),
        on=TODAY,
    )

    assert limit == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "time"))
def test_the_claim_must_come_in_time(example: dict[str, Any]) -> None:
    names = ("effective_on", "failed_on", "claimed_on", "months_paid")
    facts = {name: example[name] for name in names}

    if "refused" in example:
        name = example["refused"]
        with pytest.raises(getattr(mutual_aid_loan, name)):
            mutual_aid_loan.insist_on_time(**facts)
    else:
        mutual_aid_loan.insist_on_time(**facts)


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "claimant"))
def test_what_keeps_a_claimant_from_a_loan(example: dict[str, Any]) -> None:
    names = (
        "has_failed", "goes_on", "stopped_on", "is_seized", "is_overdue", "has_acted_in_bad_faith",
    )  # fmt: skip
    firm = Enterprise(
        form=Form.COMPANY,
        trade=Trade.MANUFACTURING,
        employees=example.get("employees", 10),
        capital=Yen(400_000_000),
    )
    plan = example.get("plan")

    found = entitlement.claim_findings(
        Claimant(
            claimed_on=example.get("claimed_on", TODAY),
            enterprise=firm,
            plan=Plan(begins_on=plan[0], ends_on=plan[1]) if plan else None,
            **given(example, *names),
        )
    )

    assert [f.key for f in found if f.is_refusal] == example["found"]
    assert [f.key for f in found if not f.is_refusal] == example.get("looked_at", [])


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "smallest"))
def test_the_smallest_loan(example: dict[str, Any]) -> None:
    owed = None
    if "young" in example:
        young = example["young"]
        owed = mutual_aid_loan.owed_by_young(**young | {"signed_at": Yen(young["signed_at"])})

    found = mutual_aid_loan.smallest_loan(
        total_monthly_trade=Yen(example["trade"]), on=TODAY, owed_by_young=owed
    )

    assert found == Yen(example["yen"])


def months_paid(effective_on: date, rows: list[list[Any]]) -> list[Paid]:
    """Read rows of first month, number of months, yen, and the day if it was not the 27th."""
    paid = []
    for first, count, yen, *days in rows:
        start = Month.parse(first)
        for month in span(start, start + (count - 1)):
            due_on = premium.due_on(month, effective_on=effective_on)
            paid.append(Paid(month, Yen(yen), due_on, days[0] if days else month.day(27)))
    return paid


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "counted"))
def test_the_premiums_a_loan_is_reckoned_from(example: dict[str, Any]) -> None:
    changes = [Change(day, Yen(amount)) for day, amount in example["changes"]]

    eligible = counted_premiums.eligible_premiums(
        months_paid(changes[0].effective_on, example["paid"]),
        changes=changes,
        failed_on=example["failed_on"],
        claimed_on=example["claimed_on"],
    )

    limit = mutual_aid_loan.mutual_aid_loan_limit(
        eligible, damage=PLENTY, balance=Yen(0), on=example["claimed_on"]
    )
    assert eligible.paid == Yen(example["total"])
    assert eligible.recently_increased == Yen(example["increased"])
    assert eligible.paid_late == Yen(example["late"])
    assert limit == Yen(example["limit"])


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "receivable"))
def test_what_of_the_claims_is_lost(example: dict[str, Any]) -> None:
    claims = [
        Receivable(
            **{
                name: Yen(fact) if type(fact) is int else fact
                for name, fact in claim.items()
                if name != "nature"
            },
            nature=Nature.of(claim["nature"]),
        )
        for claim in example["claims"]
    ]

    assert receivables.uncollectable(claims) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/loan_claims", "traded"))
def test_a_year_of_trade(example: dict[str, Any]) -> None:
    found = receivables.has_traded_a_year(
        traded_since=example["traded_since"],
        failed_on=date(2026, 8, 20),
        in_business_since=example.get("in_business_since"),
    )

    assert found is example["a_year"]


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "term"))
def test_terms_and_instalments(example: dict[str, Any]) -> None:
    loan, count = Yen(example["loan"]), example["count"]

    parts = repayment.instalments(loan, on=TODAY)

    assert repayment.term_years(loan, on=TODAY) == example["years"]
    assert len(parts) == count
    assert total(parts) == loan
    assert Yen(0) <= parts[0] - parts[-1] < Yen(count)


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "schedule"))
def test_schedule(example: dict[str, Any]) -> None:
    lent_on, months = example["lent_on"], 0
    if "disaster" in example:
        months = schedule.months_put_off(example["disaster"], on=lent_on)

    plan = schedule.schedule(Yen(example["loan"]), lent_on=lent_on, put_off_months=months)

    assert (plan[0].due_on, plan[-1].due_on) == (example["first"], example["last"])
    assert {each.yen for each in plan[:-1]} == {Yen(example["each"])}
    assert plan[-1].yen == Yen(example["final"])


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "penalty"))
def test_loan_penalty(example: dict[str, Any]) -> None:
    found = repayment.loan_penalty(
        Yen(example["overdue"]), due_on=example["due_on"], paid_on=example["paid_on"]
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "asked_again"))
def test_a_failed_instalment_is_asked_again(example: dict[str, Any]) -> None:
    assert arrears.asked_again_in(Month.parse(example["failed"])) == Month.parse(example["month"])


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "applied"))
def test_when_premiums_may_be_put_to_debts(example: dict[str, Any]) -> None:
    debt = Debt.of(example["debt"])

    found = arrears.may_apply_premiums(debt, due_on=example["due_on"], on=example["on"])

    assert found is example["may"]


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "due_now"))
def test_what_is_due_after_missed_instalments(example: dict[str, Any]) -> None:
    found = arrears.due_now(
        [Yen(each) for each in example["balances"]],
        fallen_due=[Yen(each) for each in example["fallen_due"]],
        unpaid_instalments=example["unpaid"],
        on=TODAY,
    )

    assert found == Yen(example["yen"])


def overdue(rows: list[list[Any]]) -> tuple[Overdue, ...]:
    return tuple(Overdue(day, Yen(principal), Yen(penalty)) for day, principal, penalty in rows)


@pytest.mark.parametrize("example", examples("tosanboshi/repayment", "allocated"))
def test_the_order_in_which_a_sum_is_used(example: dict[str, Any]) -> None:
    found = arrears.allocated(Yen(example["received"]), overdue=overdue(example["overdue"]))

    assert found == Allocation(overdue(example["still_owed"]), Yen(example["left_over"]))


@pytest.mark.parametrize("example", examples("tosanboshi/early_repayment"))
def test_early_repayment_allowance(example: dict[str, Any]) -> None:
    months = repayment.months_early(months=example["months"], days=example.get("days", 0))

    allowance = repayment.early_repayment_allowance(
        Yen(example["loan"]),
        term=example["term"],
        months=months,
        was_ever_late=example.get("was_ever_late", False),
        **given(example, "has_ended"),
    )

    assert allowance == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/early_repayment", "before"))
def test_how_many_months_early(example: dict[str, Any]) -> None:
    found = repayment.months_before(example["completed_on"], scheduled_on=example["scheduled_on"])

    assert found == example["months"]


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan"))
def test_temporary_loan_limit(example: dict[str, Any]) -> None:
    limit = temporary_loan.temporary_loan_limit(
        Yen(example["net_premium_total"]),
        months_paid=example["months_paid"],
        is_at_ceiling=example.get("is_at_ceiling", False),
        owed=Yen(example.get("owed", 0)),
        on=TODAY,
    )

    assert limit == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "interest"))
def test_interest_is_paid_first(example: dict[str, Any]) -> None:
    found = temporary_loan.interest_in_advance(Yen(example["loan"]), on=TODAY)

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "refinanced"))
def test_refinancing_goes_three_ways(example: dict[str, Any]) -> None:
    limit = Yen(example["limit"]) if "limit" in example else None

    found = temporary_loan.refinanced(
        Yen(example["old"]), new=Yen(example["new"]), on=TODAY, limit=limit
    )

    changed_hands = (Yen(example["to_holder"]), Yen(example["from_holder"]))
    assert found == temporary_loan.Refinancing(*changed_hands)


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "stamp"))
def test_stamp_duty(example: dict[str, Any]) -> None:
    assert temporary_loan.stamp_duty(Yen(example["loan"])) == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "due"))
def test_a_temporary_loan_is_repaid_after_a_year(example: dict[str, Any]) -> None:
    assert temporary_loan.repaid_by(example["lent_on"]) == example["due_on"]


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "old_contract"))
def test_the_limit_an_old_contract_keeps(example: dict[str, Any]) -> None:
    found = temporary_loan.limit_of_old_contract(
        net_premium_total=Yen(example["total"]),
        monthly_premium=Yen(example["monthly"]),
        owed=Yen(example.get("owed", 0)),
        on=TODAY,
    )

    assert found == (Yen(example["yen"]) if "yen" in example else None)


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "taken_off"))
def test_what_of_a_temporary_loan_is_taken_off(example: dict[str, Any]) -> None:
    outstanding = Outstanding(*map(Yen, example["outstanding"]))

    found = offsets.taken_off(outstanding, limit=Yen(example["limit"]))

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("tosanboshi/temporary_loan", "beside"))
def test_the_limit_beside_a_new_loan(example: dict[str, Any]) -> None:
    found = offsets.limit_beside_new_loan(
        Premiums(Yen(example["paid"])),
        new_loan=Yen(example["new_loan"]),
        balance=Yen(0),
        months_paid=example["months_paid"],
        on=TODAY,
    )

    assert found == Yen(example["yen"])
