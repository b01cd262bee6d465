"""再請求の例（小規模企業共済法施行規則19条）: when an unpaid month is asked again."""

from datetime import date

import pytest

from kyosai.basis.months import Month
from kyosai.procedures.collection.rebilling import NextDebit, next_debits
from kyosai.procedures.upkeep import check, reconcile
from kyosai.schemes.clocks import channels
from tests.procedures.collection import payment, world
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
@pytest.mark.parametrize(
    ("failing", "asked", "surcharges"),
    [
        pytest.param(
            ["06"],
            {"07": ["07"], "08": ["06", "08"], "09": ["09"]},
            {},
            id="六月が振替不能なら翌々月の八月に二か月分を請求する",
        ),
        pytest.param(
            ["06", "08"],
            {"08": ["06", "08"], "09": ["09"], "10": ["06", "08", "10"]},
            {"10": [300, 0, 0]},
            id="八月も振替不能なら十月に三か月分を請求し、二回不能の六月分だけ割増金をつける",
        ),
        pytest.param(
            ["07"],
            {"08": ["08"], "09": ["07", "09"]},
            {},
            id="七月が振替不能なら翌々月の九月に請求する",
        ),
    ],
)
def test_safety_mutual_aid_asks_again_two_months_later_with_its_surcharge(
    failing: list[str], asked: dict[str, list[str]], surcharges: dict[str, list[int]]
) -> None:
    contract = holder(1, applied_on=date(2027, 4, 1), scheme="tosanboshi")

    for month in ("04", "05", "06", "07", "08", "09", "10"):
        on = cycle(f"2027-{month}", scheme="tosanboshi")
        world.whole(on, FAILS if month in failing else None)

    found = {
        month: world.asked(cycle(f"2027-{month}", scheme="tosanboshi"))[contract] for month in asked
    }
    added = world.run("SELECT cycle_id, surcharges FROM debit_request WHERE surcharges NOTNULL")
    assert found == {month: [f"2027-{each}" for each in months] for month, months in asked.items()}
    assert {cycle_id[-2:]: yens for cycle_id, yens in added} == surcharges
    check.check()


@pytest.mark.django_db
def test_a_surcharge_is_collected_with_its_month_and_posted_apart() -> None:
    contract = holder(1, applied_on=date(2027, 4, 1), scheme="tosanboshi")
    for month in ("04", "05", "06", "07", "08", "09", "10"):
        on = cycle(f"2027-{month}", scheme="tosanboshi")
        world.whole(on, FAILS if month in ("06", "08") else None)

    posted = world.run(
        "SELECT key, credit, yen FROM ledger_transfer WHERE kind = 'surcharge_collected'"
    )

    october = "tosanboshi-agency-2027-10"
    assert posted == [
        (f"surcharge:{october}:{contract}:2027-06", f"surcharges:tosanboshi:{contract}", 300)
    ]
    assert world.run("SELECT yen FROM debit_request WHERE cycle_id = %s", [october]) == [(30_300,)]
    assert reconcile.differences(october) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scheme", "asked"),
    [
        pytest.param(
            "tosanboshi",
            {"02": [], "03": ["01", "02", "03"], "04": ["04"]},
            id="倒産防止の前納が振替不能なら取り消し、翌々月に三か月分を請求する",
        ),
        pytest.param(
            "skk",
            {"02": ["02"], "03": ["03"], "04": ["01", "04"]},
            id="小規模の前納が振替不能なら月払いに戻り、偶数月に再請求する",
        ),
    ],
)
def test_a_prepayment_that_fails_is_gone(scheme: str, asked: dict[str, list[str]]) -> None:
    contract = holder(1, applied_on=date(2026, 12, 1), scheme=scheme)
    payment.prepay(contract, month=Month(2027, 1), months=12)
    world.whole(cycle("2026-12", scheme=scheme))

    world.whole(cycle("2027-01", scheme=scheme), FAILS)
    for month in asked:
        world.whole(cycle(f"2027-{month}", scheme=scheme))

    found = {
        month: world.asked(cycle(f"2027-{month}", scheme=scheme)).get(contract, [])
        for month in asked
    }
    assert found == {month: [f"2027-{each}" for each in months] for month, months in asked.items()}
    check.check()


@pytest.mark.django_db
@pytest.mark.parametrize("payment_class", ["half_yearly", "yearly"])
def test_a_half_yearly_or_yearly_debit_that_fails_is_monthly_until_its_month_comes_again(
    payment_class: str,
) -> None:
    contract = holder(1, applied_on=date(2026, 12, 1))
    payment.choose_class(
        contract, payment_class=payment_class, designated_month=1, since=Month(2027, 1)
    )
    world.whole(cycle("2026-12"))

    world.whole(cycle("2027-01"), FAILS)
    for month in range(2, 8):
        world.whole(cycle(f"2027-{month:02d}"))

    asked = {month: len(world.asked(cycle(f"2027-{month:02d}"))[contract]) for month in range(2, 8)}
    july = 6 if payment_class == "half_yearly" else 1
    assert asked == {2: 1, 3: 1, 4: 2, 5: 1, 6: 1, 7: july}


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
def test_a_prepayment_nobody_could_ask_for_is_gone_as_well(scheme: str) -> None:
    contract = holder(1, applied_on=date(2026, 12, 1), scheme=scheme)
    payment.prepay(contract, month=Month(2027, 1), months=12)
    world.whole(cycle("2026-12", scheme=scheme))
    world.run("UPDATE mandate SET state = 'stopped'")

    world.build(cycle("2027-01", scheme=scheme))
    world.run("UPDATE mandate SET state = 'confirmed'")
    world.build(cycle("2027-02", scheme=scheme))

    assert world.asked(cycle("2027-02", scheme=scheme)) == {contract: ["2027-01", "2027-02"]}
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


def test_the_next_debits_go_on_until_the_failed_month_is_asked_again() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 6),
        arrears={Month(2027, 6): Month(2027, 8)},
    )

    assert found == [
        NextDebit(date(2027, 7, 20), (Month(2027, 7),)),
        NextDebit(date(2027, 8, 18), (Month(2027, 6), Month(2027, 8))),
    ]


def test_a_flawed_mandate_is_asked_again_the_very_next_time() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 6),
        arrears={Month(2027, 6): Month(2027, 7)},
    )

    assert [each.months for each in found] == [(Month(2027, 6), Month(2027, 7))]


def test_beyond_the_calendar_no_day_is_promised() -> None:
    found = next_debits(
        AGENCY,
        after=Month(2027, 12),
        arrears={Month(2027, 12): Month(2028, 2)},
    )

    assert found == []
