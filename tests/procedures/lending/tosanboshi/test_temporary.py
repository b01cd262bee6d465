"""一時貸付金 — by rule at once: limit, interest ahead, refinancing in three directions."""

from datetime import date, datetime

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.lending.tosanboshi import refinancing
from kyosai.procedures.lending.tosanboshi.deed import SignedAnother
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads as loans
from tests.procedures.collection import world
from tests.procedures.lending.tosanboshi import firm
from tests.procedures.lending.tosanboshi.firm import CONTRACT, lend, request

MORNING = "2026-10-29T10:05:00"


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    """Forty months of 100,000 yen: a limit of 95 per cent of 95 per cent of 4,000,000."""
    return firm.firm(months=40, yen=100_000)


def left() -> dict[str, int]:
    return {
        each.number: each.principal_left.amount
        for each in loans.of_contract(CONTRACT)
        if not each.is_repaid
    }


def money_came(yen: int, *, on: str) -> None:
    at = firm.moment(f"{on}T10:00:00")
    posting = Posting(
        key="test:came",
        kind="unmatched_entry",
        debit="bank:tosanboshi",
        credit="suspense:tosanboshi",
        amount=Yen(yen),
        effective_on=at.date(),
    )
    ledger.post(posting, at=at)


def test_a_loan_is_made_at_once_and_its_interest_taken_first() -> None:
    status = lend(request(1_000_000, at=MORNING))

    assert status == "lent"
    assert firm.journal() == {
        "loans:temporary": 1_000_000,
        "payable:loan": -991_000,
        "interest_ahead": -9_000,
    }
    assert firm.payments() == [(991_000, "instant", date(2026, 10, 29))]
    (loan,) = loans.of_contract(CONTRACT)
    (turn,) = loans.turns(loan.number)
    assert (turn.due_on, turn.principal, turn.interest) == (
        date(2027, 10, 29),
        Yen(1_000_000),
        Yen(9_000),
    )
    assert "991,000円を振り込みます" in firm.told()[1]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        pytest.param("2026-10-29T13:59:59.999", "2026-10-29T15:30", id="13時59分59秒999は当日"),
        pytest.param("2026-10-29T14:00:00.000", "2026-10-30T10:30", id="14時ちょうどは翌営業日"),
        pytest.param("2026-12-29T10:00:00", "2026-12-29T15:30", id="12月29日は当日"),
        pytest.param("2026-12-30T14:00:00", "2027-01-04T10:30", id="12月30日の締切後は1月4日"),
    ],
)
def test_what_comes_in_time_is_paid_the_same_day(at: str, due: str) -> None:
    lend(request(300_000, at=at))

    (paid,) = world.run("SELECT due_at, pay_on FROM payment")
    assert paid == (datetime.fromisoformat(f"{due}:00+09:00"), date.fromisoformat(due[:10]))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        pytest.param(3_650_000, "上限をこえています", id="上限3,610,000円は5万円未満切捨て"),
        pytest.param(250_000, "30万円から", id="下限"),
        pytest.param(310_000, "5万円きざみ", id="単位"),
    ],
)
def test_the_law_refuses_with_its_own_words(amount: int, words: str) -> None:
    status = lend(request(amount, at=MORNING))

    assert status == "failed"
    assert words in firm.told()[1]
    assert firm.journal() == {}


def test_the_whole_limit_can_be_borrowed() -> None:
    assert lend(request(3_600_000, at=MORNING)) == "lent"


def test_nothing_is_lent_without_a_signature() -> None:
    assert lend(request(1_000_000, at=MORNING, signed=False)) == "failed"
    assert firm.payments() == []


def test_a_signature_under_another_day_is_refused() -> None:
    shown = request(1_000_000, at="2026-10-29T13:59:00")
    late = type(shown)(
        shown.person,
        firm.moment("2026-10-29T14:00:00").isoformat(),
        "U-2",
        shown.amount,
        shown.signed,
    )

    assert lend(late) == "failed"
    assert SignedAnother.reason in firm.told()[1]


def test_a_larger_loan_takes_the_place_of_the_old_one_and_the_difference_is_paid() -> None:
    lend(request(1_000_000, at=MORNING))

    lend(request(2_000_000, at="2026-11-05T10:00:00", receipt="U-2"))

    assert list(left().values()) == [2_000_000]
    assert [each[0] for each in firm.payments()] == [991_000, 1_000_000 - 18_000]
    assert firm.journal()["loans:temporary"] == 2_000_000
    assert firm.journal()["interest_ahead"] == -27_000


@pytest.mark.parametrize(
    ("new", "costs"),
    [
        pytest.param(1_000_000, 9_000, id="同じ額は利子だけ"),
        pytest.param(500_000, 504_500, id="少ない額は差額と利子"),
    ],
)
def test_a_refinancing_that_costs_is_done_when_the_money_has_come(new: int, costs: int) -> None:
    lend(request(1_000_000, at=MORNING))
    status = lend(request(new, at="2027-10-15T10:00:00", receipt="U-2"))
    case = world.run("SELECT number FROM case_file WHERE NOT is_closed")[0][0]
    at = firm.moment("2027-10-20T11:00:00")

    with pytest.raises(refinancing.NotArrived):
        refinancing.confirm(case, officer="examiner", at=at)
    money_came(costs, on="2027-10-20")
    refinancing.confirm(case, officer="examiner", at=at)

    assert status == "at_desk"
    assert list(left().values()) == [new]
    assert firm.journal().get("suspense:tosanboshi", 0) == 0
    assert firm.journal()["loans:temporary"] == new
    assert loans.turns(next(iter(left())))[0].due_on == date(2028, 10, 20)


def test_an_overdue_loan_bars_another() -> None:
    lend(request(1_000_000, at=MORNING))

    status = lend(request(1_500_000, at="2027-12-02T10:00:00", receipt="U-2"))

    assert status == "failed"
    assert "返す期限をすぎた" in firm.told()[1]
