"""給付の巡回 — cancellations past their day to think, instalments, yearly slips, withheld tax."""

import logging
from datetime import date, datetime

from django.conf import settings

from kyosai.doors import today
from kyosai.procedures.payout import instalments, pension_slips, window
from kyosai.procedures.reporting import bundle
from kyosai.procedures.withholding import hand_over
from kyosai.records.tax_office import bundles
from kyosai.wires.bank.desk import DeskConfig
from kyosai.wires.etax.reception import Reception
from kyosai.wires.failure import Rejected

logger = logging.getLogger(__name__)


def decide_cancellations(now: datetime) -> None:
    """Carry out every cancellation that was not taken back in time."""
    for case in window.to_decide(at=now):
        window.decide(case, at=now)


class Instalments:
    """Orders, once a day, the instalments whose day is near; makes the slips of last year."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Order each in a transaction of its own."""
        if self._done_on != now.date():
            for key in instalments.to_order(at=now):
                instalments.order(key, at=now)
            pension_slips.make(at=now)
            self._done_on = now.date()


class WithheldTax:
    """Orders, once a day, the tax of months that are over to be paid to its offices."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Order each in a transaction of its own."""
        if self._done_on != now.date():
            for owed in hand_over.to_order(at=now):
                hand_over.order(owed, at=now)
            self._done_on = now.date()


def tax_office() -> Reception:
    """Return the reception of tax papers the settings name."""
    config = DeskConfig(
        url=settings.ETAX_URL,
        consignor_code=settings.HUB_CONSIGNOR_CODE,
        key=settings.KEYS["etax_secret"],
        clock=today.now,
    )
    return Reception(config)


def hand_in_tax_papers(now: datetime) -> None:
    """Hand in every bundle that was let go. Killed after the send, it is sent again, as it was."""
    for name in bundles.to_send():
        kept = bundles.of_name(name)
        assert kept is not None
        try:
            number = tax_office().hand_in(bundle.content(name), name=name, digest=kept.digest)
        except Rejected as refusal:
            logger.error("the tax office refused %s: %s", name, refusal.reason)
        else:
            bundles.note_received(name, number=number, at=now)
