"""日本時間 — every moment that a rule looks at is a moment in Tokyo."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def in_tokyo(moment: datetime) -> datetime:
    """Return the same moment on Tokyo's clock; a moment without a zone is a defect."""
    assert moment.tzinfo is not None, "a moment without a time zone is no moment"
    return moment.astimezone(TOKYO)


def at(day: date, clock: time) -> datetime:
    """Return the moment of a day at a time of the Tokyo clock."""
    return datetime.combine(day, clock, tzinfo=TOKYO)
