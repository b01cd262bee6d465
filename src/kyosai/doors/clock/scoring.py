"""利用率の公開 — once an hour the year is counted, and the page for everybody sent."""

from datetime import datetime

from kyosai.basis.months import fiscal_year
from kyosai.procedures.upkeep import publish
from kyosai.reports.scorecard import card, published


class Publishing:
    """Counts the year and sends the page, once an hour; an hour missed is the next one's."""

    def __init__(self) -> None:
        self._done_at: datetime | None = None

    def __call__(self, now: datetime) -> None:
        """Count and send, unless this hour's page has gone."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        if self._done_at != hour:
            found = card.of_year(fiscal_year(now.date()), at=now)
            publish.scorecard(published.published(found), at=now)
            self._done_at = hour
