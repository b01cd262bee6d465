from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from nacl.public import PrivateKey

from kyosai.exchange import alarms, answers, envelope, heads, postbox, shelf, views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.outbound import Answer, JournalHead, Outbound
from tests.exchange.samples import SENT_AT, application, notice

RECEIPT = "U-00000001-95"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def brought(message: Outbound, *, number: str, key: str = "core_sign.key") -> dict[str, str]:
    body = plain.to_json(message)
    return {
        "number": number,
        "kind": message.kind,
        "body": b64encode(body).decode(),
        "signature": b64encode(envelope.sign(body, settings.KEYS[key])).decode(),
    }


def number(place: int) -> str:
    return f"00000000-0000-4000-8000-{place:012d}"


def machine_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        found: datetime = cursor.fetchone()[0]
        return found


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM exchange_{table}")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_what_is_sent_can_be_fetched_and_opened_by_the_core_alone() -> None:
    sent = postbox.send(application())

    (wired,) = shelf.unacknowledged(10)

    outside, body = envelope.from_wire(wired)
    assert outside.number == sent
    assert envelope.opened(outside, body) == application()


@pytest.mark.django_db
def test_messages_are_numbered_without_gaps_even_when_one_was_taken_back() -> None:
    postbox.send(application())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        postbox.send(notice())
        raise ZeroDivisionError
    postbox.send(notice())

    assert [each["sequence"] for each in shelf.unacknowledged(10)] == [1, 2]


@pytest.mark.django_db
def test_a_person_looking_is_served_before_filings() -> None:
    postbox.send(application())
    asked = views.ask("position", person="p", reply_public=bytes(32), asked_at=SENT_AT)

    assert [each["kind"] for each in shelf.unacknowledged(10)] == [
        "view_request",
        "enrolment_application",
    ]
    assert shelf.unacknowledged(1)[0]["number"] == asked


@pytest.mark.django_db
def test_large_messages_travel_in_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = [postbox.send(application()) for _ in range(4)]
    size = len(envelope.sealed_message(application()))
    monkeypatch.setattr(shelf, "LARGEST_BATCH", 2 * size)

    assert [each["number"] for each in shelf.unacknowledged(10)] == sent[:2]
    shelf.acknowledge(sent[:2])
    assert [each["number"] for each in shelf.unacknowledged(10)] == sent[2:]


@pytest.mark.django_db
def test_one_message_larger_than_a_batch_still_travels(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = postbox.send(application())
    monkeypatch.setattr(shelf, "LARGEST_BATCH", 1)

    assert [each["number"] for each in shelf.unacknowledged(10)] == [sent]


@pytest.mark.django_db
def test_the_sealed_body_leaves_on_acknowledgement_and_the_envelope_stays() -> None:
    sent = postbox.send(application())

    shelf.acknowledge([sent])

    assert (count("sent"), count("sent_body"), shelf.unacknowledged(10)) == (1, 0, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["UPDATE exchange_sent SET kind = 'x'", "DELETE FROM exchange_sent"]
)
def test_the_database_itself_keeps_what_was_sent(change: str) -> None:
    postbox.send(application())

    with (
        pytest.raises(DatabaseError, match=r"not allowed|permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.django_db
def test_the_latest_answer_of_a_receipt_counts() -> None:
    assert answers.of(RECEIPT) is None
    taken = Answer(number(1), RECEIPT, "taken", SENT_AT.isoformat())
    accepted = Answer(number(1), RECEIPT, "accepted", (SENT_AT + HOUR).isoformat())

    shelf.store([brought(accepted, number=number(3)), brought(taken, number=number(2))])
    shelf.store([brought(accepted, number=number(3))])

    assert answers.of(RECEIPT) == "accepted"
    assert count("answer") == 2


@pytest.mark.django_db
def test_an_answer_the_core_did_not_sign_is_passed_over() -> None:
    taken = Answer(number(1), RECEIPT, "taken", SENT_AT.isoformat())
    forged = Answer(number(1), RECEIPT, "refused", (SENT_AT + HOUR).isoformat())

    shelf.store([brought(taken, number=number(2))])
    shelf.store([brought(forged, number=number(3), key="portal_sign.key")])

    assert answers.of(RECEIPT) == "taken"


@pytest.mark.django_db
def test_a_signed_answer_of_another_receipt_does_not_fit_this_one() -> None:
    other = Answer(number(1), "U-00000002-92", "accepted", SENT_AT.isoformat())
    shelf.store([brought(other, number=number(2))])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_answer SET receipt = %s", [RECEIPT])

    assert answers.of(RECEIPT) is None


def shown(payload: dict[str, Any]) -> tuple[str, bytes]:
    private, public = views.reply_keys()
    asked = views.ask("position", person="p", reply_public=public, asked_at=SENT_AT)
    view = views.sealed(payload, to=asked, reply_key=b64encode(public).decode())
    shelf.store([brought(view, number=number(9))])
    return asked, private


@pytest.mark.django_db
def test_a_view_is_collected_once_and_only_with_the_sessions_key() -> None:
    asked, private = shown({"person": {"name": "見本 花子"}})

    assert views.collect(asked, reply_private=private) == {"person": {"name": "見本 花子"}}
    assert views.collect(asked, reply_private=private) is None
    assert count("view") == 0


@pytest.mark.django_db
def test_another_session_cannot_open_a_view() -> None:
    asked, _ = shown({"person": {"name": "見本 花子"}})

    with pytest.raises(envelope.BadSeal):
        views.collect(asked, reply_private=bytes(PrivateKey.generate()))


@pytest.mark.django_db
def test_a_view_for_another_request_does_not_fit() -> None:
    _, private = shown({})
    with connection.cursor() as cursor:
        cursor.execute('UPDATE exchange_view SET "to" = %s', [number(5)])

    with pytest.raises(envelope.BadSeal):
        views.collect(number(5), reply_private=private)


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["", "not a number", number(7)])
def test_there_is_nothing_to_collect_under_an_unknown_number(unknown: str) -> None:
    assert views.collect(unknown, reply_private=bytes(32)) is None


@pytest.mark.django_db
def test_a_view_older_than_fifteen_minutes_is_not_shown() -> None:
    asked, private = shown({})
    late = machine_now() + timedelta(minutes=15)

    assert views.collect(asked, reply_private=private, machine_now=late) is None
    assert count("view") == 0


@pytest.mark.django_db
def test_a_view_is_gone_after_fifteen_minutes() -> None:
    shown({})
    now = machine_now()

    shelf.purge(machine_now=now + timedelta(minutes=15) - timedelta(seconds=1))
    assert count("view") == 1
    shelf.purge(machine_now=now + timedelta(minutes=15, seconds=1))
    assert count("view") == 0


def test_a_view_is_never_written_ahead(committed_db: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'exchange_view'")

        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db
def test_after_an_hour_without_the_core_an_operator_hears_of_it() -> None:
    sent = postbox.send(application())
    now = machine_now()

    shelf.purge(machine_now=now + HOUR - timedelta(minutes=1))
    assert alarms.rung() == []
    shelf.purge(machine_now=now + HOUR + timedelta(minutes=1))
    shelf.purge(machine_now=now + HOUR + timedelta(minutes=2))

    assert alarms.rung() == [("unacknowledged", sent)]
    assert count("sent_body") == 1


@pytest.mark.django_db
def test_a_body_nobody_fetched_leaves_after_three_days_and_rings() -> None:
    sent = postbox.send(application())
    now = machine_now()

    shelf.purge(machine_now=now + 3 * DAY - HOUR)
    assert count("sent_body") == 1
    shelf.purge(machine_now=now + 3 * DAY + HOUR)

    assert count("sent_body") == 0
    assert ("purged", sent) in alarms.rung()


@pytest.mark.django_db
def test_a_request_to_see_is_forgotten_quietly_after_fifteen_minutes() -> None:
    views.ask("position", person="p", reply_public=bytes(32), asked_at=SENT_AT)

    shelf.purge(machine_now=machine_now() + timedelta(minutes=16))

    assert count("sent_body") == 0
    assert alarms.rung() == []


@pytest.mark.django_db
def test_a_status_word_is_kept_for_a_year() -> None:
    answer = Answer(number(1), RECEIPT, "taken", SENT_AT.isoformat())
    shelf.store([brought(answer, number=number(2))])
    now = machine_now()

    shelf.purge(machine_now=now + 360 * DAY)
    assert answers.of(RECEIPT) == "taken"
    shelf.purge(machine_now=now + 370 * DAY)
    assert answers.of(RECEIPT) is None


def heads_known() -> list[JournalHead]:
    with connection.cursor() as cursor:
        cursor.execute(heads.KNOWN)
        return heads.signed(cursor.fetchall())


def head(place: int, digest: str) -> JournalHead:
    return JournalHead(number=place, digest=digest * 64, at="2026-12-24T12:05:00+09:00")


@pytest.mark.django_db
def test_a_head_of_the_journal_is_kept_once_and_for_ever() -> None:
    told = brought(head(7, "a"), number=number(1))

    shelf.store([told])
    shelf.store([told])

    assert heads_known() == [head(7, "a")]
    for change in (
        "UPDATE exchange_journal_head SET number = 8",
        "DELETE FROM exchange_journal_head",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.django_db
def test_another_digest_for_the_same_seal_does_not_replace_the_first() -> None:
    shelf.store([brought(head(7, "a"), number=number(1))])
    shelf.store([brought(head(7, "b"), number=number(2))])

    assert heads_known() == [head(7, "a"), head(7, "b")]


@pytest.mark.django_db
def test_a_head_the_core_did_not_sign_is_worth_nothing() -> None:
    shelf.store([brought(head(7, "a"), number=number(1), key="portal_sign.key")])

    assert heads_known() == []


@pytest.mark.django_db
def test_a_head_lives_longer_than_an_answer() -> None:
    shelf.store([brought(head(7, "a"), number=number(1))])

    shelf.purge(machine_now=machine_now() + 3 * 366 * DAY)

    assert heads_known() == [head(7, "a")]
