"""Who is asked for which months."""

from datetime import date, timedelta

import pytest

from kyosai.procedures.collection import plan, request
from kyosai.records.premiums import reads
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")


def test_the_first_debit_takes_every_month_since_the_application() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))

    planned = plan.plan(DECEMBER, at=DECEMBER.build_at)

    assert planned == plan.Planned(requests=1, yen=20_000, left_out=0)
    assert world.asked(DECEMBER) == {contract: ["2026-11", "2026-12"]}


def test_a_later_debit_takes_its_own_month() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)

    world.build(cycle("2027-01"))

    assert world.asked(cycle("2027-01")) == {contract: ["2027-01"]}


def test_planned_twice_nobody_is_asked_twice() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)

    again = plan.plan(DECEMBER, at=DECEMBER.build_at + timedelta(minutes=1))

    assert again is None
    assert world.run("SELECT count(*) FROM debit_request") == [(1,)]


def test_who_was_promised_a_later_day_is_not_debited_earlier() -> None:
    holder(1, applied_on=date(2026, 12, 9), first=cycle("2027-01"))

    planned = plan.plan(DECEMBER, at=DECEMBER.build_at)

    assert planned is not None
    assert planned.requests == 0


def test_an_account_not_yet_confirmed_is_left_out_and_asked_for_everything_next_time() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24), state="registered")
    plan.plan(DECEMBER, at=DECEMBER.build_at)
    left_out = world.run("SELECT contract_id, reason FROM debit_left_out")
    world.account(1, which=2)

    world.build(cycle("2027-01"))

    assert left_out == [(contract, "mandate_not_confirmed")]
    assert world.asked(cycle("2027-01")) == {contract: ["2026-11", "2026-12", "2027-01"]}


def test_a_stopped_account_is_left_out_with_its_reason() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24), state="stopped")

    plan.plan(DECEMBER, at=DECEMBER.build_at)

    assert world.asked(DECEMBER) == {}
    assert world.run("SELECT contract_id, reason FROM debit_left_out") == [
        (contract, "mandate_stopped")
    ]
    assert [row["words"] for row in reads.of_contract(contract)] == [
        "11月分 まだ引き落としていません",
        "12月分 まだ引き落としていません",
    ]


def test_each_channel_asks_the_banks_it_reaches() -> None:
    by_agency = holder(1, applied_on=date(2026, 11, 24))
    directly = holder(2, applied_on=date(2026, 12, 1), bank=world.DIRECT_BANK)
    direct = cycle("2026-12", channel="direct")

    plan.plan(DECEMBER, at=DECEMBER.build_at)
    plan.plan(direct, at=direct.build_at)

    assert set(world.asked(DECEMBER)) == {by_agency}
    assert set(world.asked(direct)) == {directly}


def test_an_off_cycle_day_asks_only_for_what_was_promised_for_it() -> None:
    old = holder(1, applied_on=date(2026, 11, 2), bank=world.DIRECT_BANK)
    regular = cycle("2026-11", channel="direct")
    off_cycle = cycle("2026-11", channel="direct", day=28)
    world.whole(regular, {world.customer_no(1): "1"})
    new = holder(2, applied_on=date(2026, 11, 20), bank=world.DIRECT_BANK)

    world.whole(off_cycle)
    world.build(cycle("2026-12", channel="direct"))

    assert world.asked(off_cycle) == {new: ["2026-11"]}
    assert world.asked(cycle("2026-12", channel="direct")) == {
        old: ["2026-12"],
        new: ["2026-12"],
    }


def test_whoever_changes_bank_after_being_asked_is_not_asked_again_for_the_same_month() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.run("UPDATE mandate SET state = 'replaced'")
    world.account(1, which=2, bank=world.DIRECT_BANK)

    world.build(cycle("2026-12", channel="direct"))

    assert world.asked(cycle("2026-12", channel="direct")) == {}


def test_whoever_was_accepted_while_the_cycle_was_planned_is_asked_next_time() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)
    late = holder(2, applied_on=date(2026, 12, 9), first=DECEMBER)

    world.build(cycle("2027-01"))

    assert world.asked(cycle("2027-01"))[late] == ["2026-12", "2027-01"]


def test_an_off_cycle_day_leaves_what_was_promised_for_a_regular_day() -> None:
    regular = cycle("2026-12", channel="direct")
    world.whole(regular)
    late = holder(1, applied_on=date(2026, 12, 16), bank=world.DIRECT_BANK, first=regular)

    world.whole(cycle("2026-12", channel="direct", day=28))
    world.build(cycle("2027-01", channel="direct"))

    assert world.asked(cycle("2026-12", channel="direct", day=28)) == {}
    assert world.asked(cycle("2027-01", channel="direct")) == {late: ["2026-12", "2027-01"]}


def test_a_month_asked_again_is_not_asked_a_third_time_before_its_answer() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "4"})
    world.build(cycle("2027-01"))
    world.answer(cycle("2027-01"), {world.customer_no(1): "N"})

    world.build(cycle("2027-02"))

    assert world.asked(cycle("2027-02")) == {contract: ["2027-02"]}


def test_an_ended_contract_is_asked_no_more() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.run(
        "UPDATE contract SET status = 'ended', ended_on = '2026-12-01', end_cause = 'by_holder'"
    )

    plan.plan(DECEMBER, at=DECEMBER.build_at)

    assert world.asked(DECEMBER) == {}


def test_twelve_unpaid_months_end_the_debits() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "1"})
    world.run(
        "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
        " ask_again_in)"
        " SELECT %s, make_date(2025, n, 1), 10000, '1', %s, 1, '2026-12-01'"
        " FROM generate_series(1, 10) n",
        [contract, DECEMBER.key],
    )

    plan.plan(cycle("2027-02"), at=cycle("2027-02").build_at)

    assert world.run("SELECT contract_id, reason FROM debit_left_out") == [
        (contract, "too_many_unpaid")
    ]


def test_a_new_account_is_told_to_the_bank_as_first_or_changed() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER)
    world.whole(cycle("2027-01"))
    world.run("UPDATE mandate SET state = 'replaced'")
    world.account(1, which=2)

    world.whole(cycle("2027-02"))

    codes = world.run("SELECT new_code FROM debit_request ORDER BY cycle_id")
    assert codes == [("1",), ("0",), ("2",)]


def test_an_account_in_a_refused_file_is_still_new_to_the_bank() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)
    (name,) = request.build(DECEMBER.key, at=DECEMBER.build_at)
    request.refused(name, reason="引落日が違います", at=DECEMBER.build_at)

    world.whole(cycle("2027-01"))

    assert world.run("SELECT new_code FROM debit_request ORDER BY cycle_id") == [("1",), ("1",)]
