"""The clock does what is due, once, whatever it is killed at or who is away."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings

from kyosai.basis.tokyo import TOKYO
from kyosai.doors import today
from kyosai.doors.clock import appointments, collection, nightly, sending, visits
from kyosai.doors.clock.visits import Visit
from kyosai.formats.account_registration.daily_file import COLUMNS
from kyosai.procedures.upkeep import check
from kyosai.records.mandates import cipher
from kyosai.records.mandates import reads as mandates
from kyosai.records.premiums import approvals, reads
from kyosai.wires.account_registration.fake import FakeHub
from kyosai.wires.bank.desk import WholeFileRefused
from kyosai.wires.bank.fake import FakeDesk
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.mail.fake import FakeMail
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
START = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
FETCH_AT = DECEMBER.result_at + timedelta(minutes=5)
NAME = "Z91-skk-agency-2026-12-18-01.dat"


class Partners:
    """The bank, the hub and the mail server, all made of memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.hub, self.mail = FakeDesk(), FakeHub(), FakeMail()
        monkeypatch.setattr(sending, "bank", lambda: self.desk)
        monkeypatch.setattr(sending, "post", lambda: self.mail)
        monkeypatch.setattr(nightly, "hub", lambda: self.hub)

    def end_day(self, day: date, *registered: str) -> None:
        """Let the hub lay out the file of a day."""
        lines = [
            f"R{number[-6:]},{number},9901,001,1,1234567,ﾐﾎﾝ ﾊﾅｺ,00,{day:%Y%m%d}"
            for number in registered
        ]
        text = "\r\n".join([",".join(COLUMNS), *lines, f"END,{len(lines)}", ""])
        self.hub.days[day] = text.encode("cp932")

    def end_days_until(self, last: date) -> None:
        day = START.date() - timedelta(days=1)
        while day <= last:
            if day not in self.hub.days:
                self.end_day(day)
            day += timedelta(days=1)

    def answer(self, codes: dict[str, str] | None = None) -> None:
        """Let the bank answer every file it has."""
        for name, content in self.desk.taken.items():
            self.desk.offered[world.result_name(name)] = world.answered(content, codes)


@pytest.fixture
def partners(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Partners:
    monkeypatch.setattr(settings, "CLOCK_FOLDER", str(tmp_path))
    made = Partners(monkeypatch)
    made.end_days_until(date(2027, 1, 31))
    return made


@pytest.fixture
def rounds() -> list[Visit]:
    return visits.visits()


def noted() -> dict[str, str | None]:
    path = Path(settings.CLOCK_FOLDER) / "appointments" / "clock.json"
    return json.loads(path.read_text())


def go(rounds: list[Visit], *moments: datetime) -> None:
    """Go round at each moment; what waits is approved at once, and handed over in a round more."""
    for now in moments:
        visits.go_round(rounds, now=now)
        if waiting := approvals.waiting():
            for file in waiting:
                world.release(file.name)
            visits.go_round(rounds, now=now)


def test_from_cut_off_to_paid_at_the_appointed_moments(
    partners: Partners, rounds: list[Visit]
) -> None:
    contract = holder(1, applied_on=START.date())
    go(rounds, START)
    stops = [START]

    while stops[-1] < FETCH_AT:
        stops.append(datetime.fromisoformat(str(noted()["next"])))
        partners.answer()
        go(rounds, stops[-1])

    assert DECEMBER.build_at in stops
    assert stops[-1] == FETCH_AT
    assert [row["words"] for row in reads.of_contract(contract)] == [
        "11月分 納付済み",
        "12月分 納付済み",
    ]
    assert world.standing(DECEMBER).confirmed_at == FETCH_AT
    told = "the certificate of the year", "the first premium paid"
    assert [letter.to for letter in partners.mail.sent] == ["hanako1@example.test"] * len(told)
    check.check()


def test_the_money_is_fetched_the_morning_after_its_day(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date())
    go(rounds, DECEMBER.build_at)
    partners.answer()
    go(rounds, FETCH_AT)
    at = datetime.fromisoformat(str(noted()["next"]))
    while at < world.told_at(DECEMBER.remitted_on):
        go(rounds, at)
        at = datetime.fromisoformat(str(noted()["next"]))
    name = world.stated(DECEMBER.remitted_on, world.credited(DECEMBER, 20_000))
    partners.desk.stated[name] = bytes(world.run("SELECT content FROM bank_statement")[0][0])

    go(rounds, at)

    assert at == world.told_at(DECEMBER.remitted_on)
    assert world.standing(DECEMBER).remitted_at == at
    check.check()


def test_statements_are_asked_for_in_the_morning_and_not_every_moment(
    partners: Partners, rounds: list[Visit]
) -> None:
    asked = []
    partners.desk.statements = lambda since=None: asked.append(since) or []
    moments = [START, START + timedelta(minutes=5), START + timedelta(minutes=10)]

    go(rounds, *moments, START + timedelta(days=1), START + timedelta(days=1, minutes=5))

    assert len(asked) == 2


def test_nobody_goes_untold_because_a_cycle_was_confirmed_first(partners: Partners) -> None:
    holder(1, applied_on=START.date())
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "1"})

    collection.confirm_settled_cycles(FETCH_AT)

    assert world.standing(DECEMBER).confirmed_at == FETCH_AT
    assert world.run("SELECT kind FROM notice") == [("debit_failed",)]


def test_nothing_is_built_before_the_cut_off(partners: Partners, rounds: list[Visit]) -> None:
    holder(1, applied_on=START.date())

    go(rounds, DECEMBER.build_at - timedelta(seconds=1))

    assert partners.desk.taken == {}
    assert noted()["next"] == DECEMBER.build_at.isoformat()


def test_at_the_cut_off_the_file_is_handed_over_once_two_officers_have_approved_it(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date())

    go(rounds, DECEMBER.build_at)

    assert set(partners.desk.taken) == {NAME}
    assert noted() == {
        "seen": DECEMBER.build_at.isoformat(),
        "next": cycle("2026-12", channel="direct").build_at.isoformat(),
        "unapproved": [],
    }


def test_a_file_nobody_approves_becomes_a_case_in_time_and_never_leaves(
    partners: Partners, rounds: list[Visit]
) -> None:
    contract = holder(1, applied_on=START.date())
    visits.go_round(rounds, now=DECEMBER.build_at)
    first = noted()

    visits.go_round(rounds, now=datetime.fromisoformat(str(first["next"])))
    warned = world.run("SELECT desk, receipt FROM case_file")
    second = noted()
    visits.go_round(rounds, now=datetime.fromisoformat(str(second["next"])))
    go(rounds, cycle("2027-01").build_at)

    assert first["unapproved"] == [NAME]
    assert first["next"] == (DECEMBER.hand_in_by - timedelta(minutes=15)).isoformat()
    assert warned == [("treasury", f"approval:{NAME}")]
    assert second["next"] == DECEMBER.hand_in_by.isoformat()
    assert NAME not in partners.desk.taken
    assert world.run("SELECT receipt FROM case_file ORDER BY received_at") == [
        (f"approval:{NAME}",),
        (f"lapsed:{NAME}",),
    ]
    assert world.asked(cycle("2027-01")) == {contract: ["2026-11", "2026-12", "2027-01"]}


def test_a_bank_that_is_away_gets_the_same_bytes_later(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date())
    partners.desk.is_closed = True
    go(rounds, DECEMBER.build_at)
    made = world.content(NAME)

    partners.desk.is_closed = False
    go(rounds, DECEMBER.build_at + timedelta(minutes=10))

    assert partners.desk.taken == {NAME: made}
    assert noted()["seen"] == (DECEMBER.build_at + timedelta(minutes=10)).isoformat()


def test_a_file_the_bank_refuses_is_not_sent_for_ever(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date())
    partners.desk.refusal = WholeFileRefused("引落日が違います", record=1, field="引落日")

    go(rounds, DECEMBER.build_at, DECEMBER.build_at + timedelta(minutes=2))

    assert world.run("SELECT refusal FROM debit_file_hand_over") == [("引落日が違います",)]
    assert world.run("SELECT desk FROM case_file") == [("treasury",)]


def test_a_bank_that_talks_nonsense_is_asked_again(partners: Partners, rounds: list[Visit]) -> None:
    holder(1, applied_on=START.date())
    partners.desk.refusal = Rejected("401", status=401)
    go(rounds, DECEMBER.build_at)

    partners.desk.refusal = None
    go(rounds, DECEMBER.build_at + timedelta(minutes=2))

    assert set(partners.desk.taken) == {NAME}


def test_a_cut_off_slept_through_becomes_a_case_and_the_months_are_asked_next_time(
    partners: Partners, rounds: list[Visit]
) -> None:
    contract = holder(1, applied_on=START.date())

    go(rounds, DECEMBER.hand_in_by, cycle("2027-01").build_at)

    assert world.run("SELECT desk, receipt FROM case_file") == [
        ("treasury", f"missed:{DECEMBER.key}")
    ]
    assert world.asked(cycle("2027-01")) == {contract: ["2026-11", "2026-12", "2027-01"]}


def test_a_late_result_is_asked_for_every_hour(partners: Partners, rounds: list[Visit]) -> None:
    contract = holder(1, applied_on=START.date())
    go(rounds, DECEMBER.build_at, FETCH_AT)
    following = noted()["next"]

    partners.answer()
    go(rounds, FETCH_AT + timedelta(hours=1))

    assert following == (FETCH_AT + timedelta(hours=1)).isoformat()
    assert reads.of_contract(contract)[0]["state"] == "paid"


def test_a_result_is_not_asked_for_before_its_time(partners: Partners, rounds: list[Visit]) -> None:
    contract = holder(1, applied_on=START.date())
    go(rounds, DECEMBER.build_at)
    partners.answer()

    go(rounds, FETCH_AT - timedelta(minutes=1))

    assert reads.of_contract(contract)[0]["state"] == "requested"


def test_results_of_strangers_do_not_stop_ours(partners: Partners, rounds: list[Visit]) -> None:
    contract = holder(1, applied_on=START.date())
    go(rounds, DECEMBER.build_at)
    partners.answer()
    partners.desk.offered = {"A-result.dat": b"?", **partners.desk.offered}

    go(rounds, FETCH_AT, FETCH_AT + timedelta(hours=1))

    assert reads.of_contract(contract)[0]["state"] == "paid"
    assert world.run("SELECT receipt FROM case_file") == [("unknown:A-result.dat",)]


def test_on_books_that_contradict_themselves_nothing_starts(
    partners: Partners, rounds: list[Visit], caplog: pytest.LogCaptureFixture
) -> None:
    holder(1, applied_on=START.date())
    world.run(
        "INSERT INTO premium_due (contract_id, month, yen, due_on, debit_on)"
        " VALUES ('999999999', '2026-12-01', 1, '2027-01-31', '2026-12-18')"
    )

    go(rounds, DECEMBER.build_at)

    assert partners.desk.taken == {}
    assert "NotSound" in caplog.text
    ((words,),) = world.run("SELECT words FROM case_entry")
    assert "掛金は、ある契約のものである" in words
    assert world.run("SELECT desk, receipt FROM case_file") == [
        ("treasury", f"unsound:{DECEMBER.key}")
    ]
    assert noted()["seen"] == DECEMBER.build_at.isoformat()


def test_the_day_ends_with_the_accounts_that_may_be_debited(
    partners: Partners, rounds: list[Visit]
) -> None:
    contract = holder(1, applied_on=START.date(), state="registered")
    partners.end_day(START.date(), world.customer_no(1))
    go(rounds, START)
    at = datetime.fromisoformat(str(noted()["next"]))

    go(rounds, at)

    assert at == datetime(2026, 11, 24, 16, 2, tzinfo=TOKYO)
    account = mandates.account_of(contract)
    assert account is not None
    assert account.state == "confirmed"
    assert mandates.number_of(world.customer_no(1)) == "1234567"


def test_every_day_that_was_slept_through_is_read_in_order(
    partners: Partners, rounds: list[Visit]
) -> None:
    go(rounds, START, START + timedelta(days=10, hours=8))

    days = [day for (day,) in world.run("SELECT day FROM mandate_day ORDER BY read_at, day")]
    assert days == [date(2026, 11, 23) + timedelta(days=n) for n in range(12)]


def test_a_hub_whose_day_is_not_over_keeps_nobody_waiting(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date())
    partners.hub.days.clear()

    go(rounds, DECEMBER.build_at)

    assert set(partners.desk.taken) == {NAME}


def test_a_broken_file_of_accounts_confirms_nobody_and_becomes_a_case(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date(), state="registered")
    partners.end_day(START.date(), world.customer_no(1))
    partners.hub.days[START.date()] = partners.hub.days[START.date()].replace(b"END,1", b"END,2")

    go(rounds, START.replace(hour=17), START.replace(hour=18))

    assert world.run("SELECT state FROM mandate") == [("registered",)]
    assert world.run("SELECT receipt FROM case_file") == [("mandates:2026-11-24",)]


def waiting_mail(*keys: str) -> None:
    for key in keys:
        world.run(
            "INSERT INTO mail_outbox (key, recipient, subject, body, made_at, tries)"
            " VALUES (%s, 'hanako@example.test', 'お知らせ', '本文', now(), 0)",
            [key],
        )


def test_mail_goes_out_once(partners: Partners, rounds: list[Visit]) -> None:
    waiting_mail("a")

    go(rounds, START, START + timedelta(minutes=2))

    assert [letter.key for letter in partners.mail.sent] == ["a"]


def test_mail_waits_for_a_server_that_is_away(partners: Partners, rounds: list[Visit]) -> None:
    waiting_mail("a", "b")
    partners.mail.failure = Unreachable("mail server")
    go(rounds, START)

    partners.mail.failure = None
    go(rounds, START + timedelta(minutes=2))

    assert [letter.key for letter in partners.mail.sent] == ["a", "b"]


def test_a_refused_letter_does_not_hold_up_the_others(
    partners: Partners, rounds: list[Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_mail("a", "b")
    monkeypatch.setattr(sending, "MAILS_A_ROUND", 1)
    partners.mail.failure = Rejected("no such address", status=550)
    go(rounds, START, START, START)

    partners.mail.failure = None
    go(rounds, START)

    assert [letter.key for letter in partners.mail.sent] == ["b"]


def test_mail_of_long_ago_is_forgotten(partners: Partners, rounds: list[Visit]) -> None:
    waiting_mail("a")
    go(rounds, START)

    go(rounds, START + timedelta(days=89), START + timedelta(days=91))

    assert world.run("SELECT count(*) FROM mail_outbox") == [(0,)]


def test_a_mail_refused_long_ago_is_forgotten_too(partners: Partners, rounds: list[Visit]) -> None:
    waiting_mail("a")
    world.run("UPDATE mail_outbox SET tries = 3, made_at = %s", [START])

    go(rounds, START + timedelta(days=89))
    kept = world.run("SELECT count(*) FROM mail_outbox")
    go(rounds, START + timedelta(days=91))

    assert kept == [(1,)]
    assert world.run("SELECT count(*) FROM mail_outbox") == [(0,)]


def test_one_visit_that_fails_does_not_keep_the_others_from_theirs(
    partners: Partners, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[datetime] = []

    def fail(now: datetime) -> None:
        raise AssertionError("a defect")

    go([Visit(fail, name="broken"), Visit(seen.append, name="sound")], START)

    assert seen == [START]
    assert "broken failed" in caplog.text


def test_a_failing_visit_is_put_off_until_time_leaps() -> None:
    tried: list[datetime] = []

    def fail(now: datetime) -> None:
        tried.append(now)
        raise Unreachable("away")

    visit = Visit(fail, name="away")
    for now in (START, START + timedelta(seconds=1), START + timedelta(hours=1)):
        visit.pay(now)

    assert tried == [START, START + timedelta(hours=1)]


def test_without_a_clock_folder_nothing_is_noted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "CLOCK_FOLDER", None)

    appointments.note("clock", seen=START, following=None)

    assert list(tmp_path.iterdir()) == []


def test_the_process_goes_round_until_it_is_stopped(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, seen = Event(), []
    monkeypatch.setattr(visits, "PAUSE", 0.01)
    monkeypatch.setattr(today, "now", lambda: START)
    monkeypatch.setattr(visits, "visits", lambda: [Visit(seen.append, name="one")])
    monkeypatch.setattr(appointments, "following", lambda now: None)
    thread = Thread(target=visits.run, args=(stop,))
    thread.start()

    while len(seen) < 3:
        stop.wait(0.01)
    stop.set()
    thread.join(timeout=5)

    assert not thread.is_alive()
    assert noted()["seen"] == START.isoformat()


def test_a_turned_clock_is_noticed_before_the_next_round_is_due(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, seen, turned = Event(), [], [START]
    monkeypatch.setattr(visits, "PAUSE", 60)
    monkeypatch.setattr(today, "now", lambda: turned[-1])
    monkeypatch.setattr(visits, "visits", lambda: [Visit(seen.append, name="one")])
    monkeypatch.setattr(appointments, "following", lambda now: None)
    thread = Thread(target=visits.run, args=(stop,))
    thread.start()

    while not seen:
        stop.wait(0.01)
    turned.append(START + timedelta(hours=1))
    while len(seen) < 2:
        stop.wait(0.01)
    stop.set()
    thread.join(timeout=5)

    assert seen == [START, START + timedelta(hours=1)]


def test_a_paper_two_officers_confirmed_is_handed_in_once_and_believed_when_the_bank_says_so(
    partners: Partners, rounds: list[Visit]
) -> None:
    holder(1, applied_on=START.date(), state="registered")
    number = world.customer_no(1)
    world.run(
        "UPDATE mandate SET request_id = 'paper', account_sealed = %s WHERE customer_no = %s",
        [cipher.sealed("1234567", customer_no=number), number],
    )

    go(rounds, START, START + timedelta(hours=1))
    handed_in = dict(partners.hub.papers)
    partners.end_day(START.date() + timedelta(days=16), number)
    go(rounds, START + timedelta(days=17))

    assert list(handed_in) == [number] == list(partners.hub.papers)
    states = world.run("SELECT state, mandate_id FROM mandate WHERE customer_no = %s", [number])
    assert states == [("confirmed", f"P-{number}")]
