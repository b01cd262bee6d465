"""年度を開く — the journal has a part for each fiscal year; it is made before anybody needs it."""

from datetime import date

from django.db import connection

from kyosai.basis.months import fiscal_year


class YearNotOpen(Exception):
    """A transfer of a fiscal year that has no part yet: the clock opens years, or an operator."""


def open_year(year: int) -> bool:
    """Make a fiscal year's part of the journal; tell whether it is new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_open_year(%s)", [year])
        return bool(cursor.fetchone()[0])


def keep_open(*, on: date) -> list[int]:
    """Make the parts of this fiscal year and the next, unless they are there; return the new."""
    this = fiscal_year(on)
    return [year for year in (this, this + 1) if open_year(year)]
