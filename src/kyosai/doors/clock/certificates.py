"""控除証明書の巡回 — everybody's in November, and what holders asked to have delivered."""

import logging
from datetime import date, datetime

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.procedures.certification import deliver, everybody
from kyosai.records.premium_certificates.certificate import Delivery
from kyosai.wires.failure import Rejected
from kyosai.wires.private_post.post import Post, PostConfig

logger = logging.getLogger(__name__)


class Certifying:
    """Makes everybody's certificates from the middle of November, a stretch at a time.

    When nobody is left, it looks again the next day.
    """

    def __init__(self) -> None:
        self._done_on: date | None = None
        self._after = ""

    def __call__(self, now: datetime) -> None:
        """Make the next stretch, if there is one."""
        on = tokyo.in_tokyo(now).date()
        if self._done_on == on or not everybody.is_time(now):
            return
        made = everybody.next_stretch(year=on.year, at=now, after=self._after)
        self._after = made.last if made else ""
        if made is None:
            self._done_on = on


def hand_over(now: datetime) -> None:
    """Hand what waits to the 民間送達サービス."""
    deliver.deliver(_sent, at=now)


def _sent(content: bytes, delivery: Delivery) -> tuple[str, str]:
    config = PostConfig(
        url=settings.PRIVATE_POST_URL,
        issuer_code=settings.HUB_CONSIGNOR_CODE,
        key=settings.KEYS["delivery_secret"],
        clock=today.now,
    )
    try:
        answer = Post(config).hand_over(content, receipt=delivery.receipt, box=delivery.box)
    except Rejected as refusal:
        logger.error("the delivery %s was refused: %s", delivery.receipt, refusal.reason)
        return "refused", ""
    return answer.outcome, answer.proof
