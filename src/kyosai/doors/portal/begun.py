"""はじめた数 — drafts begun, counted by day and procedure, and told to the core when a day is over.

How many filings are finished is known to the core; how many were only begun is known here alone.
"""

from datetime import date, timedelta

from django.db import connection, transaction

from kyosai.doors import today
from kyosai.doors.portal.models import Begun, Surveyed
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.exchange import postbox
from kyosai.exchange.messages.voices import Begun as Counted
from kyosai.exchange.messages.voices import BegunTally
from kyosai.schemes.clocks import filings

SCHEMES = {Provider.DAA: "skk", Provider.LETTER: "skk", Provider.GBIZID: "tosanboshi"}
ONE_MORE = """
INSERT INTO portal_begun AS kept (day, scheme, procedure, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (day, scheme, procedure) DO UPDATE SET count = kept.count + 1
"""
RECEIPT_KEPT = timedelta(days=366)  # as long as the filing itself can be followed


def is_counted(visitor: Visitor, procedure: str) -> bool:
    """Tell whether a filing of this kind is counted."""
    return filings.of_kind(procedure, scheme=SCHEMES.get(visitor.provider, "")) is not None


def count(visitor: Visitor, procedure: str) -> None:
    """Count one more draft, if its procedure is one that is counted."""
    if is_counted(visitor, procedure):
        with connection.cursor() as cursor:
            cursor.execute(ONE_MORE, [today.today(), SCHEMES[visitor.provider], procedure])


def tell() -> int:
    """Send the counts of every day that is over, each once; return how many days."""
    Surveyed.objects.filter(answered_on__lt=today.today() - RECEIPT_KEPT).delete()
    days = Begun.objects.filter(day__lt=today.today()).order_by("day")
    told = [_tell(day) for day in days.values_list("day", flat=True).distinct()]
    return sum(told)


@transaction.atomic
def _tell(day: date) -> bool:
    rows = list(Begun.objects.select_for_update().filter(day=day).order_by("scheme", "procedure"))
    if not rows:
        return False
    counts = tuple(Counted(row.scheme, row.procedure, row.count) for row in rows)
    postbox.send(BegunTally(day=rows[0].day.isoformat(), begun=counts))
    Begun.objects.filter(day=day).delete()
    return True
