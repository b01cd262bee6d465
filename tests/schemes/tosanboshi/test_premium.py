"""掛金（倒産防止共済）: range, steps and the remainder at the ceiling."""

from datetime import date

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import premium

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("yen", "on", "refused"),
    [
        pytest.param(5_000, TODAY, None, id="下限5千円（法4条2項）"),
        pytest.param(200_000, TODAY, None, id="上限20万円（法4条2項）"),
        pytest.param(0, TODAY, premium.OutOfRange, id="0円は下限に足りない（法4条2項）"),
        pytest.param(205_000, TODAY, premium.OutOfRange, id="20万5千円は上限を超える（法4条2項）"),
        pytest.param(12_000, TODAY, premium.NotByStep, id="5千円の倍数でない（法4条2項）"),
        pytest.param(
            85_000, date(2011, 9, 30), premium.OutOfRange, id="平成23年9月までは8万円が上限（旧法）"
        ),
    ],
)
def test_monthly_premium(yen: int, on: date, refused: type[Refused] | None) -> None:
    if refused is None:
        assert premium.monthly_premium(yen, on=on) == Yen(yen)
    else:
        with pytest.raises(refused):
            premium.monthly_premium(yen, on=on)


@pytest.mark.parametrize(
    ("paid", "takes"),
    [
        pytest.param(0, 150_000, id="初回は月額のとおり"),
        pytest.param(7_950_000, 50_000, id="54回目は残り5万円だけ（法14条3項）"),
        pytest.param(8_000_000, 0, id="800万円に達したら納付しない（法14条3項）"),
    ],
)
def test_the_last_month_pays_only_the_remainder(paid: int, takes: int) -> None:
    payable = premium.payable(Yen(150_000), net_premium_total=Yen(paid), on=TODAY)

    assert payable == Yen(takes)
