"""再請求の例（小規模企業共済法施行規則19条）: when an unpaid month is asked again."""

from datetime import date

import pytest

from kyosai.basis.months import Month
from kyosai.procedures.collection.rebilling import NextDebit, next_debits, rebilling
from kyosai.procedures.upkeep import check
from kyosai.schemes.clocks import channels
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

AGENCY = channels.channel("agency", scheme="skk")
FAILS = {world.customer_no(1): "1"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("failing", "asked"),
    [
        pytest.param(
            ["06"],
            {"07": ["07"], "08": ["06", "08"], "09": ["09"], "10": ["10"]},
            id="六月が振替不能なら八月に二か月分を請求する",
        ),
        pytest.param(
            ["06", "07", "08"],
            {"07": ["07"], "08": ["06", "08"], "09": ["09"], "10": ["06", "07", "08", "10"]},
            id="七月八月も振替不能なら十月に四か月分を請求する",
        ),
        pytest.param(
            ["07"],
            {"07": ["07"], "08": ["08"], "09": ["09"], "10": ["07", "10"]},
            id="七月が振替不能なら十月に請求する",
        ),
    ],
)
def test_a_failed_month_joins_the_first_even_month_two_months_later(
    failing: list[str], asked: dict[str, list[str]]
) -> None:
    contract = holder(1, applied_on=date(2027, 5, 1))

    for month in ("05", "06", "07", "08", "09", "10"):
        world.whole(cycle(f"2027-{month}"), FAILS if month in failing else None)

    found = {month: world.asked(cycle(f"2027-{month}"))[contract] for month in asked}
    assert found == {month: [f"2027-{each}" for each in months] for month, months in asked.items()}
    assert world.run("SELECT count(*) FROM premium_arrear") == [(0,)]
    check.check()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2", "3"])
def test_a_new_account_is_asked_for_everything_at_its_first_debit(code: str) -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.whole(cycle("2026-12"), {world.customer_no(1): code})
    world.whole(cycle("2027-01"))
    world.run("UPDATE mandate SET state = 'replaced'")
    world.account(1, which=2)

    world.build(cycle("2027-03"))

    assert world.asked(cycle("2027-03")) == {
        contract: ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]
    }


@pytest.mark.parametrize(
    ("month", "up_to"),
    [
        pytest.param("2027-07", None, id="奇数月は再請求しない"),
        pytest.param("2027-08", date(2027, 6, 1), id="八月は六月分まで"),
        pytest.param("2027-10", date(2027, 8, 1), id="十月は八月分まで"),
    ],
)
def test_a_debit_asks_again_for_months_failed_long_before(month: str, up_to: date | None) -> None:
    assert rebilling(Month.parse(month), on=date(2027, 6, 18)).up_to == up_to


def test_the_next_debits_go_on_until_the_failed_month_is_asked_again() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 6),
        arrears=[(Month(2027, 6), "1")],
        on=date(2027, 6, 18),
    )

    assert found == [
        NextDebit(date(2027, 7, 20), (Month(2027, 7),)),
        NextDebit(date(2027, 8, 18), (Month(2027, 6), Month(2027, 8))),
    ]


def test_a_flawed_mandate_is_asked_again_the_very_next_time() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 6),
        arrears=[(Month(2027, 6), "4")],
        on=date(2027, 6, 18),
    )

    assert [each.months for each in found] == [(Month(2027, 6), Month(2027, 7))]


def test_beyond_the_calendar_no_day_is_promised() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 12),
        arrears=[(Month(2027, 12), "1")],
        on=date(2027, 12, 20),
    )

    assert found == []
