"""The enrolment transaction, killed half-way: no contract twice, none lost."""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection

from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment.receive import receive
from kyosai.records import one_trip
from tests.procedures.applications import NOW, SIGNED, application, kept, named, peeked

KILLS = 50
HANDLED = 10  # between the kills, so that both are seen
MOST_TURNS = 500


def fresh(count: int, *, after: int = 0) -> dict[str, EnrolmentApplication]:
    """Keep so many applications of people nobody has seen; the messages by their number."""
    born = date(1950, 1, 1) + timedelta(days=after)
    days = [born + timedelta(days=day) for day in range(count)]
    sent = [application(identity=named(birthdate=day.isoformat())) for day in days]
    return {kept(message): message for message in sent}


def handle_all(messages: dict[str, EnrolmentApplication]) -> None:
    """What the courier does: hand over whatever waits, until nothing does."""
    while waiting := postbox.waiting(1):
        receive(peeked(waiting[0]), application=messages[waiting[0]], evidence=SIGNED, at=NOW)


def handle_one(messages: dict[str, EnrolmentApplication]) -> None:
    (number,) = postbox.waiting(1)
    receive(peeked(number), application=messages[number], evidence=SIGNED, at=NOW)


def seconds_for_one(messages: dict[str, EnrolmentApplication]) -> float:
    """Return how long a child needs for its first message, on this machine, now."""
    pid = child(partial(handle_one, messages))
    began = time.monotonic()
    assert finished(pid)
    return time.monotonic() - began


def child(work: Callable[[], None]) -> int:
    """Fork a process that connects for itself, says so, and works."""
    connection.close()
    ready, say = os.pipe()
    pid = os.fork()
    if pid:
        os.close(say)
        os.read(ready, 1)
        os.close(ready)
        return pid
    try:
        connection.ensure_connection()
        os.write(say, b".")
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def killed(pid: int) -> bool:
    """Kill a child; tell whether it was still at work."""
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def handled(messages: dict[str, EnrolmentApplication]) -> int:
    return len(messages) - len(postbox.waiting(1000))


def finished(pid: int) -> bool:
    return os.waitpid(pid, 0)[1] == 0


def counted() -> dict[str, int]:
    """Count what enrolments leave behind."""
    questions = {
        "contracts": "SELECT count(*) FROM contract",
        "applications": "SELECT count(DISTINCT receipt) FROM contract",
        "people": "SELECT count(*) FROM party",
        "mandates": "SELECT count(*) FROM mandate WHERE contract_id IS NOT NULL",
        "cases": "SELECT count(*) FROM case_file WHERE is_closed AND outcome = 'accepted'",
        "notices": "SELECT count(*) FROM notice",
        "mails": "SELECT count(*) FROM mail_outbox",
        "answers": "SELECT count(DISTINCT convert_from(body, 'utf8')::json ->> 'to')"
        " FROM exchange_outgoing",
        "all answers": "SELECT count(*) FROM exchange_outgoing",
        "handled": "SELECT count(*) FROM exchange_handled",
        "pairs of dues": "SELECT count(*) / 2 FROM premium_due",
        "contracts owing two months": "SELECT count(*) FROM (SELECT FROM premium_due"
        " GROUP BY contract_id HAVING count(*) = 2) q",
    }
    with connection.cursor() as cursor:
        found = {}
        for name, sql in questions.items():
            cursor.execute(sql)
            found[name] = cursor.fetchone()[0]
    return found


def test_killed_at_random_points_and_rerun_no_contract_is_twice_and_none_lost(
    committed_db: str,
) -> None:
    chance = random.Random(2)
    messages = fresh(80)
    kills = turns = 0
    handle_one(messages)  # Children begin with everything read in.
    needed = seconds_for_one(messages)

    while turns < MOST_TURNS and (kills < KILLS or handled(messages) < HANDLED):
        if len(postbox.waiting(20)) < 20:  # There is always work to be cut short.
            messages |= fresh(40, after=len(messages))
        pid = child(partial(handle_all, messages))
        time.sleep(chance.uniform(0, 3 * needed))
        kills += killed(pid)
        turns += 1
    assert (kills >= KILLS, handled(messages) >= HANDLED) == (True, True)
    assert finished(child(partial(handle_all, messages)))

    assert postbox.waiting(1) == []
    assert set(counted().values()) == {len(messages)}


@pytest.mark.parametrize("trip", ["before_send", "after_send", "before_last", "after_last"])
def test_killed_around_each_trip_the_rerun_leaves_one_contract(
    committed_db: str, trip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = fresh(1)
    name = "send" if trip.endswith("send") else "send_last"
    whole = getattr(one_trip, name)

    def cut_short(*statements: one_trip.Statement) -> object:
        if trip.startswith("after"):
            whole(*statements)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    with monkeypatch.context() as patch:
        patch.setattr(one_trip, name, cut_short)
        assert not finished(child(partial(handle_all, messages)))
    was_done = not postbox.waiting(1)
    assert finished(child(partial(handle_all, messages)))

    assert was_done is (trip == "after_last")
    assert set(counted().values()) == {1}
