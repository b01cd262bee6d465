"""まとめて — a transaction whose statements are about everybody at once."""

from django.db import connection, transaction

MEMORY = "256MB"  # for one sort or one hash of a million rows


def begin() -> None:
    """Keep the planner from going row by row until the transaction ends.

    It believes in the counts of the last time it looked: right after a month of millions was
    written, or in a table that was empty then, it would walk through all of it again and again.
    """
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL jit = off")
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1")  # All of it is read.
        # What is laid out for a moment needs no more than a glance before it is joined.
        cursor.execute("SET LOCAL default_statistics_target = 10")
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
