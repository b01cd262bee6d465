from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep

import pytest
from django.db import connection

from kyosai.doors.relay.listener import Relay
from kyosai.exchange import answers, postbox
from kyosai.exchange.messages.outbound import Answer
from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.relay.line import Line
from tests.exchange.internet.test_postbox import brought, count, number
from tests.exchange.samples import SENT_AT, application

Dial = Callable[[], Line]


def test_a_waiting_call_is_answered_as_soon_as_something_is_sent(line: Dial) -> None:
    came: list[tuple[float, list[dict[str, object]]]] = []

    def wait() -> None:
        came.append((0, line().wait(limit=10, seconds=20)))
        came[0] = (monotonic(), came[0][1])

    waiting = Thread(target=wait)
    waiting.start()
    sleep(0.5)
    assert not came

    sent, sent_at = postbox.send(application()), monotonic()
    waiting.join(timeout=10)

    ((came_at, envelopes),) = came
    assert [each["number"] for each in envelopes] == [sent]
    assert came_at - sent_at < 2


def test_a_waiting_call_ends_empty_when_its_time_is_up(line: Dial) -> None:
    before = monotonic()

    assert line().wait(limit=10, seconds=0.3) == []
    assert 0.3 <= monotonic() - before < 5


def test_what_is_not_acknowledged_comes_again(line: Dial) -> None:
    sent = postbox.send(application())
    courier = line()

    assert courier.wait(limit=10, seconds=0) == courier.wait(limit=10, seconds=0)
    courier.acknowledge([sent])
    courier.acknowledge([sent])

    assert courier.wait(limit=10, seconds=0) == []
    assert (count("sent"), count("sent_body")) == (1, 0)


def test_answers_are_brought_and_may_be_brought_twice(line: Dial) -> None:
    answer = Answer(number(1), "U-00000001-95", "accepted", SENT_AT.isoformat())
    courier = line()

    stored = courier.bring([brought(answer, number=number(2))])
    courier.bring([brought(answer, number=number(2))])

    assert stored == [number(2)]
    assert answers.of("U-00000001-95") == "accepted"
    assert count("answer") == 1


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/wait", {}),
        ("/wait", {"limit": "many", "seconds": 0}),
        ("/acknowledge", {"numbers": 7}),
        ("/acknowledge", {"numbers": ["1; DROP TABLE exchange_sent"]}),
        ("/wait", {"limit": float("inf"), "seconds": 0}),
        ("/bring", {"messages": [{"kind": "unknown"}]}),
        ("/bring", {"messages": [{"number": "1", "kind": "loan", "body": "", "signature": ""}]}),
        ("/elsewhere", {}),
    ],
    ids=str,
)
def test_a_call_in_another_shape_is_refused_and_the_next_one_answered(
    line: Dial, path: str, asked: dict[str, object]
) -> None:
    courier = line()

    with pytest.raises(Rejected):
        courier._call(path, asked, 0)
    assert courier.wait(limit=1, seconds=0) == []


def test_a_kept_line_gone_stale_is_opened_again(line: Dial) -> None:
    courier = line()
    assert courier.wait(limit=1, seconds=0) == []
    assert courier._open is not None
    courier._open.sock.shutdown(2)

    assert courier.wait(limit=1, seconds=0) == []


def test_hanging_up_ends_a_waiting_call(line: Dial) -> None:
    courier, ended = line(), []

    def wait() -> None:
        with pytest.raises(Unreachable):
            courier.wait(limit=1, seconds=20)
        ended.append(True)

    waiting = Thread(target=wait)
    waiting.start()
    sleep(0.5)
    courier.hang_up()
    waiting.join(timeout=5)

    assert ended


def test_the_relay_recovers_when_its_database_hung_up(relay: Relay, line: Dial) -> None:
    courier = line()
    courier.wait(limit=1, seconds=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = user"
        )
        assert cursor.fetchone()[0] >= 2  # the bell's line and the visit's

    assert courier.wait(limit=1, seconds=0) == []  # the second try of the same call
    sent = postbox.send(application())

    assert [each["number"] for each in courier.wait(limit=1, seconds=5)] == [sent]
