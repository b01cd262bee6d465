"""共済金と一時貸付金（倒産防止共済） — amounts asked for, arrears and offsets, told one by one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.loan import (
    arrears,
    mutual_aid_loan,
    offsets,
    receivables,
    schedule,
    temporary_loan,
)
from kyosai.schemes.tosanboshi.loan.arrears import Overdue
from kyosai.schemes.tosanboshi.loan.schedule import Instalment
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total

TODAY = date(2026, 10, 1)


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


def test_a_loan_of_nothing_is_no_loan_even_without_a_smallest_one() -> None:
    with pytest.raises(mutual_aid_loan.TooLittle):
        mutual_aid_loan.amount_lent(Yen(0), limit=Yen(0), smallest=Yen(0), on=TODAY)


@pytest.mark.parametrize("asked", [500_000, 1_050_000, 15_000_000])
def test_an_amount_between_the_smallest_and_the_limit_is_lent(asked: int) -> None:
    lent = mutual_aid_loan.amount_lent(
        Yen(asked), limit=Yen(15_000_000), smallest=Yen(500_000), on=TODAY
    )

    assert lent == Yen(asked)


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (310_000, temporary_loan.NotByUnit),
        (250_000, temporary_loan.TooSmall),
        (0, temporary_loan.TooSmall),
        (-50_000, temporary_loan.TooSmall),
        (1_850_000, temporary_loan.AboveLimit),
    ],
)
def test_a_temporary_loan_that_cannot_be_lent_is_refused(
    asked: int, refused: type[Refused]
) -> None:
    with pytest.raises(refused):
        temporary_loan.amount_lent(Yen(asked), limit=Yen(1_800_000), on=TODAY)


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


def test_dependence_is_a_share_of_all_trade() -> None:
    """規則16条1項1号."""
    assert receivables.dependence_percent(Yen(300), with_all=Yen(1_000)) == Fraction(30)
    assert receivables.dependence_percent(Yen(1), with_all=Yen(3)) == Fraction(100, 3)
    assert receivables.dependence_percent(Yen(0), with_all=Yen(0)) == 0


def test_instalments_due_from_a_day_on_are_put_off_and_earlier_ones_are_not() -> None:
    """法10条4項."""
    left = (Instalment(date(2026, 8, 27), Yen(1)), Instalment(date(2026, 9, 27), Yen(2)))
    from_on = date(2026, 9, 27)

    later = schedule.put_off(left, months=6, from_on=from_on, has_compelling_reason=True)

    assert [each.due_on for each in later] == [date(2026, 8, 27), date(2027, 3, 27)]


def test_a_measure_holds_from_its_first_day() -> None:
    """法10条4項."""
    assert schedule.months_put_off("平成30年7月豪雨", on=date(2018, 7, 17)) == 6


@pytest.mark.parametrize("asked", [300_000, 1_800_000])
def test_a_temporary_loan_from_the_smallest_to_the_limit_is_lent(asked: int) -> None:
    lent = temporary_loan.amount_lent(Yen(asked), limit=Yen(1_800_000), on=TODAY)

    assert lent == Yen(asked)


def test_premiums_put_to_debts_lower_the_total_for_good() -> None:
    """法10条5項・11条4項."""
    debts = [Overdue(date(2024, 3, 1), Yen(400_000), penalty=Yen(12_000), interest=Yen(500))]

    applied = arrears.premiums_applied(Yen(3_000_000), overdue=debts)

    assert applied == Yen(412_500)
    assert net_premium_total(Premiums(Yen(3_000_000), applied=applied)) == Yen(2_587_500)


def test_no_more_premiums_are_put_to_debts_than_there_are() -> None:
    debts = [Overdue(date(2024, 3, 1), Yen(4_000_000))]

    assert arrears.premiums_applied(Yen(3_000_000), overdue=debts) == Yen(3_000_000)


@given(
    st.integers(0, 5_000_000),
    st.lists(st.tuples(*[st.integers(0, 1_000_000)] * 3), max_size=5),
)
def test_what_is_received_is_used_or_left_over_to_the_yen(
    received: int, rows: list[tuple[int, int, int]]
) -> None:
    debts = [Overdue(date(2024, 1 + place, 1), *map(Yen, row)) for place, row in enumerate(rows)]

    found = arrears.allocated(Yen(received), overdue=debts)

    owed, still = (
        total([yen for each in debts for yen in (each.principal, each.penalty, each.interest)])
        for debts in (debts, found.still_owed)
    )
    assert owed - still == Yen(received) - found.left_over
    assert not (still and found.left_over)


@pytest.mark.parametrize(("counts_as_owed", "yen"), [(False, 1_500_000), (True, 500_000)])
def test_whether_a_new_loan_counts_as_owed_is_for_an_operator_to_say(
    monkeypatch: pytest.MonkeyPatch, counts_as_owed: bool, yen: int
) -> None:
    """法9条5項、規則25条: 200万円から10分の1を引いた190万円の90.25%、引かれる借入れは20万円."""
    facts = {"new_loan_counts_as_owed": counts_as_owed}
    monkeypatch.setattr(offsets, "_facts", lambda: facts)

    limit = offsets.limit_beside_new_loan(
        Premiums(Yen(2_000_000)),
        new_loan=Yen(1_000_000),
        balance=Yen(200_000),
        months_paid=40,
        on=TODAY,
    )

    assert limit == Yen(yen)


def test_overdue_sums_are_taken_from_the_early_repayment_allowance() -> None:
    """法10条7項."""
    assert offsets.paid_out(Yen(111_000), offsets=[Yen(100_000), Yen(1_000)]) == Yen(10_000)
    assert offsets.paid_out(Yen(111_000), offsets=[Yen(200_000)]) == Yen(0)
    assert offsets.paid_out(Yen(111_000), offsets=[]) == Yen(111_000)
