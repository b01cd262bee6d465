import pytest
from django.db import DatabaseError, connection, transaction

from kyosai.exchange import alarms, trip

RING = """
INSERT INTO exchange_alarm (id, word, subject, at) VALUES (gen_random_uuid(), 'gap', %s, now())
"""
WRONG = ("SELECT 1 / %s", (0,))
UNSENDABLE = ("SELECT %s", (object(),))


def ring(subject: str) -> trip.Statement:
    return RING, (subject,)


@pytest.mark.parametrize(
    "wrong", [WRONG, UNSENDABLE], ids=["at the other end", "before it is sent"]
)
def test_what_went_with_a_statement_that_fails_is_undone_with_its_transaction(
    committed_db: str, wrong: trip.Statement
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(durable=True):
        trip.send(ring("見本1"), wrong)

    assert alarms.rung() == []


def test_a_transaction_begun_with_its_first_statements_is_undone_whole(committed_db: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(durable=True):
        trip.send(ring("見本1"))
        alarms.ring("gap", subject="見本2")
        raise ZeroDivisionError

    assert alarms.rung() == []


def test_writes_sent_last_are_there_for_everybody(committed_db: str) -> None:
    with transaction.atomic(durable=True):
        trip.send(ring("見本1"))
        trip.send_last(ring("見本2"))
    connection.close()

    assert sorted(subject for _, subject in alarms.rung()) == ["見本1", "見本2"]


def test_outside_a_transaction_one_statement_is_one_of_its_own(committed_db: str) -> None:
    trip.ask(ring("見本1"))
    connection.close()

    assert [subject for _, subject in alarms.rung()] == ["見本1"]
