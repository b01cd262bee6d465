"""共済金の貸付け — of a contract at its ceiling: long terms, files, and temporary loans beside."""

from dataclasses import replace
from datetime import date

import pytest

from kyosai.basis.money import Yen
from kyosai.records.loans import reads as loans
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import SHOJI, claim
from tests.procedures.lending.tosanboshi.firm import CONTRACT


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    """Forty months of 200,000 yen: the premiums are at their ceiling of 8,000,000."""
    return firm.firm(months=40)


def lent(amount: int) -> None:
    case = claims.received(claim(replace(SHOJI, trade=amount), amount=amount))
    claims.proposed(case)
    claims.approved(case)
    assert claims.signed(case) == "lent"


@pytest.mark.parametrize(
    ("amount", "turns"),
    [
        pytest.param(49_950_000, 54, id="5,000万円未満は54回"),
        pytest.param(50_000_000, 66, id="5,000万円からは66回"),
        pytest.param(65_000_000, 78, id="6,500万円からは78回"),
        pytest.param(80_000_000, 78, id="上限の8,000万円"),
    ],
)
def test_the_term_follows_the_amount(amount: int, turns: int) -> None:
    lent(amount)

    (loan,) = loans.of_contract(CONTRACT)
    assert len(loans.turns(loan.number)) == turns
    assert sum(each.principal.amount for each in loans.turns(loan.number)) == amount


def test_what_is_too_large_for_the_instant_rail_goes_in_the_next_file() -> None:
    lent(30_000_000)

    assert firm.payments() == [(30_000_000, "bulk", date(2026, 11, 6))]


def test_a_temporary_loan_above_its_new_limit_is_taken_off_the_payment() -> None:
    firm.lend(firm.request(7_600_000, at="2026-10-28T10:00:00"))

    lent(40_000_000)

    taken = 7_600_000 - 3_600_000  # 4,000,000 × 0.95 × 0.95, cut off below 50,000
    assert loans.left(CONTRACT, kinds=["temporary"]) == Yen(3_600_000)
    assert firm.payments()[1][0] == 40_000_000 - taken
    assert firm.journal()["loans:temporary"] == 3_600_000
    assert firm.journal()["loans:mutual_aid"] == 40_000_000
