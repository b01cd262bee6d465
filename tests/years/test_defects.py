"""What seeds have found, each as the smallest story that shows it."""

from datetime import date, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.basis.months import Month
from kyosai.doors.clock import appointments, collection
from kyosai.procedures.collection import chase, plan, returning, settle
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.contracts import writes as contracts
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 24)
DECEMBER = cycle("2026-12")


def told() -> list[str]:
    return [key for (key,) in world.run("SELECT key FROM notice ORDER BY key")]


def move(contract: str, *, bank: str, state: str = "confirmed") -> None:
    """Let another account take the place of the one before it."""
    world.run("UPDATE mandate SET state = 'replaced' WHERE contract_id = %s", [contract])
    world.account(1, which=2, bank=bank, state=state, registered_on=DECEMBER.build_at.date())


@pytest.mark.parametrize("standing", ["confirmed", "registered"])
def test_an_account_that_moves_behind_its_new_channels_plan_is_told_and_asked_next_month(
    standing: str,
) -> None:
    direct = cycle("2026-12", channel="direct")
    contract = holder(1, applied_on=NOVEMBER, bank=world.DIRECT_BANK, first=direct)
    world.build(DECEMBER)
    move(contract, bank=world.AGENCY_BANK, state=standing)

    world.build(direct)
    chase.tell(direct.key, at=direct.build_at)

    assert told() == [f"not-debited:{direct.key}:{contract}"]
    check.check()
    world.run("UPDATE mandate SET state = 'confirmed', account_sealed = %s, confirmed_on = now()"
              " WHERE customer_no = %s AND state = 'registered'",
              [b"x", world.customer_no(1, 2)])  # fmt: skip
    assert plan.plan(cycle("2027-01"), at=cycle("2027-01").build_at).requests == 1
    assert world.asked(cycle("2027-01")) == {contract: ["2026-11", "2026-12", "2027-01"]}


def test_an_account_that_moves_to_a_channel_still_to_be_planned_is_asked_there() -> None:
    direct = cycle("2026-12", channel="direct")
    contract = holder(1, applied_on=NOVEMBER)
    move(contract, bank=world.DIRECT_BANK)

    world.build(DECEMBER)
    world.build(direct)
    chase.tell(direct.key, at=direct.build_at)

    assert world.asked(direct) == {contract: ["2026-11", "2026-12"]}
    assert told() == []


def test_everybody_promised_a_debit_hears_of_a_cut_off_that_was_missed() -> None:
    contract = holder(1, applied_on=NOVEMBER)
    late = DECEMBER.hand_in_by + timedelta(minutes=1)

    collection.build_due_files(late)
    collection.watch_approvals(late)
    collection.Telling()(late)

    assert told() == [f"not-debited:{DECEMBER.key}:{contract}"]
    assert world.run("SELECT receipt FROM case_file WHERE receipt LIKE 'missed:%%'") == [
        (f"missed:{DECEMBER.key}",)
    ]
    world.whole(cycle("2027-01"))
    assert world.asked(cycle("2027-01")) == {contract: ["2026-11", "2026-12", "2027-01"]}


def test_a_holiday_takes_back_no_month_that_was_waived_before() -> None:
    contract = holder(1, applied_on=NOVEMBER)
    contracts.end(contract, on=date(2026, 11, 30), cause="by_holder")
    returning.close(contract, at=DECEMBER.build_at)
    payment.begin_holiday(contract, kind="disaster", since=Month(2026, 12))

    plan.plan(DECEMBER, at=DECEMBER.build_at)

    assert world.run(
        "SELECT r.month FROM premium_released r JOIN premium_due d USING (contract_id, month)"
    ) == [(date(2026, 12, 1),)]


def test_the_first_month_of_the_calendar_has_its_cycles() -> None:
    found = appointments.known_cycles(tokyo.at(date(2026, 1, 5), DECEMBER.submit_by.timetz()))

    assert "skk-agency-2026-01" in {each.key for each in found}


@pytest.mark.parametrize("code", ["0", "1"])
def test_whose_contract_has_ended_is_told_of_no_next_debit(code: str) -> None:
    contract = holder(1, applied_on=NOVEMBER)
    world.build(DECEMBER)
    contracts.end(contract, on=date(2026, 12, 1), cause="by_holder")

    world.answer(DECEMBER, {world.customer_no(1): code})
    chase.tell(DECEMBER.key, at=DECEMBER.result_at)

    assert told() == []


def test_a_result_that_does_not_come_in_the_promised_time_is_one_case() -> None:
    holder(1, applied_on=NOVEMBER)
    world.build(DECEMBER)
    in_time, late = (
        tokyo.at(DECEMBER.confirm_by + timedelta(days=days), DECEMBER.result_at.timetz())
        for days in (0, 1)
    )

    opened = [len(settle.ask_for_overdue(at=at)) for at in (in_time, late, late)]

    assert opened == [0, 1, 0]
    assert world.run("SELECT receipt FROM case_file") == [(f"overdue:{DECEMBER.key}",)]


def test_a_failed_month_that_was_waived_stands_in_no_confirmations_way() -> None:
    contract = holder(1, applied_on=NOVEMBER)
    world.build(DECEMBER)
    contracts.end(contract, on=date(2026, 11, 30), cause="by_holder")
    world.answer(DECEMBER, {world.customer_no(1): "1"})
    returning.close(contract, at=DECEMBER.result_at)

    assert reconcile.confirm(DECEMBER.key, at=DECEMBER.result_at) == []


def test_a_holiday_lifts_months_that_failed_once_as_a_prepayment() -> None:
    contract = holder(1, applied_on=NOVEMBER, bank=world.DIRECT_BANK)
    direct = [cycle(month, channel="direct") for month in ("2026-12", "2027-01", "2027-02")]
    world.whole(direct[0])
    payment.prepay(contract, month=Month(2027, 1), months=12)
    payment.choose_class(
        contract, payment_class="half_yearly", designated_month=2, since=Month(2027, 1)
    )
    world.whole(direct[1], {world.customer_no(1): "1"})
    world.build(cycle("2027-02"))
    payment.begin_holiday(contract, kind="hospitalised", since=Month(2027, 3))

    world.build(direct[2])

    assert world.asked(direct[2]) == {contract: ["2027-02"]}
