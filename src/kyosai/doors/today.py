"""今日 — the one place that reads the clock.

In the workshop business time runs ahead of the machine by an offset kept in a file;
in production there is no such file and the two are the same.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

TOKYO = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return business time, in Tokyo."""
    return machine_now() + _offset()


def today() -> date:
    """Return the business day of now."""
    return now().date()


def machine_now() -> datetime:
    """Return machine time: tokens, sessions and views live by it."""
    return datetime.now(TOKYO)


def _offset() -> timedelta:
    if settings.CLOCK_FOLDER is None:
        return timedelta()
    try:
        text = (Path(settings.CLOCK_FOLDER) / "business-time.json").read_text()
    except FileNotFoundError:
        return timedelta()
    return timedelta(seconds=json.loads(text)["offset_seconds"])
