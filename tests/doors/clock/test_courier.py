import json
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from kyosai.basis.refusal import Malformed
from kyosai.doors import postroom
from kyosai.doors.clock.courier import Courier
from kyosai.doors.postroom import hands
from kyosai.exchange import alarms, keeping, postbox
from kyosai.exchange.commits import CommitInDoubt
from kyosai.exchange.messages.inbound import INBOUND
from kyosai.exchange.messages.outbound import Answer
from kyosai.sites.workshop import postgres
from kyosai.wires.failure import Unreachable
from kyosai.wires.relay.fake import FakeLine
from tests.doors.clock.zones import INTERNET, Zones
from tests.exchange.samples import SENT_AT, application, notice, wired

MESSAGES = 300
KILLS = 12


@pytest.fixture
def zones(committed_db: str, server: postgres.Server, state: Path) -> Iterator[Zones]:
    name = urlsplit(committed_db).path.lstrip("/")
    with psycopg.connect(server.url(name), autocommit=True) as admin:
        admin.execute("CREATE TABLE effect (subject text)")  # No key: a double would show.
        admin.execute("GRANT SELECT, INSERT ON effect TO kyosai_core_app")
    both = Zones(server, state, committed_db)
    both.start()
    yield both
    both.stop()


def ask(url: str, question: str) -> int:
    with psycopg.connect(url) as line:
        row = line.execute(question).fetchone()
        assert row is not None
        return int(row[0])


def until(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def test_a_courier_killed_again_and_again_loses_and_doubles_nothing(zones: Zones) -> None:
    chance = random.Random(20261020)
    zones.relay()
    portal = zones.run(
        ["-m", "tests.doors.clock.portal_child", "send", str(MESSAGES), "0.02"], INTERNET
    )
    in_the_middle = 0

    for _ in range(KILLS):
        courier = zones.courier()
        time.sleep(chance.uniform(0.0, 0.7))
        courier.send_signal(signal.SIGKILL)
        courier.wait()
        left = ask(zones.core, "SELECT count(*) FROM exchange_waiting")
        in_the_middle += left > 0
    portal.wait(timeout=60)
    zones.courier()
    until(lambda: ask(zones.internet, "SELECT count(*) FROM exchange_answer") >= MESSAGES)
    until(lambda: ask(zones.internet, "SELECT count(*) FROM exchange_sent_body") == 0)

    assert portal.returncode == 0
    assert in_the_middle > 0, "no kill came in the middle of anything"
    assert ask(zones.core, "SELECT count(*) FROM effect") == MESSAGES
    assert ask(zones.core, "SELECT count(DISTINCT subject) FROM effect") == MESSAGES
    assert ask(zones.core, "SELECT count(*) FROM exchange_handled") == MESSAGES
    assert ask(zones.internet, "SELECT count(*) FROM exchange_answer") == MESSAGES
    assert ask(zones.core, "SELECT count(*) FROM exchange_quarantined") == 0
    print(f"{KILLS} kills, {in_the_middle} of them with messages kept and not yet handled")


def test_a_person_sees_what_the_core_made_for_them(zones: Zones) -> None:
    zones.relay()
    zones.courier()

    said = zones.ended(["-m", "tests.doors.clock.portal_child", "look", "100"], INTERNET)

    seen = json.loads(said)
    assert [answer for answer, _ in seen] == [str(place) for place in range(100)]
    assert ask(zones.internet, "SELECT count(*) FROM exchange_view") == 0
    took = sorted(seconds for _, seconds in seen)
    print(f"views: p50 {took[49] * 1000:.0f} ms, p95 {took[94] * 1000:.0f} ms")
    assert took[94] <= 1, "a view comes within a second, 95 times of 100"


def test_the_portal_keeps_accepting_while_the_courier_is_away(zones: Zones) -> None:
    zones.relay()
    zones.ended(["-m", "tests.doors.clock.portal_child", "send", "5", "0"], INTERNET)
    assert ask(zones.internet, "SELECT count(*) FROM exchange_sent_body") == 5

    zones.courier()

    until(lambda: ask(zones.internet, "SELECT count(*) FROM exchange_answer") == 5)


def test_a_courier_told_to_stop_comes_home_in_time(zones: Zones) -> None:
    zones.relay()
    courier = zones.courier()
    time.sleep(1)

    courier.terminate()

    assert courier.wait(timeout=8) == 0


class DeadLine(FakeLine):
    """A relay that is away, at first."""

    tries = 0

    def wait(self, *, limit: int, seconds: float) -> list[dict[str, object]]:
        time.sleep(0.05)  # A waiting call takes its time.
        self.tries += 1
        if self.tries <= 2:
            raise Unreachable("away")
        return super().wait(limit=limit, seconds=seconds)


def test_the_courier_tries_again_when_the_relay_was_away(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postroom, "hand_over", _answer)
    line = DeadLine([wired(notice())])
    courier = Courier(lambda: line)

    courier.start()
    until(lambda: len(line.brought) == 1, seconds=20)
    courier.stop()

    assert line.envelopes == []
    assert line.tries >= 3


def test_what_was_kept_before_a_crash_is_handed_over_at_the_start(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep([wired(notice())], fetched_at=SENT_AT)
    monkeypatch.setattr(postroom, "hand_over", _answer)
    line = DeadLine()
    courier = Courier(lambda: line)

    courier.start()
    until(lambda: len(line.brought) == 1, seconds=20)
    courier.stop()

    assert postbox.waiting(10) == []


def _answer(number: str, *, kind: str = "") -> None:
    from django.db import transaction

    with transaction.atomic():
        postbox.take(number)
        postbox.reply(Answer(number, "U-00000001-95", "taken", SENT_AT.isoformat()))


def raising(defect: Exception) -> Callable[..., None]:
    def hand_over(number: str, *, kind: str = "") -> None:
        raise defect

    return hand_over


@pytest.mark.parametrize(
    ("defect", "waits", "word"),
    [
        pytest.param(ZeroDivisionError("見本 花子"), True, "not_handled", id="思いがけない誤り"),
        pytest.param(Malformed(1, "版", "9"), False, "quarantined", id="読めない"),
        pytest.param(postbox.NotYet(), True, "", id="まだ届いていない"),
        pytest.param(postbox.AlreadyHandled(), True, "", id="処理済み"),
    ],
)
def test_whatever_a_procedure_raises_no_message_is_lost(
    committed_db: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    defect: Exception,
    waits: bool,
    word: str,
) -> None:
    envelope = wired(application())
    keeping.keep([envelope], fetched_at=SENT_AT)
    monkeypatch.setattr(postroom, "hand_over", raising(defect))

    hands.hand_over(envelope["number"], kind="enrolment_application")

    still_kept = ask(committed_db, "SELECT count(*) FROM exchange_waiting")
    assert still_kept == (1 if waits else 0)
    assert [rung for rung, _ in alarms.rung()] == ([word] if word else [])
    assert "見本" not in caplog.text


def test_a_commit_in_doubt_is_no_defect_of_the_message(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope = wired(application())
    keeping.keep([envelope], fetched_at=SENT_AT)
    monkeypatch.setattr(postroom, "hand_over", raising(CommitInDoubt("the connection ended")))

    with pytest.raises(CommitInDoubt):
        hands.hand_over(envelope["number"], kind="enrolment_application")

    due = "SELECT count(*) FROM exchange_waiting WHERE not_before <= now()"
    assert ask(committed_db, due) == 1
    assert list(alarms.rung()) == []


def test_every_kind_the_portal_may_send_has_its_module() -> None:
    folder = Path(postroom.__file__).parent

    for kind, module in postroom.MODULES.items():
        shared = [name for of, name in postroom.SHARED.items() if issubclass(INBOUND[kind], of)]
        named = shared[0] if shared else kind
        assert module == f"kyosai.doors.postroom.{named}"
        assert "def hand_over(" in (folder / f"{named}.py").read_text(), kind
