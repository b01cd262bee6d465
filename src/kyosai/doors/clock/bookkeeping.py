"""帳簿の巡回 — open the fiscal years of the journal ahead, and seal what was posted."""

import logging
from datetime import datetime

from kyosai.basis import tokyo
from kyosai.doors.clock import appointments
from kyosai.procedures.upkeep import seal
from kyosai.records.ledger import years

logger = logging.getLogger(__name__)


def open_years(now: datetime) -> None:
    """Make the journal's parts of this fiscal year and the next, long before they are needed."""
    for year in years.keep_open(on=tokyo.in_tokyo(now).date()):
        logger.info("the journal has a part for fiscal year %s", year)


class Sealing:
    """Seals the journal every few minutes, and at the end of each business day."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, now: datetime) -> None:
        """Seal, unless it is too early to seal again."""
        if self._last is None or self._is_due(now, last=self._last):
            seal.seal(at=now)
            self._last = now

    def _is_due(self, now: datetime, *, last: datetime) -> bool:
        day_end = tokyo.at(tokyo.in_tokyo(now).date(), appointments.facts()["business_day_ends"])
        is_long_ago = now - last >= appointments.minutes("seal_every_minutes")
        return is_long_ago or now < last or last < day_end <= now
