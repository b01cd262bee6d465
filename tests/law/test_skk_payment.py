"""共済金の支給 — the examples of skk/instalments.toml, survivors and time limits."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment import instalments, prescription, remainder, survivors, ways
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


@pytest.mark.parametrize("example", examples("skk/instalments", "remainder"))
def test_present_value(example: dict[str, Any]) -> None:
    found = instalments.present_value(
        Yen(example["each"]), remaining=example["remaining"], claimed_on=TODAY
    )

    assert found == Yen(example["yen"])


@pytest.mark.parametrize("example", examples("skk/instalments", "to_come"))
def test_months_to_come(example: dict[str, Any]) -> None:
    months = remainder.months_to_come(
        happened_on=example["happened_on"],
        years=example["years"],
        claimed_on=example["claimed_on"],
    )

    assert len(months) == example["count"]
    assert [str(month) for month in months[:1]] == [
        example[key] for key in example if key == "first"
    ]


@pytest.mark.parametrize("example", examples("skk/instalments", "ways"))
def test_ways_offered(example: dict[str, Any]) -> None:
    names = ("is_allowance", "to_survivors", "is_old_age")

    found = ways.ways_offered(
        Yen(example["benefit"]),
        age_at_event=example["age"],
        **{name: example[name] for name in names if name in example},
    )

    assert [way.key for way in found] == example["ways"]


@pytest.mark.parametrize("example", examples("skk/instalments", "mixed"))
def test_mixed_payments(example: dict[str, Any]) -> None:
    found = ways.payments(
        Yen(example["benefit"]),
        divided=Yen(example["divided"]),
        years=example["years"],
        claimed_on=TODAY,
        age_at_event=65,
    )

    assert (found.at_once, found.each, found.total) == tuple(
        Yen(example[name]) for name in ("at_once", "each", "total")
    )


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


@pytest.mark.parametrize("example", examples("skk/survivors"))
def test_the_order_of_survivors(example: dict[str, Any]) -> None:
    relatives = [relative(row) for row in example["relatives"]]
    died_on = example.get("died_on", TODAY)

    if example["entitled"]:
        assert sorted(entitled(*relatives, died_on=died_on)) == sorted(example["entitled"])
    else:
        with pytest.raises(survivors.NobodyEntitled):
            entitled(*relatives, died_on=died_on)


def relative(row: dict[str, Any]) -> Relative:
    return Relative(**(row | {"kin": Kin[row["kin"].upper()]}))


@pytest.mark.parametrize(
    ("kin", "was_supported", "number"),
    [
        pytest.param(Kin.SPOUSE, False, 1, id="配偶者は1号"),
        pytest.param(Kin.CHILD, True, 2, id="養われていた子は2号"),
        pytest.param(Kin.OTHER_RELATIVE, True, 3, id="養われていた親族は3号"),
        pytest.param(Kin.SIBLING, False, 4, id="養われていない兄弟姉妹は4号"),
        pytest.param(Kin.GREAT_GRANDCHILD, False, 5, id="孫の子は5号"),
    ],
)
def test_the_item_of_the_act_a_survivor_stands_in(
    kin: Kin, was_supported: bool, number: int
) -> None:
    """法10条1項."""
    found = survivors.rank(Relative("人", kin, was_supported), died_on=TODAY)

    assert found is not None
    assert found[0] == number


def test_at_fifty_nine_a_mixed_payment_is_refused() -> None:
    with pytest.raises(instalments.TooYoung):
        ways.payments(
            Yen(9_000_000), divided=Yen(5_000_000), years=10, claimed_on=TODAY, age_at_event=59
        )


def test_nothing_is_shared_as_nothing() -> None:
    assert survivors.equal_shares(Yen(0), among=("子",)) == {"子": Yen(0)}


def test_children_share_alike_and_odd_yen_go_to_the_first() -> None:
    children = [Relative(key, Kin.CHILD, True) for key in "abc"]

    shares = survivors.equal_shares(Yen(1_000_001), among=entitled(*children))

    assert list(shares.values()) == [Yen(333_334), Yen(333_334), Yen(333_333)]
    assert total(list(shares.values())) == Yen(1_000_001)


def test_a_survivor_who_dies_is_followed_by_heirs_not_by_the_next_rank() -> None:
    """規則10条7項."""
    assert survivors.claimants(("妻",), died={"妻"}) == {"妻": "相続人"}
    assert survivors.claimants(("長女", "次女"), died={"次女"}) == {
        "長女": "本人",
        "次女": "相続人",
    }


@pytest.mark.parametrize("example", examples("skk/time_limits"))
def test_time_limits(example: dict[str, Any]) -> None:
    found = prescription.lapses_after(
        Claim[example["claim"].upper()],
        claimable_on=example["claimable_on"],
        unknown_until=example.get("unknown_until"),
    )

    assert found == example["last"]


@pytest.mark.parametrize("example", examples("skk/time_limits", "posted"))
def test_days_in_the_post_are_not_counted(example: dict[str, Any]) -> None:
    found = prescription.is_in_time(
        Claim[example["claim"].upper()],
        claimable_on=example["claimable_on"],
        arrived_on=example["arrived_on"],
        posted_on=example.get("posted_on"),
    )

    assert found is example["is_in_time"]
