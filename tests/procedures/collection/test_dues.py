"""What is owed for a month: the ceiling, holidays, months paid together."""

from datetime import date

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.collection import plan
from kyosai.procedures.upkeep import check
from kyosai.records.premiums import dues
from kyosai.schemes import both
from tests.procedures.collection import payment, world
from tests.procedures.collection.payment import NoHoliday
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def safety(yen: int = 200_000, serial: int = 1) -> str:
    """A contract of 倒産防止共済, first debited in October."""
    return holder(serial, applied_on=OCTOBER, scheme="tosanboshi", yen=yen)


def october_and(*months: str, scheme: str = "tosanboshi") -> None:
    for month in ("2026-10", *months):
        world.whole(cycle(month, scheme=scheme))


def owed(contract: str) -> dict[str, int]:
    rows = world.run(
        "SELECT month, yen FROM premium_due WHERE contract_id = %s ORDER BY month", [contract]
    )
    return {f"{month:%Y-%m}": yen for month, yen in rows}


def paid_in(yen: int) -> None:
    """Let the contract have been paid in long ago, before our books began."""
    world.run("UPDATE premium_total SET brought = %s", [yen])


class TestCeiling:
    """法14条3項: what would go beyond the ceiling cannot be paid."""

    def test_the_last_month_takes_the_remainder_and_then_billing_stops(self) -> None:
        contract = safety(150_000)
        paid_in(7_650_000)

        october_and("2026-11", "2026-12", "2027-01")

        assert owed(contract) == {
            "2026-10": 150_000,
            "2026-11": 150_000,
            "2026-12": 50_000,
        }
        assert world.asked(cycle("2027-01", scheme="tosanboshi")) == {}
        check.check()

    def test_billing_begins_again_when_a_loan_takes_a_tenth_away(self) -> None:
        contract = safety(150_000)
        paid_in(7_850_000)
        october_and("2026-11")
        world.run("UPDATE premium_total SET used = 100000")

        world.whole(cycle("2026-12", scheme="tosanboshi"))

        assert owed(contract)["2026-12"] == 100_000
        assert "2026-11" not in owed(contract)

    @pytest.mark.parametrize("yen", [5_000, 150_000, 200_000])
    @pytest.mark.parametrize("before", [0, 7_790_000, 7_795_000, 7_800_000, 7_995_000, 8_000_000])
    def test_everybody_at_once_owes_what_the_law_says_of_one(self, yen: int, before: int) -> None:
        contract = safety(yen)
        world.run("UPDATE premium_total SET owed = 0, brought = %s", [before])
        on = date(2026, 11, 27)

        dues.add(Month(2026, 11), scheme="tosanboshi", debit_on=on)

        payable = both.rules_for("tosanboshi").payable(
            Yen(yen), net_premium_total=Yen(before), on=on
        )
        assert owed(contract).get("2026-11", 0) == payable.amount

    def test_a_scheme_without_a_ceiling_keeps_no_total(self) -> None:
        holder(1, applied_on=OCTOBER)

        october_and("2026-11", scheme="skk")

        assert world.run("SELECT count(*) FROM premium_total") == [(0,)]


class TestHoliday:
    """掛止め: months on holiday are neither owed nor asked."""

    @pytest.mark.parametrize(
        ("scheme", "kind"), [("skk", "disaster"), ("tosanboshi", "forty_times")]
    )
    def test_no_month_on_holiday_is_owed_or_asked(self, scheme: str, kind: str) -> None:
        contract = holder(1, applied_on=OCTOBER, scheme=scheme)
        payment.begin_holiday(contract, kind=kind, since=Month(2026, 11), until=Month(2026, 12))

        october_and("2026-11", "2026-12", "2027-01", scheme=scheme)

        assert list(owed(contract)) == ["2026-10", "2027-01"]
        asked = [world.asked(cycle(m, scheme=scheme)) for m in ("2026-11", "2026-12", "2027-01")]
        assert asked == [{}, {}, {contract: ["2027-01"]}]

    def test_an_open_holiday_lasts_until_the_holder_begins_again(self) -> None:
        contract = safety()
        payment.begin_holiday(contract, kind="forty_times", since=Month(2026, 11))
        october_and("2026-11", "2026-12")

        payment.end_holiday(contract, kind="forty_times", last=Month(2026, 12))
        world.whole(cycle("2027-01", scheme="tosanboshi"))

        assert list(owed(contract)) == ["2026-10", "2027-01"]

    def test_what_failed_before_the_holiday_is_still_asked(self) -> None:
        contract = safety()
        world.whole(cycle("2026-10", scheme="tosanboshi"), {world.customer_no(1): "1"})
        payment.begin_holiday(contract, kind="in_grace", since=Month(2026, 11))

        for month in ("2026-11", "2026-12"):
            world.whole(cycle(month, scheme="tosanboshi"))

        assert world.asked(cycle("2026-12", scheme="tosanboshi")) == {contract: ["2026-10"]}

    def test_a_month_scheduled_before_the_holiday_is_taken_back(self) -> None:
        contract = safety()
        payment.begin_holiday(contract, kind="forty_times", since=Month(2026, 10))

        world.whole(cycle("2026-10", scheme="tosanboshi"))

        assert owed(contract) == {}
        assert world.run("SELECT owed FROM premium_total") == [(0,)]

    def test_who_is_on_no_holiday_cannot_end_one(self) -> None:
        with pytest.raises(NoHoliday):
            payment.end_holiday(safety(), kind="forty_times", last=Month(2026, 12))


class TestTogether:
    """前納・払込区分: several months in one debit, and none of them asked twice."""

    def test_a_prepayment_takes_its_months_at_once_and_the_next_ones_drop_out(self) -> None:
        contract = safety()
        payment.prepay(contract, month=Month(2026, 11), months=3)

        october_and("2026-11", "2026-12", "2027-01", "2027-02")

        asked = {m: world.asked(cycle(m, scheme="tosanboshi")) for m in ("2026-11", "2027-02")}
        assert asked == {
            "2026-11": {contract: ["2026-11", "2026-12", "2027-01"]},
            "2027-02": {contract: ["2027-02"]},
        }
        assert world.asked(cycle("2026-12", scheme="tosanboshi")) == {}
        check.check()

    def test_a_yearly_prepayment_comes_again_until_it_is_stopped(self) -> None:
        contract = safety(20_000)
        payment.prepay(contract, month=Month(2026, 11), months=12, is_yearly=True)
        year = [f"2027-{month:02d}" for month in range(1, 12)]

        october_and("2026-11", "2026-12", *year)

        last = world.asked(cycle("2027-11", scheme="tosanboshi"))
        assert (last[contract][0], len(last[contract])) == ("2027-11", 12)

    def test_a_stopped_yearly_prepayment_becomes_monthly(self) -> None:
        contract = safety(20_000)
        payment.prepay(contract, month=Month(2026, 11), months=2, is_yearly=True)
        payment.stop_prepaying(contract, month=Month(2026, 11), last=Month(2027, 10))

        october_and("2026-11", *[f"2027-{month:02d}" for month in range(1, 12)])

        assert world.asked(cycle("2027-11", scheme="tosanboshi")) == {contract: ["2027-11"]}

    def test_a_prepayment_goes_no_further_than_the_ceiling(self) -> None:
        contract = safety(200_000)
        paid_in(7_250_000)
        payment.prepay(contract, month=Month(2026, 11), months=12)

        october_and("2026-11")

        assert list(owed(contract).values())[1:] == [200_000, 200_000, 150_000]
        check.check()

    @pytest.mark.parametrize(
        ("payment_class", "months"),
        [("half_yearly", ["2026-12", "2027-06"]), ("yearly", ["2026-12"])],
    )
    def test_a_payment_class_takes_its_months_in_the_designated_month(
        self, payment_class: str, months: list[str]
    ) -> None:
        contract = holder(1, applied_on=OCTOBER)
        payment.choose_class(
            contract, payment_class=payment_class, designated_month=12, since=Month(2026, 11)
        )

        october_and("2026-11", "2026-12", *[f"2027-{m:02d}" for m in range(1, 8)], scheme="skk")

        rows = world.run(
            "SELECT cycle_id, cardinality(months) FROM debit_request"
            " WHERE cardinality(months) > 1 ORDER BY cycle_id"
        )
        taken = 6 if payment_class == "half_yearly" else 12
        assert rows == [(f"skk-agency-{month}", taken) for month in months]
        assert world.asked(cycle("2026-11")) == {contract: ["2026-11"]}

    def test_holiday_months_known_beforehand_are_not_paid_ahead(self) -> None:
        contract = safety(20_000)
        payment.begin_holiday(
            contract, kind="in_grace", since=Month(2026, 12), until=Month(2026, 12)
        )
        payment.prepay(contract, month=Month(2026, 11), months=3)

        october_and("2026-11")

        assert world.asked(cycle("2026-11", scheme="tosanboshi")) == {
            contract: ["2026-11", "2027-01"]
        }

    def test_each_month_paid_ahead_has_its_own_last_day(self) -> None:
        contract = holder(1, applied_on=OCTOBER, scheme="tosanboshi", yen=20_000)
        payment.prepay(contract, month=Month(2026, 11), months=3)

        october_and("2026-11")

        rows = world.run("SELECT month, due_on FROM premium_due ORDER BY month")
        rules = both.rules_for("tosanboshi")
        assert [due_on for _, due_on in rows] == [
            rules.due_on(Month.of(month), formed_on=OCTOBER) for month, _ in rows
        ]


def test_planned_by_three_channels_a_month_is_owed_once() -> None:
    contract = safety()

    for channel in ("agency", "yucho", "direct"):
        on = cycle("2026-11", scheme="tosanboshi", channel=channel)
        plan.plan(on, at=on.build_at)

    assert owed(contract) == {"2026-10": 200_000, "2026-11": 200_000}
    assert world.run("SELECT owed FROM premium_total") == [(400_000,)]
