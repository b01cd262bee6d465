"""前納の減額と割増金 — both Acts' examples, told one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, span
from kyosai.schemes.premium_payment import Act, premium_surcharge, prepayment_discount

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
        pytest.param(30_000, 6, SKK, date(2026, 10, 19), 405, id="D132 半年払"),
        pytest.param(10_000, 24, SKK, date(2026, 10, 19), 1_890, id="D133 24か月でも12月まで"),
        pytest.param(1_000, 12, SKK, date(2026, 10, 19), 59, id="D134 59.4円は切捨て（推定）"),
        pytest.param(70_000, 1, SKK, date(2026, 10, 19), 0, id="当月分だけなら減額はない"),
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
        pytest.param(70_000, date(2026, 1, 31), date(2026, 5, 18), SKK, 2_100, id="D135 3か月"),
        pytest.param(30_000, date(2026, 1, 31), date(2027, 1, 18), SKK, 3_300, id="D137 11か月"),
        pytest.param(70_000, date(2026, 7, 31), date(2026, 8, 18), SKK, 0, id="1か月に満たない"),
        pytest.param(70_000, date(2026, 7, 31), date(2026, 7, 20), SKK, 0, id="期限の前"),
        pytest.param(70_000, date(2026, 7, 31), date(2026, 9, 1), SKK, 700, id="ちょうど1か月"),
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


def test_before_the_first_version_there_is_no_answer() -> None:
    with pytest.raises(NotYetInForce):
        prepayment_discount(
            Yen(10_000), months=months("2017-09", 2), paid_on=date(2017, 8, 20), act=SKK
        )
