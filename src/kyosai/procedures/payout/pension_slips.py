"""公的年金等の源泉徴収票 — in January, what each award paid in instalments the year before."""

from datetime import date, datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.procedures.payout import instalments, telling, words
from kyosai.records.benefits import calendar
from kyosai.records.benefits.calendar import YearPaid
from kyosai.schemes.tax import reports_due
from kyosai.schemes.tax.reports_due import Report

JANUARY, DECEMBER = 1, 12


def make(*, at: datetime) -> int:
    """Make last year's slip of everybody who was paid instalments; return how many, each once."""
    on = tokyo.in_tokyo(at).date()
    paid = calendar.of_year(on.year - 1) if on.month == JANUARY else []
    for each in paid:
        with transaction.atomic(durable=True):
            _make(each, year=on.year - 1, at=at)
    return len(paid)


def _make(paid: YearPaid, *, year: int, at: datetime) -> None:
    last = date(year, DECEMBER, 31)
    by = reports_due.report_due(Report.PENSION_SLIP, yen=paid.amount, paid_on=last)
    filed = reports_due.report_due(Report.PENSION_SLIP_FILED, yen=paid.amount, paid_on=last)
    assert by is not None, "every holder is handed a slip"
    calendar.note_slip(paid, year=year, by=by, is_filed=filed is not None)
    said = words.pension_slip(year, paid=paid.amount, kept=paid.national)
    key, party = f"pension_slip:{paid.award}:{year}", instalments.of(paid.award).party
    paper = f"/mine/documents/N{paid.award[1:]}-{year}/"
    action = {"label": "源泉徴収票のPDFを保存する", "url": paper}
    telling.say(party, key=key, kind="pension_slip", said=said, at=at, actions=[action])
