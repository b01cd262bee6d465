"""契約者貸付け — what holds for every history, amount and kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import explained
from kyosai.basis.money import Yen
from kyosai.basis.said import said
from kyosai.schemes.skk.loan import (
    contract_loan,
    illness_or_disaster,
    interest,
    kinds,
    refinancing,
    repayments,
    stamp_duty,
)
from kyosai.schemes.skk.loan.contract_loan import Debt, ImpossibleDebt
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.premium_tiers import Stretch, premiums_paid

TODAY = date(2026, 10, 1)
GENERAL = LoanKind.GENERAL
LENT = st.sampled_from([kind for kind in LoanKind if kind is not LoanKind.SPECIAL_DISASTER])
PREMIUMS = st.integers(2, 140).map(lambda steps: Yen(steps * 500))
HISTORIES = st.lists(st.builds(Stretch, PREMIUMS, st.integers(1, 300)), min_size=1, max_size=4)
DAYS = st.dates(date(2005, 1, 1), date(2040, 12, 31))
LENDING = st.dates(date(2025, 10, 1), date(2040, 12, 31))
ORDER = {
    "since": TODAY,
    "until": date(2027, 3, 31),
    "disaster": "見本の災害",
    "smallest": 500_000,
    "largest": 5_000_000,
    "yearly_percent": "0.3",
    "months": [36],
}


@given(HISTORIES, LENT, st.integers(0, 400).map(lambda n: n * 50_000))
def test_no_limit_exceeds_the_premiums_or_the_ceiling(
    history: list[Stretch], kind: LoanKind, balance: int
) -> None:
    found = contract_loan.contract_loan_limit(
        kind, history=history, on=TODAY, debt=Debt(Yen(balance))
    )

    assert Yen(0) <= found
    assert found.amount * 10 <= premiums_paid(history).amount * 9
    assert found + Yen(balance) <= Yen(20_000_000) or not found
    assert found.amount % 50_000 == 0


@given(DAYS)
def test_every_day_has_one_assessment_five_to_eleven_months_before(day: date) -> None:
    assessment = contract_loan.assessed_on(day)

    assert assessment < day <= contract_loan.valid_until(assessment)
    assert assessment in (date(assessment.year, 4, 30), date(assessment.year, 10, 31))
    assert 150 < (day - assessment).days < 340


@given(LENT, st.integers(10, 200).map(lambda n: Yen(n * 50_000)), LENDING, st.data())
def test_principal_adds_up_and_interest_falls(
    kind: LoanKind, amount: Yen, lent_on: date, data: st.DataObject
) -> None:
    term = data.draw(st.sampled_from(kinds.terms_offered(kind, amount=amount, on=lent_on)))

    turns = repayments.repayments(kind, amount=amount, term=term, lent_on=lent_on)

    assert sum(turn.principal.amount for turn in turns) == amount.amount
    paid_ahead = [turn.interest for turn in turns]
    assert paid_ahead == sorted(paid_ahead, reverse=True)
    assert paid_ahead[-1] == Yen(0)
    assert [turn.due_on for turn in turns] == sorted({turn.due_on for turn in turns})
    assert {turn.due_on.day for turn in turns} <= {lent_on.day, 28, 29, 30}


@given(st.integers(3, 400).map(lambda n: Yen(n * 50_000)))
def test_a_larger_note_never_bears_a_smaller_stamp(amount: Yen) -> None:
    smaller = stamp_duty.stamp_duty(amount - Yen(50_000), on=TODAY)

    assert smaller <= stamp_duty.stamp_duty(amount, on=TODAY)


def test_an_order_switches_the_special_disaster_loan_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """特例災害時貸付け: 定めが1件入った日から、その条件で借りられる."""
    monkeypatch.setattr(kinds, "_orders", lambda: [ORDER])
    kind, history = LoanKind.SPECIAL_DISASTER, [Stretch(Yen(70_000), 240)]

    limit = contract_loan.contract_loan_limit(kind, history=history, on=TODAY)
    turns = repayments.repayments(kind, amount=Yen(600_000), term=36, lent_on=TODAY)

    assert limit == Yen(5_000_000)
    assert turns[0].interest == Yen(900)
    assert kinds.product(kind, on=date(2027, 3, 31)).terms == ((Yen(500_000), (36,)),)
    with pytest.raises(kinds.NotOffered):
        kinds.product(kind, on=date(2027, 4, 1))


def test_a_balance_that_cannot_be_is_refused() -> None:
    with pytest.raises(ImpossibleDebt, match="残高"):
        Debt(Yen(-50_000))
    with pytest.raises(ImpossibleDebt, match="残高"):
        Debt(Yen(100_000), same_kind=Yen(150_000))


def test_an_overdue_sum_below_nothing_is_refused() -> None:
    with pytest.raises(interest.NothingOwed, match="0円以上"):
        interest.overdue_interest(Yen(-1), due_on=TODAY, paid_on=TODAY)


def test_the_rates_before_those_known_here_raise() -> None:
    with pytest.raises(NotYetInForce):
        interest.yearly_rate(GENERAL, on=date(2025, 9, 30))
    with pytest.raises(NotYetInForce):
        kinds.product(GENERAL, on=date(2004, 6, 30))


def test_a_limit_says_how_it_came_about() -> None:
    with explained() as findings:
        contract_loan.contract_loan_limit(
            GENERAL, history=[Stretch(Yen(10_000), 60)], on=TODAY, debt=Debt(Yen(100_000))
        )

    assert said(findings[-1]) == "納めた掛金から見積もった一般貸付けの限度額は300,000円です。"


def test_refinancing_and_need_are_said_in_words() -> None:
    with explained() as findings:
        refinancing.refinanced(
            GENERAL,
            balance=Yen(1_000_000),
            new=Yen(1_000_000),
            term=12,
            due_on=TODAY,
            on=TODAY,
            limit=Yen(2_000_000),
        )
        illness_or_disaster.days_in_hospital(admitted_on=TODAY, until=date(2026, 10, 5))

    assert [said(finding) for finding in findings[-2:]] == [
        "残高1,000,000円を1,000,000円に借り換えると（同額）、"
        "受け取るのは0円、払うのは15,000円です。",
        "入院は5日です。",
    ]
