"""順番待ち — one transaction at a time about one thing whose rows nobody may change."""

from django.db import connection, transaction


def hold(what: str, number: str) -> None:
    """Keep every other transaction about this thing waiting until this one ends.

    Rows that are forever cannot be locked: locking one asks for leave to change it.
    """
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [what, number])
