"""前納の減額と割増金 — 倒産防止共済 by example, and what holds in both Acts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.schemes.premium_payment import (
    Act,
    LessThanNothing,
    PaidTwice,
    premium_surcharge,
    prepayment_discount,
    settlement,
)

SKK, TOSANBOSHI = Act.SKK, Act.TOSANBOSHI


def months(first: str, count: int) -> tuple[Month, ...]:
    start = Month.parse(first)
    return tuple(span(start, start + (count - 1)))


@pytest.mark.parametrize(
    ("monthly", "count", "act", "paid_on", "yen"),
    [
        pytest.param(
            80_000, 12, TOSANBOSHI, date(2017, 10, 27), 26_400, id="P15 千分の5の最後の月"
        ),
        pytest.param(80_000, 12, TOSANBOSHI, date(2017, 11, 27), 4_752, id="P16 千分の0.9から"),
        pytest.param(200_000, 12, TOSANBOSHI, date(2026, 10, 27), 11_880, id="D57"),
        pytest.param(5_000, 12, TOSANBOSHI, date(2026, 10, 27), 297, id="D58"),
    ],
)
def test_prepayment_discount(monthly: int, count: int, act: Act, paid_on: date, yen: int) -> None:
    ahead = months(f"{paid_on:%Y-%m}", count)

    found = prepayment_discount(Yen(monthly), months=ahead, paid_on=paid_on, act=act)

    assert found == Yen(yen)


@pytest.mark.parametrize(
    ("monthly", "due_on", "paid_on", "act", "yen"),
    [
        pytest.param(200_000, date(2026, 8, 31), date(2026, 12, 27), TOSANBOSHI, 6_000, id="D60"),
        pytest.param(200_000, date(2026, 8, 31), date(2026, 9, 27), TOSANBOSHI, 0, id="1か月未満"),
    ],
)
def test_premium_surcharge(monthly: int, due_on: date, paid_on: date, act: Act, yen: int) -> None:
    assert premium_surcharge(Yen(monthly), due_on=due_on, paid_on=paid_on, act=act) == Yen(yen)


@given(st.integers(0, 60), st.sampled_from(Act))
def test_a_month_more_in_advance_never_takes_less_off(count: int, act: Act) -> None:
    fewer, more = (
        prepayment_discount(
            Yen(10_000), months=months("2026-10", size), paid_on=date(2026, 10, 1), act=act
        )
        for size in (count, count + 1)
    )

    assert fewer <= more


@given(st.dates(date(2004, 4, 1), date(2040, 12, 31)), st.integers(0, 5_000), st.sampled_from(Act))
def test_no_surcharge_reaches_the_ceiling_of_the_acts(due_on: date, late: int, act: Act) -> None:
    """法19条2項: 年14.6%を日数で."""
    paid_on = max(due_on + timedelta(days=late), date(2017, 8, 21))
    days = max(0, (paid_on - due_on).days - 1)

    found = premium_surcharge(Yen(70_000), due_on=due_on, paid_on=paid_on, act=act)

    assert found.amount * 1_000 * 365 <= 70_000 * 146 * days


def test_at_the_first_rebilling_each_scheme_charges_what_its_parameter_says() -> None:
    """小規模企業共済0か月、倒産防止共済1か月まで."""
    yen = {
        act: premium_surcharge(
            Yen(10_000),
            due_on=date(2026, 7, 31),
            paid_on=date(2026, 10, 19),
            act=act,
            is_first_rebilling=True,
        )
        for act in Act
    }

    assert yen == {SKK: Yen(0), TOSANBOSHI: Yen(100)}


def test_a_month_named_twice_is_refused() -> None:
    with pytest.raises(PaidTwice, match="1回ずつ"):
        prepayment_discount(
            Yen(10_000), months=[*months("2026-11", 2)] * 2, paid_on=date(2026, 10, 1), act=SKK
        )


@pytest.mark.parametrize("act", Act)
def test_money_below_nothing_is_refused(act: Act) -> None:
    day = date(2026, 10, 1)
    with pytest.raises(LessThanNothing, match="0円以上"):
        prepayment_discount(Yen(-500), months=months("2026-11", 1), paid_on=day, act=act)
    with pytest.raises(LessThanNothing, match="0円以上"):
        premium_surcharge(Yen(-500), due_on=day, paid_on=day, act=act)
    with pytest.raises(LessThanNothing, match="0円以上"):
        settlement(Yen(-1), counted_on=day, act=act)


@pytest.mark.parametrize(("act", "first"), [(SKK, "2004-04"), (TOSANBOSHI, "2011-10")])
def test_before_the_first_version_there_is_no_answer(act: Act, first: str) -> None:
    earliest = Month.parse(first)
    day = earliest.first_day - timedelta(days=1)
    with pytest.raises(NotYetInForce):
        prepayment_discount(Yen(10_000), months=[earliest + 1], paid_on=day, act=act)
