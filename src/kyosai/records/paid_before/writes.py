"""移行前の納付の記録 — taken over in their millions, once."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

Row = tuple[str, date, int, int]  # contract, first month, monthly premium in yen, months


def take_over(rows: Iterable[Row]) -> None:
    """Write stretches down; one that is known already makes the whole hand-over fail."""
    assert transaction.get_connection().in_atomic_block
    columns = "contract_id, first_month, yen, months"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY contract_paid_before ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
