"""掛止めと承継（倒産防止共済） — told one by one."""

from datetime import date

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi import succession
from kyosai.schemes.tosanboshi.premium_holiday import Holiday, premium_holidays
from kyosai.schemes.tosanboshi.succession import Standing

CEILING = Yen(8_000_000)


@pytest.mark.parametrize(
    ("total", "monthly", "balance", "is_in_grace", "reasons"),
    [
        pytest.param(2_000_000, 50_000, 0, False, [Holiday.FORTY_TIMES], id="D64 減額後の40倍"),
        pytest.param(1_995_000, 50_000, 0, False, [], id="40倍に5千円足りない"),
        pytest.param(
            3_000_000, 200_000, 50_000_000, False, [Holiday.LOAN_AND_PREMIUMS], id="D65（14条6項）"
        ),
        pytest.param(2_995_000, 200_000, 50_000_000, False, [], id="限度額に足りない"),
        pytest.param(500_000, 50_000, 5_000_000, True, [Holiday.IN_GRACE], id="据置（5項）"),
        pytest.param(
            8_000_000, 200_000, 0, False,
            [Holiday.AT_CEILING, Holiday.FORTY_TIMES, Holiday.LOAN_AND_PREMIUMS], id="上限（3項）",
        ),
    ],
)  # fmt: skip
def test_why_a_month_need_not_be_paid(
    total: int, monthly: int, balance: int, is_in_grace: bool, reasons: list[Holiday]
) -> None:
    found = premium_holidays(
        Yen(total),
        monthly_premium=Yen(monthly),
        loan_balance=Yen(balance),
        is_in_grace=is_in_grace,
        ceiling=CEILING,
    )

    assert list(found) == reasons


def standing(since: str, months: int, premium: int, total: int, unpaid: int = 0) -> Standing:
    return Standing(date.fromisoformat(since), months, unpaid, Yen(premium), Yen(total))


def test_two_contracts_become_one() -> None:
    """D67: 20か月と35か月は35か月（令5条1項・2項）。合併後に3か月納めれば38か月."""
    one, other = (
        standing("2024-01-10", 20, 150_000, 3_000_000, unpaid=1),
        standing("2022-05-10", 35, 100_000, 6_000_000, unpaid=3),
    )

    contract, returned = succession.merged(one, other=other, ceiling=CEILING)

    assert contract == standing("2022-05-10", 35, 200_000, 8_000_000, unpaid=3)
    assert returned == Yen(1_000_000)
    assert contract.months_paid + 3 == 38


@pytest.mark.parametrize(("requested_on", "refused"), [("2026-04-15", False), ("2026-04-16", True)])
def test_a_successor_asks_within_three_months(requested_on: str, refused: bool) -> None:
    """規則34条."""
    days = {"happened_on": date(2026, 1, 15), "requested_on": date.fromisoformat(requested_on)}

    if refused:
        with pytest.raises(succession.TooLate):
            succession.insist_on_request_in_time(**days)
    else:
        succession.insist_on_request_in_time(**days)
