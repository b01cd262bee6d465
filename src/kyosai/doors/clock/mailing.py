"""手紙の巡回 — packs are made after the day's close, released ones go out, answers come back."""

import logging
from datetime import datetime

from django.conf import settings

from kyosai.doors import today
from kyosai.exchange import alarms, envelope
from kyosai.procedures.letters import answers, contact, pack, release
from kyosai.records.letters import packs, reads
from kyosai.wires.failure import Rejected
from kyosai.wires.print_house.desk import PackRefused, PrintHouse, PrintHouseConfig

logger = logging.getLogger(__name__)
NOBODY_THERE = (550, 551, 553)  # what a mail server says of an address for good


def print_house() -> PrintHouse:
    """Return the print house the settings name."""
    return PrintHouse(
        PrintHouseConfig(
            url=settings.PRINT_HOUSE_URL,
            sign=lambda told: envelope.sign(told, settings.KEYS["core_sign.key"]),
            is_signed=lambda content, signature: envelope.is_signed(
                content, signature, settings.KEYS["print_house_sign.pub"]
            ),
            clock=today.now,
        )
    )


class Packing:
    """Packs the letters of a day once it has closed, and each wave when it is its turn."""

    def __init__(self) -> None:
        self._closed: datetime | None = None

    def __call__(self, now: datetime) -> None:
        """Pack what is due."""
        closed = pack.last_close(now)
        if closed != self._closed:
            pack.build_day(at=now)
            self._closed = closed
        pack.build_waves(at=now)


def hand_over_packs(now: datetime) -> None:
    """Hand every released pack to the print house that it has not answered for."""
    for name in packs.to_hand_over():
        sealed, signature = packs.sealed(name)
        try:
            receipt = print_house().hand_over(name, sealed=sealed, signature=signature)
        except PackRefused as refusal:
            logger.error("the print house refused %s: %s", name, refusal.reason)
            release.refused(name, reason=refusal.reason, at=now)
        else:
            release.received(name, receipt=receipt, at=now)


def fetch_answers(now: datetime) -> None:
    """Fetch and read every count and every return we do not have yet."""
    if not packs.were_handed_over():
        return
    for name in print_house().answers():
        if reads.has_come(name):
            continue
        try:
            content = print_house().fetch(name)
        except Rejected as refusal:
            logger.error("%s cannot be taken: %s", name, refusal.reason)
            alarms.ring("print_house", subject=f"unsigned:{name}")
        else:
            answers.keep(name, content=content, at=now)


def came_back(key: str, status: int, *, at: datetime) -> bool:
    """Tell whether a mail is refused for good because nobody is there; a person then looks."""
    return status in NOBODY_THERE and contact.bounced(key, at=at)
