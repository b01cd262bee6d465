"""借換え — a new loan pays the old one off, and only the difference is handed over."""

import pytest

from kyosai.basis.refusal import Refused
from kyosai.records.loans import reads as loans
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import (
    balances,
    dealt,
    holder,
    request,
    sent,
    signed,
    told,
)

pytestmark = pytest.mark.django_db
DUE, LATE = "2027-04-13T10:00:00", "2027-04-26T10:00:00"  # 13 days after the due date


@pytest.fixture
def contract() -> str:
    """Somebody who borrowed 300,000 for six months on 2026-10-13."""
    contract = holder()
    sent(signed(request(300_000, 6, at="2026-10-13T10:05:00")))
    return contract


def old(contract: str) -> str:
    return loans.of_contract(contract)[0].number


def test_more_is_borrowed_and_the_difference_less_interest_is_handed_over(contract: str) -> None:
    message = signed(request(1_000_000, 12, at=DUE, replaces=old(contract)))

    status = sent(message)

    first, second = loans.of_contract(contract)
    assert status == "lent"
    assert (first.principal_left.amount, second.principal_left.amount) == (0, 1_000_000)
    assert f"前の貸付け（{first.number}）は返し終わりました。" in told(message)
    assert world.run("SELECT yen FROM payment ORDER BY number") == [(297_750,), (685_000,)]
    assert balances() == {
        f"loans:general:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": -(297_750 + 685_000),
        f"interest_ahead:skk:{contract}": -(2_250 + 15_000),
    }
    assert loans.receipts(first.number)[0].source == "refinanced"
    assert world.run("SELECT replaces FROM loan WHERE replaces IS NOT NULL") == [(first.number,)]


def test_late_by_thirteen_days_the_overdue_interest_is_kept_back_too(contract: str) -> None:
    message = signed(request(1_000_000, 12, at=LATE, replaces=old(contract)))

    assert sent(message) == "lent"
    late = 300_000 * 146 * 13 // 365_000
    assert balances()[f"penalties:skk:{contract}"] == -late == -1_560
    assert world.run("SELECT yen FROM payment ORDER BY number")[1] == (685_000 - 1_560,)
    assert sum(balances().values()) == 0


def test_the_limit_is_asked_as_if_the_old_loan_were_gone(contract: str) -> None:
    alone = dealt(request(100_000, 6, at=DUE)).limit.amount

    assert dealt(request(1_000_000, 12, at=DUE, replaces=old(contract))).limit.amount == (
        alone + 300_000
    )


@pytest.mark.parametrize(
    ("amount", "at", "words"),
    [
        (300_000, DUE, "いまの残高と利子より少なくなっています"),
        (1_000_000, "2027-03-31T10:00:00", "借換えは、償還期日の月のはじめから"),
        (1_000_000, "2027-06-01T10:00:00", "償還期日の月のはじめから翌月の末日まで"),
    ],
    ids=["同額では、渡す額がない", "期日の月より前", "翌月の末日より後"],
)
def test_what_cannot_be_refinanced_says_what_to_do(
    contract: str, amount: int, at: str, words: str
) -> None:
    message = request(amount, 12, at=at, replaces=old(contract))

    assert sent(message) == "failed"
    assert words in told(message)


def test_a_repaid_loan_is_not_refinanced_again(contract: str) -> None:
    first = old(contract)
    sent(signed(request(1_000_000, 12, at=DUE, replaces=first)))

    with pytest.raises(Refused, match="借り換える貸付けがありません"):
        dealt(request(2_000_000, 12, at="2027-04-14T10:00:00", replaces=first))


def test_another_contracts_loan_is_not_refinanced(contract: str) -> None:
    holder(2)

    with pytest.raises(Refused, match="借り換える貸付けがありません"):
        dealt(request(1_000_000, 12, at=DUE, serial=2, replaces=old(contract)))
