"""共済金の貸付け・一時貸付金 — the examples of tosanboshi/*.toml, and dates told one by one."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.loan import mutual_aid_loan, repayment, temporary_loan
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage, Eligible
from tests.law.examples import examples

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize("example", examples("tosanboshi/loan_limit"))
def test_mutual_aid_loan_limit(example: dict[str, Any]) -> None:
    damage = Damage(
        uncollectable=Yen(example["uncollectable"]),
        monthly_trade=Yen(example.get("monthly_trade", 0)),
        dependence_percent=Fraction(example.get("dependence", 0)),
        has_traded_a_year=example.get("has_traded_a_year", False),
    )

    limit = mutual_aid_loan.mutual_aid_loan_limit(
        Eligible(**{name: Yen(yen) for name, yen in example["premiums"].items()}),
        damage=damage,
        balance=Yen(example.get("balance", 0)),
        on=TODAY,
    )

    assert limit == Yen(example["yen"])


@pytest.mark.parametrize(
    ("effective_on", "months_paid", "failed_on", "claimed_on", "refused"),
    [
        pytest.param("2026-03-10", 6, "2026-09-10", "2026-09-20", None, id="ちょうど6か月"),
        pytest.param(
            "2026-03-10", 6, "2026-09-09", "2026-09-20", mutual_aid_loan.TooYoung,
            id="1日足りない（法9条1項、D44）",
        ),
        pytest.param(
            "2026-01-10", 5, "2026-09-09", "2026-09-20", mutual_aid_loan.TooYoung,
            id="納付5か月（法9条1項）",
        ),
        pytest.param("2025-01-10", 20, "2026-02-28", "2026-08-28", None, id="請求は6か月後まで"),
        pytest.param(
            "2025-01-10", 20, "2026-02-28", "2026-08-29", mutual_aid_loan.TooLate,
            id="請求が6か月を過ぎた（法9条1項1号）",
        ),
    ],
)  # fmt: skip
def test_the_claim_must_come_in_time(
    effective_on: str, months_paid: int, failed_on: str, claimed_on: str, refused: Any
) -> None:
    days = {"effective_on": effective_on, "failed_on": failed_on, "claimed_on": claimed_on}
    facts: Any = {name: date.fromisoformat(day) for name, day in days.items()}

    if refused is None:
        mutual_aid_loan.insist_on_time(**facts, months_paid=months_paid)
    else:
        with pytest.raises(refused):
            mutual_aid_loan.insist_on_time(**facts, months_paid=months_paid)


@pytest.mark.parametrize(
    ("effective_on", "is_recent"),
    [(date(2026, 2, 18), False), (date(2026, 2, 19), True), (date(2026, 9, 11), False)],
)
def test_an_increase_counts_as_recent_from_six_months_before_the_eve(
    effective_on: date, is_recent: bool
) -> None:
    """倒産 2026-08-20、請求 2026-09-10: 窓は 2026-02-19 から（法9条2項3号、D37）."""
    found = mutual_aid_loan.is_recent_increase(
        effective_on=effective_on, failed_on=date(2026, 8, 20), claimed_on=date(2026, 9, 10)
    )

    assert found is is_recent


@pytest.mark.parametrize(
    ("due_on", "paid_on", "is_late"),
    [
        pytest.param(date(2026, 5, 31), date(2026, 9, 5), True, id="D38"),
        pytest.param(date(2026, 6, 30), date(2026, 8, 30), False, id="ちょうど2か月"),
        pytest.param(date(2026, 5, 31), date(2026, 8, 20), False, id="倒産の日まで"),
    ],
)
def test_a_premium_paid_late_after_the_failure(due_on: date, paid_on: date, is_late: bool) -> None:
    found = mutual_aid_loan.is_paid_too_late(
        due_on=due_on, paid_on=paid_on, failed_on=date(2026, 8, 20)
    )

    assert found is is_late


def test_the_smallest_loan_is_half_a_million_or_a_fifth_of_trade() -> None:
    """D42・P37（規則12条）."""
    by_trade = mutual_aid_loan.smallest_loan(total_monthly_trade=Yen(2_000_000), on=TODAY)
    usual = mutual_aid_loan.smallest_loan(total_monthly_trade=Yen(9_000_000), on=TODAY)
    young = mutual_aid_loan.smallest_loan(
        total_monthly_trade=Yen(9_000_000), on=TODAY, owed_by_young=Yen(5_000 * 7)
    )

    assert (by_trade, usual, young) == (Yen(400_000), Yen(500_000), Yen(350_000))


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (1_020_000, mutual_aid_loan.NotByUnit),
        (15_050_000, mutual_aid_loan.AboveLimit),
        (450_000, mutual_aid_loan.TooLittle),
        (0, mutual_aid_loan.TooLittle),
        (-50_000, mutual_aid_loan.TooLittle),
    ],
)
def test_an_amount_that_cannot_be_lent_is_refused(asked: int, refused: type[Refused]) -> None:
    with pytest.raises(refused):
        mutual_aid_loan.amount_lent(
            Yen(asked), limit=Yen(15_000_000), smallest=Yen(500_000), on=TODAY
        )


@pytest.mark.parametrize(
    ("loan", "years", "count"),
    [(49_950_000, 5, 54), (50_000_000, 6, 66), (65_000_000, 7, 78), (80_000_000, 7, 78)],
)
def test_terms_and_instalments(loan: int, years: int, count: int) -> None:
    """P36（施行令3条）."""
    parts = repayment.instalments(Yen(loan), on=TODAY)

    assert repayment.term_years(Yen(loan), on=TODAY) == years
    assert len(parts) == count
    assert total(parts) == Yen(loan)
    assert Yen(0) <= parts[-1] - parts[0] < Yen(count)


@pytest.mark.parametrize(
    ("overdue", "due_on", "paid_on", "yen"),
    [
        pytest.param(185_000, date(2026, 1, 27), date(2026, 2, 27), 2_220, id="D46"),
        pytest.param(7_600_000, date(2026, 6, 30), date(2026, 7, 31), 91_200, id="D47"),
        pytest.param(185_000, date(2026, 1, 27), date(2026, 1, 28), 0, id="翌日なら0日"),
        pytest.param(185_000, date(2026, 1, 27), date(2026, 1, 20), 0, id="期限の前"),
    ],
)
def test_loan_penalty(overdue: int, due_on: date, paid_on: date, yen: int) -> None:
    assert repayment.loan_penalty(Yen(overdue), due_on=due_on, paid_on=paid_on) == Yen(yen)


@pytest.mark.parametrize("example", examples("tosanboshi/early_repayment"))
def test_early_repayment_allowance(example: dict[str, Any]) -> None:
    months = repayment.months_early(months=example["months"], days=example.get("days", 0))

    allowance = repayment.early_repayment_allowance(
        Yen(example["loan"]),
        term=example["term"],
        months=months,
        was_ever_late=example.get("was_ever_late", False),
    )

    assert allowance == Yen(example["yen"])


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


@pytest.mark.parametrize(("loan", "yen"), [(1_000_000, 9_000), (7_600_000, 68_400)])
def test_interest_is_paid_first(loan: int, yen: int) -> None:
    """D52・D53（規則26条）."""
    assert temporary_loan.interest_in_advance(Yen(loan), on=TODAY) == Yen(yen)


@pytest.mark.parametrize(
    ("old", "new", "to_holder", "from_holder"),
    [
        pytest.param(1_500_000, 1_000_000, 0, 509_000, id="減額して借換え（D55）"),
        pytest.param(1_000_000, 1_000_000, 0, 9_000, id="同じ額の借換え（D56）"),
        pytest.param(1_000_000, 2_000_000, 982_000, 0, id="増額して借換え"),
    ],
)
def test_refinancing_goes_three_ways(old: int, new: int, to_holder: int, from_holder: int) -> None:
    found = temporary_loan.refinanced(Yen(old), new=Yen(new), on=TODAY)

    assert found == temporary_loan.Refinancing(Yen(to_holder), Yen(from_holder))
