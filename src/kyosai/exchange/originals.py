"""封緘した原本の処分 — how long the sealed original of a handled message is kept.

The envelope stays for ever, with its digest and signature (decision 0004).
"""

from datetime import date, datetime

from django.db import connection

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version

FORGET = """
DELETE FROM exchange_received_body b USING exchange_received r, exchange_handled h
WHERE r.number = b.number AND h.number = b.number AND r.kind = %s
  AND h.handled_at < coalesce(%s, now()) - make_interval(days => %s)
"""


def kept_days(*, on: date) -> dict[str, int]:
    """Return for how many days after its handling each kind's original is kept."""
    facts = parameters.table(__package__, "originals")
    versions = [Version(v["since"], v["kept_days"], facts["source"]) for v in facts["version"]]
    days: dict[str, int] = Dated(*versions).on(on)
    return days


def forget(*, on: date, machine_now: datetime | None = None) -> int:
    """Delete the originals kept long enough; what is not handled stays, whatever its age."""
    gone = 0
    with connection.cursor() as cursor:
        for kind, days in kept_days(on=on).items():
            cursor.execute(FORGET, [kind, machine_now, days])
            gone += cursor.rowcount
    return gone
