"""納付期限の延長 — months wait under an order, cost nothing more, and are asked in their time."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import Amendment, Deferral
from kyosai.procedures.upkeep import check
from kyosai.records.premiums import reads
from kyosai.schemes import both
from tests.procedures.amendment import wishes
from tests.procedures.amendment.wishes import sent, wish
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db
WINTER = ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]


@pytest.fixture(autouse=True)
def practice(settings: Any) -> None:
    """The only order is a fictional one, which is in force where one practises."""
    settings.WORKSHOP = True


def personal(yen: int = 10_000, **more: Any) -> str:
    return world.holder(1, applied_on=date(2026, 10, 1), yen=yen, **more)


def put_off(at: str = "2026-10-30T09:00:00", scheme: str = "skk", **facts: Any) -> Amendment:
    return wish(Deferral, 1, at=at, scheme=scheme, **({"is_unable": True} | facts))


def moved_away() -> None:
    world.run(
        "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana, birthdate, address,"
        " email, phone, representative, source)"
        " SELECT gen_random_uuid(), party_id, now(), name, kana, birthdate, '大阪府架空市例示町',"
        " email, phone, representative, source FROM party_particulars"
    )


def asked(months: list[str], *, scheme: str = "skk") -> dict[str, list[str]]:
    """Play cycles; return the months each asked for."""
    found = {}
    for month in months:
        on = world.cycle(month, scheme=scheme)
        world.whole(on)
        for taken in world.asked(on).values():
            found[month] = taken
    return found


@pytest.mark.parametrize("scheme", both.SCHEMES)
class TestBothSchemes:
    def test_the_months_of_the_order_wait_and_are_asked_two_beside_each_own(
        self, scheme: str
    ) -> None:
        personal(scheme=scheme)
        world.whole(world.cycle("2026-10", scheme=scheme))

        status = sent(put_off(scheme=scheme))

        assert status == "amended"
        assert asked(WINTER, scheme=scheme) == {
            "2027-02": ["2026-11", "2027-02"],
            "2027-03": ["2026-12", "2027-01", "2027-03"],
        }
        check.check()

    def test_what_is_shown_before_is_what_is_asked(self, scheme: str) -> None:
        personal(scheme=scheme)
        world.whole(world.cycle("2026-10", scheme=scheme))
        message = put_off(scheme=scheme)
        promised = wishes.shown(message, count=5)

        sent(message)

        assert wishes.collected(WINTER, scheme=scheme) == promised != {}

    def test_nobody_is_in_arrears_and_nothing_is_added(self, scheme: str) -> None:
        number = personal(scheme=scheme)
        world.whole(world.cycle("2026-10", scheme=scheme))
        sent(put_off(scheme=scheme))

        asked(WINTER, scheme=scheme)

        rows = {Month.of(row["month"]): row for row in reads.of_contract(number)}
        assert [rows[Month.parse(month)]["state"] for month in WINTER] == ["paid"] * 5
        assert rows[Month(2026, 11)]["due_on"] == date(2027, 3, 31)
        assert world.run("SELECT count(*) FROM premium_arrear") == [(0,)]
        assert world.run("SELECT count(*) FROM debit_request WHERE surcharges IS NOT NULL") == [
            (0,)
        ]

    def test_a_first_debit_that_was_promised_waits_too(self, scheme: str) -> None:
        personal(scheme=scheme)

        sent(put_off(at="2026-10-02T09:00:00", scheme=scheme))

        assert asked(["2026-10", *WINTER], scheme=scheme) == {
            "2027-02": ["2026-10", "2026-11", "2027-02"],
            "2027-03": ["2026-12", "2027-01", "2027-03"],
        }
        check.check()


class TestFailed:
    """A month that failed, and whose due date has not passed, waits as well."""

    def test_it_is_asked_in_the_month_of_the_order_without_surcharge(self) -> None:
        personal()
        world.whole(world.cycle("2026-10"), {world.customer_no(1): "1"})
        message = put_off()
        promised = wishes.shown(message, count=4)

        sent(message)

        assert asked(["2026-11", "2026-12", "2027-01", "2027-02"]) == {
            "2027-02": ["2026-10", "2026-11", "2027-02"]
        }
        assert promised == {"2027-02-18": 30_000}
        ((due_on,),) = world.run("SELECT due_on FROM premium_due WHERE month = '2026-10-01'")
        assert due_on == date(2027, 3, 31)
        check.check()

    def test_months_put_off_do_not_make_twelve_unpaid_ones(self) -> None:
        number = personal()
        october = world.cycle("2026-10")
        world.whole(october)
        world.whole(world.cycle("2026-11"), {world.customer_no(1): "1"})
        world.run(
            "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
            " ask_again_in) SELECT %s, make_date(2025, n, 1), 10000, '1', %s, 1, '2030-01-01'"
            " FROM generate_series(1, 11) n",
            [number, october.key],
        )

        sent(put_off(at="2026-11-30T09:00:00"))
        for month in ("2026-12", "2027-01", "2027-02"):
            world.build(world.cycle(month))

        assert world.asked(world.cycle("2027-02")) == {number: ["2026-11", "2027-02"]}


class TestRefused:
    @pytest.mark.parametrize(
        ("at", "facts", "words"),
        [
            ("2026-10-02T09:00:00", {"is_unable": False}, "期限までに納められるときは"),
            ("2027-02-01T00:00:00", {}, "いま納付期限の延長の定めがありません"),
        ],
    )
    def test_who_can_pay_and_who_comes_too_late_are_told_so(
        self, at: str, facts: dict[str, Any], words: str
    ) -> None:
        personal()

        assert sent(put_off(at=at, **facts)) == "failed"

        assert words in wishes.told(1)[1]

    def test_elsewhere_nothing_is_put_off(self) -> None:
        personal()
        moved_away()

        assert sent(put_off()) == "failed"

    def test_an_office_in_the_area_is_enough(self) -> None:
        personal()
        moved_away()
        world.run("UPDATE contract SET office_address = '東京都架空区見本町２丁目'")

        assert sent(put_off()) == "amended"

    def test_a_fictional_order_is_no_order_where_one_does_not_practise(self, settings: Any) -> None:
        settings.WORKSHOP = False
        personal()

        assert sent(put_off()) == "failed"

    def test_asked_for_twice_there_is_nothing_left(self) -> None:
        personal()
        sent(put_off())

        assert sent(put_off(at="2026-10-31T09:00:00")) == "failed"

        assert "期限を延ばせる月が残っていません" in wishes.told(1)[1]


def test_the_notice_names_each_month_with_its_day() -> None:
    personal()
    world.whole(world.cycle("2026-10"))

    sent(put_off())

    body = wishes.told(1)[1]
    assert "2026年11月分は、2027年2月18日（木）に引き落とします。" in body
    assert "割増金はかからず、未納にもなりません。" in body
