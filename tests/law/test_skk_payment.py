"""共済金の支給 — the examples of skk/instalments.toml, survivors and time limits."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment import instalments, prescription, survivors
from kyosai.schemes.skk.payment.prescription import Claim
from kyosai.schemes.skk.payment.survivors import Kin, Relative
from tests.law.examples import examples

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize("example", examples("skk/instalments"))
def test_instalments(example: dict[str, Any]) -> None:
    years, claimed_on = example["years"], example["claimed_on"]
    each = instalments.instalment(Yen(example["divided"]), years=years, claimed_on=claimed_on)
    payments = instalments.instalment_months(years=years, claimed_on=claimed_on)

    figure = each if example["figure"] == "each" else each * len(payments)

    assert figure == Yen(example["yen"])


@pytest.mark.parametrize(
    ("each", "remaining", "yen"),
    [
        pytest.param(52_500, 30, 1_537_737, id="D128（利率1%は仮定）"),
        pytest.param(36_000, 45, 1_562_323, id="D129（利率1%は仮定）"),
        pytest.param(175_000, 12, 2_080_967, id="D130（利率1%は仮定）"),
        pytest.param(175_000, 1, 175_000, id="次の1回は割り引かない（法9条の4第2項）"),
        pytest.param(175_000, 0, 0, id="残りがなければ0円"),
    ],
)
def test_present_value(each: int, remaining: int, yen: int) -> None:
    found = instalments.present_value(Yen(each), remaining=remaining, claimed_on=TODAY)

    assert found == Yen(yen)


def test_payments_begin_in_the_first_odd_month_after_the_claim() -> None:
    months = [str(month) for month in instalments.instalment_months(years=10, claimed_on=TODAY)]

    assert (months[0], months[1], months[-1], len(months)) == ("2026-11", "2027-01", "2036-09", 60)


def test_before_april_2016_there_were_four_payments_a_year() -> None:
    months = instalments.instalment_months(years=15, claimed_on=date(2016, 3, 31))

    assert (str(months[0]), len(months)) == ("2016-05", 60)


@pytest.mark.parametrize(
    ("benefit", "divided", "age", "refused"),
    [
        pytest.param(3_000_000, 3_000_000, 60, None, id="全部を分割"),
        pytest.param(3_300_000, 3_000_000, 60, None, id="一部を分割"),
        pytest.param(
            2_999_999, 2_999_999, 60, instalments.TooSmall, id="300万円未満（規則10条の2の2）"
        ),
        pytest.param(3_299_999, 2_999_999, 60, instalments.TooSmall, id="併用は330万円から"),
        pytest.param(3_500_000, 3_300_000, 60, instalments.TooSmall, id="一括が30万円未満"),
        pytest.param(3_500_000, 2_900_000, 60, instalments.TooSmall, id="分割が300万円未満"),
        pytest.param(9_000_000, 9_000_000, 59, instalments.TooYoung, id="59歳（法9条の3第1項2号）"),
    ],
)
def test_who_may_divide(
    benefit: int, divided: int, age: int, refused: type[Refused] | None
) -> None:
    if refused is None:
        instalments.insist_on_division(Yen(benefit), divided=Yen(divided), age_at_event=age)
    else:
        with pytest.raises(refused):
            instalments.insist_on_division(Yen(benefit), divided=Yen(divided), age_at_event=age)


def test_a_period_the_act_does_not_know_is_refused() -> None:
    with pytest.raises(instalments.NoSuchPeriod):
        instalments.instalment(Yen(3_000_000), years=20, claimed_on=TODAY)
    with pytest.raises(instalments.NoSuchPeriod):
        instalments.instalment_months(years=5, claimed_on=TODAY)


def entitled(*relatives: Relative, died_on: date = TODAY) -> tuple[str, ...]:
    return survivors.survivors_entitled(relatives, died_on=died_on)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(Relative("先", Kin.SPOUSE), Relative("後", Kin.CHILD, True), id="配偶者が先"),
        pytest.param(
            Relative("先", Kin.SIBLING, True), Relative("後", Kin.CHILD),
            id="養われていた兄弟は、養われていない子より先（2号と4号）",
        ),
        pytest.param(
            Relative("先", Kin.ADOPTIVE_PARENT), Relative("後", Kin.PARENT),
            id="養父母が実父母より先（2項）",
        ),
        pytest.param(
            Relative("先", Kin.OTHER_RELATIVE, True), Relative("後", Kin.CHILD),
            id="養われていた親族は、養われていない子より先（3号）",
        ),
        pytest.param(
            Relative("先", Kin.GRANDPARENT_ADOPTIVE_BY_ADOPTIVE),
            Relative("後", Kin.GRANDPARENT), id="祖父母は養父母の養父母から（2項）",
        ),
        pytest.param(
            Relative("先", Kin.SIBLING), Relative("後", Kin.GREAT_GRANDCHILD), id="4号が5号より先"
        ),
        pytest.param(
            Relative("先", Kin.CHILD), Relative("後", Kin.SPOUSE, has_killed=True),
            id="死なせた人は受け取れない（11条）",
        ),
    ],
)  # fmt: skip
def test_the_order_of_survivors(first: Relative, second: Relative) -> None:
    assert entitled(second, first) == ("先",)


def test_children_share_alike_and_odd_yen_go_to_the_first() -> None:
    children = [Relative(key, Kin.CHILD, True) for key in "abc"]

    shares = survivors.equal_shares(Yen(1_000_001), among=entitled(*children))

    assert list(shares.values()) == [Yen(333_334), Yen(333_334), Yen(333_333)]
    assert total(list(shares.values())) == Yen(1_000_001)


def test_great_grandchildren_receive_since_april_2016() -> None:
    child = Relative("孫の子", Kin.GREAT_GRANDCHILD)

    assert entitled(child, died_on=date(2016, 4, 1)) == ("孫の子",)
    with pytest.raises(survivors.NobodyEntitled):
        entitled(child, died_on=date(2016, 3, 31))


def test_a_relative_neither_close_nor_supported_receives_nothing() -> None:
    with pytest.raises(survivors.NobodyEntitled):
        entitled(Relative("いとこ", Kin.OTHER_RELATIVE))


@pytest.mark.parametrize(
    ("claim", "claimable_on", "unknown_until", "last"),
    [
        pytest.param(Claim.BENEFIT, date(2026, 10, 1), None, date(2031, 10, 1), id="共済金は5年"),
        pytest.param(Claim.PREMIUM, date(2026, 10, 1), None, date(2028, 10, 1), id="掛金は2年"),
        pytest.param(Claim.PREMIUM, date(2024, 2, 29), None, date(2026, 2, 28), id="閏日から2年"),
        pytest.param(
            Claim.BENEFIT, date(2026, 10, 1), date(2031, 9, 1), date(2032, 3, 1),
            id="先順位の人の所在がわかってから6月（23条2項）",
        ),
        pytest.param(
            Claim.BENEFIT, date(2026, 10, 1), date(2027, 1, 1), date(2031, 10, 1),
            id="早くわかれば5年のまま",
        ),
    ],
)  # fmt: skip
def test_time_limits(
    claim: Claim, claimable_on: date, unknown_until: date | None, last: date
) -> None:
    found = prescription.lapses_after(claim, claimable_on=claimable_on, unknown_until=unknown_until)

    assert found == last
