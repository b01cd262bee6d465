"""受付番号 — the number a person keeps: U-00000001-02."""

from django.db import connection

from kyosai.basis import identifiers

LETTER = "U"


def drawn() -> str:
    """Return the next receipt number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portal_receipt_serial')")
        return identifiers.lettered_number(LETTER, cursor.fetchone()[0])
