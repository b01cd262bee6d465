from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kyosai.basis.refusal import Malformed
from kyosai.exchange import alarms, keeping, postbox
from kyosai.exchange.messages.outbound import Answer
from tests.exchange.samples import SENT_AT, application, notice, wired

LATER = SENT_AT + timedelta(seconds=1)


def kept(*messages: Any) -> list[str]:
    batch = [wired(message, sequence=place) for place, message in enumerate(messages, start=1)]
    keeping.keep(batch, fetched_at=LATER)
    return [each["number"] for each in batch]


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM exchange_{table}")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_what_is_kept_is_taken_once() -> None:
    (number,) = kept(application())

    with transaction.atomic():
        outside, message = postbox.take(number)

    assert message == application()
    assert (outside.number, outside.sequence, outside.timing) == (number, 1, "")
    with pytest.raises(postbox.AlreadyHandled), transaction.atomic():
        postbox.take(number)


@pytest.mark.django_db
def test_a_procedure_that_fails_leaves_its_message_waiting() -> None:
    (number,) = kept(application())

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        postbox.take(number)
        raise ZeroDivisionError

    assert postbox.waiting(10) == [number]
    assert count("handled") == 0


@pytest.mark.django_db
def test_a_message_can_be_looked_into_until_it_is_taken() -> None:
    (number,) = kept(application())

    outside, message = postbox.peek(number)
    with transaction.atomic():
        assert postbox.take(number) == (outside, message)

    with pytest.raises(postbox.AlreadyHandled):
        postbox.peek(number)


@pytest.mark.django_db
def test_the_sealed_original_stays_after_it_was_handled() -> None:
    (number,) = kept(application())

    with transaction.atomic():
        postbox.take(number)

    assert (count("received_body"), count("handled"), count("waiting")) == (1, 1, 0)


@pytest.mark.django_db
def test_a_message_fetched_twice_is_kept_once() -> None:
    envelope = wired(application())

    keeping.keep([envelope, envelope], fetched_at=LATER)
    keeping.keep([envelope], fetched_at=LATER)

    assert (count("received"), count("waiting"), count("quarantined")) == (1, 1, 0)


@pytest.mark.django_db
def test_a_captured_message_played_again_has_no_second_effect() -> None:
    envelope = wired(application())
    keeping.keep([envelope], fetched_at=LATER)
    with transaction.atomic():
        postbox.take(envelope["number"])

    keeping.keep([envelope], fetched_at=LATER + timedelta(days=1))

    assert postbox.waiting(10) == []


def _flipped(envelope: dict[str, Any]) -> None:
    sealed = envelope["sealed"]
    envelope["sealed"] = ("B" if sealed[100] != "B" else "C").join([sealed[:100], sealed[101:]])


def _zeroed(envelope: dict[str, Any]) -> None:
    envelope["signature"] = "A" * 86 + "=="


def _spliced(envelope: dict[str, Any]) -> None:
    envelope["sealed"] = wired(notice())["sealed"]


def _no_envelope(envelope: dict[str, Any]) -> None:
    envelope["number"] = "\ud800\0 見本"


@pytest.mark.django_db
@pytest.mark.parametrize("forge", [_flipped, _zeroed, _spliced, _no_envelope])
def test_a_forged_message_is_put_away_and_the_rest_of_the_batch_is_kept(
    forge: Callable[[dict[str, Any]], None],
) -> None:
    forged, good = wired(application()), wired(application(), sequence=2)
    forge(forged)

    keeping.keep([forged, good], fetched_at=LATER)

    assert postbox.waiting(10) == [good["number"]]
    assert count("quarantined") == 1
    assert [word for word, _ in alarms.rung()] == ["quarantined"]


@pytest.mark.django_db
def test_another_message_under_a_used_sequence_is_put_away() -> None:
    first, second = wired(application(), sequence=7), wired(notice(), sequence=7)

    keeping.keep([first], fetched_at=LATER)
    keeping.keep([second], fetched_at=LATER)

    assert postbox.waiting(10) == [first["number"]]
    assert count("quarantined") == 1


@pytest.mark.django_db
def test_a_kept_message_nobody_can_read_can_be_put_away() -> None:
    (number,) = kept(application(received_at="昨日"))
    with pytest.raises(Malformed), transaction.atomic():
        postbox.take(number)

    keeping.quarantine(number, reason="received_at")

    assert (postbox.waiting(10), count("quarantined"), count("received_body")) == ([], 1, 1)


@pytest.mark.django_db
def test_a_time_of_receipt_later_than_the_fetch_is_marked() -> None:
    (number,) = kept(
        application(received_at=(LATER + timedelta(minutes=5)).isoformat(timespec="milliseconds"))
    )

    with transaction.atomic():
        outside, _ = postbox.take(number)

    assert outside.timing == "later_than_fetch"


@pytest.mark.django_db
def test_a_time_of_receipt_long_before_the_last_contact_is_marked() -> None:
    keeping.keep([], fetched_at=SENT_AT + timedelta(hours=73))
    keeping.keep([wired(application())], fetched_at=SENT_AT + timedelta(hours=74))

    with transaction.atomic():
        outside, _ = postbox.take(postbox.waiting(1)[0])

    assert outside.timing == "older_than_contact"


@pytest.mark.django_db
def test_a_message_that_waited_while_the_core_was_away_is_not_suspected() -> None:
    keeping.keep([], fetched_at=SENT_AT - timedelta(hours=1))
    keeping.keep([wired(application())], fetched_at=SENT_AT + timedelta(days=30))

    with transaction.atomic():
        outside, _ = postbox.take(postbox.waiting(1)[0])

    assert outside.timing == ""


@pytest.mark.django_db
def test_a_missing_number_in_the_sequence_rings_once() -> None:
    for sequence in (1, 2, 5, 6, 8):
        keeping.keep([wired(notice(), sequence=sequence)], fetched_at=LATER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() + interval '61 seconds'")
        in_a_minute = cursor.fetchone()[0]

    keeping.look_for_gaps()
    assert alarms.rung("gap") == []
    keeping.look_for_gaps(machine_now=in_a_minute)
    keeping.look_for_gaps(machine_now=in_a_minute)

    assert {subject for _, subject in alarms.rung("gap")} == {"portal 3-4", "portal 7-7"}


@pytest.mark.django_db
def test_a_message_that_failed_waits_and_an_operator_hears_of_it() -> None:
    (number,) = kept(application())

    keeping.put_off(number, because=ZeroDivisionError("見本 花子"))
    keeping.put_off(number, because=ZeroDivisionError("見本 花子"))

    assert postbox.waiting(10) == []
    assert count("waiting") == 1
    assert alarms.rung() == [("not_handled", f"{number} ZeroDivisionError")]


@pytest.mark.django_db
def test_a_message_that_only_waits_for_another_rings_after_some_patience() -> None:
    (number,) = kept(application())

    for _ in range(keeping.PATIENCE - 1):
        keeping.put_off(number, because=postbox.NotYet(), patient=True)
    assert alarms.rung() == []
    keeping.put_off(number, because=postbox.NotYet(), patient=True)

    assert alarms.rung() == [("not_handled", f"{number} NotYet")]


@pytest.mark.django_db
def test_an_answer_is_laid_out_with_the_effects_or_not_at_all() -> None:
    answer = Answer("n-1", "U-00000001-95", "accepted", SENT_AT.isoformat())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        postbox.reply(answer)
        raise ZeroDivisionError
    assert keeping.to_bring(10) == []

    with transaction.atomic():
        postbox.reply(answer)

    (laid_out,) = keeping.to_bring(10)
    keeping.brought([laid_out["number"]])
    assert keeping.to_bring(10) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["received", "handled", "quarantined", "alarm"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_itself_keeps_envelopes_marks_and_alarms(table: str, change: str) -> None:
    keeping.keep([wired(application()), {"number": "forged"}], fetched_at=LATER)
    with transaction.atomic():
        postbox.take(postbox.waiting(1)[0])
    assert count(table) >= 1
    column = "id" if table in ("quarantined", "alarm") else "number"

    with (
        pytest.raises(DatabaseError, match=r"not allowed|permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(f"exchange_{table}", column, column))


def test_of_two_who_take_at_once_one_gets_it(committed_db: str) -> None:
    (number,) = kept(application())
    taken: list[str] = []

    def take() -> None:
        try:
            with transaction.atomic():
                postbox.take(number)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.1)")
            taken.append("taken")
        except postbox.AlreadyHandled:
            taken.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == ["refused"] * 5 + ["taken"]


@pytest.mark.django_db
def test_taking_and_replying_are_one_statement_each(django_assert_num_queries: Any) -> None:
    (number,) = kept(application())

    with transaction.atomic():
        with django_assert_num_queries(1):
            postbox.take(number)
        with django_assert_num_queries(1):
            postbox.reply(Answer(number, "U-00000001-95", "accepted", SENT_AT.isoformat()))
