"""掛止めと再開 — nothing is asked for in between, and a holder knows beforehand what it means."""

from datetime import date, timedelta
from typing import Any

import pytest

from kyosai.exchange import postbox
from kyosai.exchange.messages.amendments import Amendment, PremiumHoliday, PremiumRestart
from kyosai.procedures.amendment import amend
from kyosai.procedures.amendment.pauses import desk, drawing, holiday
from kyosai.procedures.upkeep import check
from kyosai.schemes.skk.premiums import holidays
from tests.procedures.amendment import wishes
from tests.procedures.amendment.wishes import sent, wish
from tests.procedures.applications import kept
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db

FIRST_DEBIT = "2026-11"
NOT_DRAWN = "U-0001-11202110"  # not among the twentieth that is looked at afterwards


@pytest.fixture
def personal() -> str:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    world.whole(world.cycle(FIRST_DEBIT))
    return number


@pytest.fixture
def enterprise() -> str:
    number = world.holder(1, applied_on=date(2026, 10, 1), scheme="tosanboshi", yen=100_000)
    world.run("UPDATE premium_total SET brought = 3900000")
    world.whole(world.cycle("2026-10", scheme="tosanboshi"))
    return number


def stop(at: str = "2026-11-30T21:00:00", **facts: Any) -> Amendment:
    told = {"reason": "no_income", "months": 6, "shown_by": "sworn_statement", "attachments": ()}
    return wish(PremiumHoliday, 1, at=at, **(told | {"receipt": NOT_DRAWN} | facts))


def notify(at: str = "2026-11-04T21:00:00", reason: str = "forty_times") -> Amendment:
    facts: dict[str, Any] = {"reason": reason, "months": 0, "shown_by": "books"}
    return wish(PremiumHoliday, 1, at=at, scheme="tosanboshi", attachments=(), **facts)


def start(at: str, scheme: str = "skk") -> Amendment:
    return wish(PremiumRestart, 1, at=at, scheme=scheme)


class TestSworn:
    """小規模企業共済: a sworn statement is enough, at once."""

    def test_six_months_are_not_owed_and_the_seventh_is(self, personal: str) -> None:
        message = stop()
        months = [f"2027-{month:02d}" for month in range(1, 7)]
        promised = wishes.shown(message, count=8)

        status = sent(message)
        taken = wishes.collected(["2026-12", *months, "2027-07"])

        assert status == "amended"
        assert wishes.holidays(1) == [("no_income", "2026-12", "2027-05")]
        assert taken == promised == {"2027-06-18": 10_000, "2027-07-20": 10_000}
        check.check()

    def test_the_notice_says_what_it_means_for_benefits(self, personal: str) -> None:
        sent(stop(months=12))

        title, body = wishes.told(1)
        assert title == "掛止めの手続きが終わりました"
        assert "12か月は、納めた月数に入りません" in body
        assert "あとから納められません" in body

    def test_a_month_that_waited_for_its_first_debit_falls_away(self) -> None:
        number = world.holder(1, applied_on=date(2026, 10, 20))

        sent(stop(at="2026-10-21T09:00:00"))

        assert world.run("SELECT month FROM premium_due WHERE contract_id = %s", [number]) == [
            (date(2026, 10, 1),)
        ]
        check.check()

    def test_a_month_that_failed_is_still_asked(self) -> None:
        world.holder(1, applied_on=date(2026, 10, 20))
        world.whole(world.cycle(FIRST_DEBIT), {world.customer_no(1): "1"})
        message = stop()
        promised = wishes.shown(message, count=2)

        sent(message)
        body = wishes.told(1)[1]
        taken = wishes.collected(["2026-12", "2027-01"])

        assert "前に引き落とせなかった月" in body
        assert taken == promised != {}

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"months": 7}, "6か月か12か月から選んでください"),
            ({"reason": "forty_times"}, "この制度にはない理由です"),
            ({"shown_by": "books"}, "この制度にはない理由です"),
        ],
    )
    def test_what_the_act_does_not_offer_is_refused(
        self, personal: str, facts: dict[str, Any], words: str
    ) -> None:
        assert sent(stop(**facts)) == "failed"

        assert words in wishes.told(1)[1]
        assert wishes.holidays(1) == []

    def test_a_running_holiday_is_not_granted_twice(self, personal: str) -> None:
        sent(stop())

        again = sent(stop(at="2026-12-01T09:00:00", receipt="U-0001-2"))

        assert again == "failed"
        assert len(wishes.holidays(1)) == 1


class TestAudit:
    """抜取り: some statements are looked at afterwards."""

    @pytest.fixture
    def drawn(self, personal: str, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(holiday.drawing, "is_drawn", lambda receipt, share: True)
        assert sent(stop()) == "amended"
        (case,) = wishes.cases(1)
        assert (case.step, case.desk, case.is_closed) == ("audit", "contracts", False)
        return str(case.number)

    def test_a_true_statement_ends_the_case_and_nothing_else(self, drawn: str) -> None:
        desk.accept(drawn, officer="sato", at=wishes.moment("2026-12-02T10:00:00"))

        (case,) = wishes.cases(1)
        assert (case.is_closed, case.outcome) == (True, "accepted")
        assert wishes.holidays(1) == [("no_income", "2026-12", "2027-05")]

    def test_a_statement_that_was_not_true_ends_the_holiday(self, drawn: str) -> None:
        desk.give_back(
            drawn,
            officer="sato",
            reason="所得がありました。",
            at=wishes.moment("2026-12-22T10:00:00"),
        )

        assert wishes.holidays(1) == [("no_income", "2026-12", "2026-12")]
        assert "所得がありました" in wishes.told(1)[1]

    def test_about_a_twentieth_is_drawn_and_always_the_same(self) -> None:
        share = holidays.audited_share(on=date(2026, 11, 25))
        drawn = [n for n in range(4000) if drawing.is_drawn(f"U-{n:08d}", share=share)]

        assert 150 < len(drawn) < 250
        assert drawn == [n for n in range(4000) if drawing.is_drawn(f"U-{n:08d}", share=share)]


class TestProof:
    """書類: an officer looks first."""

    @pytest.fixture
    def waiting(self, personal: str) -> str:
        assert sent(stop(shown_by="proof", reason="in_hospital", months=12)) == "at_desk"
        (case,) = wishes.cases(1)
        assert (case.step, case.is_closed) == ("examine", False)
        assert wishes.holidays(1) == []
        return str(case.number)

    def test_what_an_officer_finds_shown_is_done(self, waiting: str) -> None:
        desk.accept(waiting, officer="sato", at=wishes.moment("2026-12-02T10:00:00"))

        assert wishes.holidays(1) == [("hospitalised", "2026-12", "2027-11")]
        assert "2026年12月分から2027年11月分まで" in wishes.told(1)[1]
        assert wishes.cases(1)[0].outcome == "accepted"

    def test_decided_after_the_cut_off_it_begins_a_month_later(self, waiting: str) -> None:
        december = world.cycle("2026-12")
        world.whole(december)

        desk.accept(waiting, officer="sato", at=december.build_at)

        assert wishes.holidays(1)[0][1] == "2027-01"

    def test_what_is_not_shown_is_given_back_with_words(self, waiting: str) -> None:
        desk.give_back(
            waiting,
            officer="sato",
            reason="書類の日付が読めません。",
            at=wishes.moment("2026-12-02T10:00:00"),
        )

        assert wishes.holidays(1) == []
        assert "書類の日付が読めません" in wishes.told(1)[1]


class TestNotification:
    """倒産防止共済: the books show the reason, and the stop is open."""

    def test_at_forty_times_it_stops_until_the_holder_begins_again(self, enterprise: str) -> None:
        message = notify()
        promised = wishes.shown(message, count=4)

        status = sent(message)
        taken = wishes.collected(["2026-11", "2026-12", "2027-01", "2027-02"], scheme="tosanboshi")

        assert status == "amended"
        assert wishes.holidays(1) == [("forty_times", "2026-11", "")]
        assert taken == promised == {}

    def test_one_yen_less_is_refused(self, enterprise: str) -> None:
        world.run("UPDATE premium_total SET brought = brought - 1")

        assert sent(notify()) == "failed"

        assert "まだ毎月の掛金の40倍になっていません" in wishes.told(1)[1]

    def test_a_month_the_bank_has_not_answered_for_does_not_count(self) -> None:
        world.holder(1, applied_on=date(2026, 10, 1), scheme="tosanboshi", yen=100_000)
        world.run("UPDATE premium_total SET brought = 3900000")
        world.build(world.cycle("2026-10", scheme="tosanboshi"))

        assert sent(notify(at="2026-10-28T09:00:00")) == "failed"

    def test_without_loans_the_eighty_million_are_not_reached(self, enterprise: str) -> None:
        assert sent(notify(reason="loan_and_premiums")) == "failed"

    def test_at_the_ceiling_nothing_need_be_asked(self, enterprise: str) -> None:
        world.run("UPDATE premium_total SET brought = 7900000")

        assert sent(notify()) == "failed"

        assert "手続きはいりません" in wishes.told(1)[1]


class TestRestart:
    """再開: from the first month nobody has been asked for."""

    def test_a_running_holiday_ends_and_the_next_debit_is_taken(self, personal: str) -> None:
        sent(stop())
        wishes.collected(["2026-12", "2027-01"])
        message = start("2027-01-20T09:00:00")
        promised = wishes.shown(message, count=2)

        assert sent(message) == "amended"
        taken = wishes.collected(["2027-02", "2027-03"])

        assert wishes.holidays(1) == [("no_income", "2026-12", "2027-01")]
        assert taken == promised == {"2027-02-18": 10_000, "2027-03-18": 10_000}

    def test_a_holiday_that_has_not_begun_is_gone(self, personal: str) -> None:
        sent(stop())

        assert sent(start("2026-12-01T09:00:00")) == "amended"

        assert wishes.holidays(1) == []

    def test_a_month_another_channel_has_planned_is_not_begun_with(self) -> None:
        number = world.holder(1, applied_on=date(2026, 10, 20), bank=world.DIRECT_BANK)
        world.whole(world.cycle(FIRST_DEBIT, channel="direct"))
        sent(stop())
        december = world.cycle("2026-12")
        world.whole(december)
        asked_at = f"{december.build_at + timedelta(minutes=5):%Y-%m-%dT%H:%M:%S}"
        message = start(asked_at)
        promised = wishes.shown(message, count=2)

        assert sent(message) == "amended"

        assert december.build_at < world.cycle("2026-12", channel="direct").submit_by
        assert wishes.holidays(1) == [("no_income", "2026-12", "2026-12")]
        for month in ("2026-12", "2027-01"):
            world.whole(world.cycle(month, channel="direct"))
        january = world.cycle("2027-01", channel="direct")
        assert world.asked(january) == {number: ["2027-01"]}
        assert next(iter(promised)) == january.debit_on.isoformat()

    def test_who_has_not_stopped_is_told_so(self, personal: str) -> None:
        assert sent(start("2026-12-01T09:00:00")) == "failed"

        assert "掛金は止まっていません" in wishes.told(1)[1]

    @pytest.mark.parametrize(
        ("at", "needs_account"), [("2027-09-20T09:00:00", False), ("2027-10-20T09:00:00", True)]
    )
    def test_after_a_year_an_enterprise_registers_an_account_again(
        self, enterprise: str, at: str, needs_account: bool
    ) -> None:
        sent(notify())

        assert sent(start(at, "tosanboshi")) == "amended"

        assert ("口座の登録がもう一度いります" in wishes.told(1)[1]) is needs_account

    def test_at_the_ceiling_beginning_again_is_in_vain(self, enterprise: str) -> None:
        sent(notify())
        world.run("UPDATE premium_total SET brought = 7900000")

        assert sent(start("2026-12-03T09:00:00", "tosanboshi")) == "failed"


def test_a_message_taken_twice_is_done_once(personal: str) -> None:
    message = stop()
    at = wishes.moment("2026-11-30T21:00:00")
    number = kept(message, fetched_at=at)
    amend.amend(number, at=at)

    with pytest.raises(postbox.AlreadyHandled):
        amend.amend(number, at=at)

    assert len(wishes.holidays(1)) == len(wishes.cases(1)) == 1
