"""契約者貸付け — published examples, and what holds for every history."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.loan import contract_loan
from kyosai.schemes.skk.loan.contract_loan import LoanKind, Repayment
from kyosai.schemes.skk.premium_tiers import Stretch, premiums_paid

TODAY = date(2026, 10, 1)
GENERAL = LoanKind.GENERAL
PREMIUMS = st.integers(2, 140).map(lambda steps: Yen(steps * 500))
HISTORIES = st.lists(st.builds(Stretch, PREMIUMS, st.integers(1, 300)), min_size=1, max_size=4)


def test_a_year_at_once_pays_its_interest_first() -> None:
    """D153（月割は仮定）."""
    turns = contract_loan.repayments(GENERAL, amount=Yen(1_000_000), months=12, on=TODAY)

    assert turns == (Repayment(Yen(0), Yen(15_000)), Repayment(Yen(1_000_000), Yen(0)))


def test_two_years_are_four_equal_parts() -> None:
    """D154（月割は仮定）."""
    turns = contract_loan.repayments(GENERAL, amount=Yen(1_200_000), months=24, on=TODAY)

    assert [turn.principal.amount for turn in turns] == [0, 300_000, 300_000, 300_000, 300_000]
    assert [turn.interest.amount for turn in turns] == [9_000, 6_750, 4_500, 2_250, 0]


@pytest.mark.parametrize(
    ("amount", "yen"),
    [
        pytest.param(100_000, 200, id="P097"),
        pytest.param(150_000, 400, id="P098"),
        pytest.param(500_000, 400, id="P098 上端"),
        pytest.param(550_000, 1_000, id="P099"),
        pytest.param(1_050_000, 2_000, id="P100"),
        pytest.param(5_050_000, 10_000, id="P101"),
        pytest.param(10_050_000, 20_000, id="P102"),
        pytest.param(20_000_000, 20_000, id="P102 上端"),
    ],
)
def test_stamp_duty(amount: int, yen: int) -> None:
    assert contract_loan.stamp_duty(Yen(amount), on=TODAY) == Yen(yen)


@pytest.mark.parametrize(
    ("kind", "amount", "terms"),
    [
        (GENERAL, 1_000_000, (6, 12)),
        (GENERAL, 1_050_000, (6, 12, 24)),
        (GENERAL, 5_000_000, (6, 12, 24, 36)),
        (GENERAL, 5_050_000, (6, 12, 24, 36, 60)),
        (LoanKind.WELFARE, 5_000_000, (36,)),
        (LoanKind.EMERGENCY, 5_050_000, (60,)),
    ],
)
def test_terms_by_amount(kind: LoanKind, amount: int, terms: tuple[int, ...]) -> None:
    assert contract_loan.terms_offered(kind, amount=Yen(amount), on=TODAY) == terms


@pytest.mark.parametrize(
    ("kind", "amount", "months", "refused"),
    [
        (GENERAL, 1_020_000, 12, contract_loan.NotByUnit),
        (GENERAL, 50_000, 12, contract_loan.OutOfRange),
        (LoanKind.WELFARE, 10_050_000, 60, contract_loan.OutOfRange),
        (GENERAL, 1_000_000, 24, contract_loan.NoSuchTerm),
        (GENERAL, -100_000, 12, contract_loan.OutOfRange),
    ],
)
def test_a_loan_that_is_not_offered_is_refused(
    kind: LoanKind, amount: int, months: int, refused: type[Refused]
) -> None:
    with pytest.raises(refused):
        contract_loan.repayments(kind, amount=Yen(amount), months=months, on=TODAY)


def limit(kind: LoanKind, *history: Stretch, balance: int = 0) -> Yen:
    return contract_loan.contract_loan_limit(kind, history=history, balance=Yen(balance), on=TODAY)


@pytest.mark.parametrize(
    ("yen", "months", "balance", "most"),
    [
        pytest.param(10_000, 60, 0, 400_000, id="60万円の80%の9割、5万円未満切捨て（仮定）"),
        pytest.param(10_000, 11, 0, 0, id="納付12か月に満たない"),
        pytest.param(1_000, 100, 0, 0, id="10万円に満たない"),
        pytest.param(70_000, 480, 0, 20_000_000, id="上限2,000万円"),
        pytest.param(70_000, 480, 15_000_000, 5_000_000, id="ほかの貸付けを引く"),
    ],
)
def test_contract_loan_limit(yen: int, months: int, balance: int, most: int) -> None:
    assert limit(GENERAL, Stretch(Yen(yen), months), balance=balance) == Yen(most)


@given(HISTORIES, st.sampled_from(LoanKind), st.integers(0, 400).map(lambda n: n * 50_000))
def test_no_limit_exceeds_the_premiums_or_the_ceiling(
    history: list[Stretch], kind: LoanKind, balance: int
) -> None:
    found = limit(kind, *history, balance=balance)

    assert Yen(0) <= found
    assert found.amount * 10 <= premiums_paid(history).amount * 9
    assert found + Yen(balance) <= Yen(20_000_000) or not found


@given(st.sampled_from(LoanKind), st.integers(10, 400).map(lambda n: Yen(n * 50_000)), st.data())
def test_principal_adds_up_and_interest_falls(
    kind: LoanKind, amount: Yen, data: st.DataObject
) -> None:
    if kind is not GENERAL:
        amount = min(amount, Yen(10_000_000))
    terms = contract_loan.terms_offered(kind, amount=amount, on=TODAY)
    months = data.draw(st.sampled_from(terms))

    turns = contract_loan.repayments(kind, amount=amount, months=months, on=TODAY)

    assert sum(turn.principal.amount for turn in turns) == amount.amount
    interest = [turn.interest for turn in turns]
    assert interest == sorted(interest, reverse=True)
    assert interest[-1] == Yen(0)


@pytest.mark.parametrize(
    ("paid_on", "yen"),
    [(date(2026, 10, 6), 0), (date(2026, 10, 7), 2_400), (date(2026, 9, 30), 0)],
)
def test_overdue_interest_from_the_sixth_day(paid_on: date, yen: int) -> None:
    found = contract_loan.overdue_interest(
        Yen(1_000_000), due_on=date(2026, 10, 1), paid_on=paid_on
    )

    assert found == Yen(yen)
