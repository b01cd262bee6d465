"""Serial numbers come in blocks, and a block does not outlive the connection it was drawn on."""

from django.db import connection

from kyosai.records import serials

SEQUENCE = "payment_serial"


def test_numbers_of_one_block_follow_one_another(committed_db: str) -> None:
    first, second = serials.next_serial(SEQUENCE), serials.next_serial(SEQUENCE)

    assert second == first + 1


def test_after_a_new_connection_no_number_of_the_old_block_is_given(committed_db: str) -> None:
    old = serials.next_serial(SEQUENCE)

    connection.close()
    connection.ensure_connection()

    assert serials.next_serial(SEQUENCE) >= old + serials.BLOCK


def test_a_number_drawn_while_connecting_is_given_once(committed_db: str) -> None:
    connection.close()

    drawn = [serials.next_serial(SEQUENCE) for _ in range(3)]

    assert len(set(drawn)) == 3
