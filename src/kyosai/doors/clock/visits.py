"""巡回 — the clock's rounds: at each one, what is due at this moment of business time is done.

Every visit asks what stands undone and does it, so that a round missed, repeated or killed does
no harm. A partner who is away keeps nobody else waiting.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

from django.conf import settings
from django.db import connection

from kyosai.doors import today
from kyosai.doors.clock import (
    appointments,
    bookkeeping,
    certificates,
    collection,
    mailing,
    nightly,
    paying,
    payouts,
    refunds,
    scans,
    scoring,
    sending,
)
from kyosai.records.payments import files
from kyosai.records.premiums import approvals
from kyosai.wires.failure import Unreachable

logger = logging.getLogger(__name__)
PART = "clock"
PAUSE = 0.5  # seconds from round to round
GLANCE = 0.02  # seconds from look to look whether somebody has turned the clock
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
LEAP = timedelta(minutes=1)


class Visit:
    """One thing to look after, not more often than it wants, and less often when it fails.

    ``every`` and the wait after a failure are machine seconds; a leap of business time ends both,
    because what was not due a moment ago may be due now.
    """

    def __init__(self, act: Callable[[datetime], None], *, name: str, every: float = 0.0) -> None:
        self._act, self._every = act, every
        self.name = name
        self._not_before = 0.0
        self._wait = FIRST_WAIT
        self._last: datetime | None = None

    def pay(self, now: datetime) -> None:
        """Look, unless it is too early to look again."""
        has_leapt = self._last is None or now - self._last > LEAP
        if monotonic() < self._not_before and not has_leapt:
            return
        self._last = now
        try:
            self._act(now)
        except Unreachable as away:
            logger.warning("%s: %s", self.name, away)
            self._put_off()
        except Exception:  # A defect in one visit must not keep the others from theirs.
            logger.exception("%s failed", self.name)
            _let_go_of_a_broken_connection()
            self._put_off()
        else:
            self._wait = FIRST_WAIT
            self._not_before = monotonic() + self._every

    def _put_off(self) -> None:
        self._not_before = monotonic() + self._wait
        self._wait = min(LONGEST_WAIT, self._wait * 2)


def visits() -> list[Visit]:
    """Return what is looked after, in the order in which one thing leads to the next."""
    return [
        Visit(bookkeeping.open_years, name="fiscal years", every=60.0),
        Visit(scans.take_in, name="scans", every=1.0),
        Visit(scans.settle, name="readings", every=0.5),
        Visit(nightly.hand_in_papers, name="papers", every=1.0),
        Visit(nightly.read_mandate_days, name="mandate days", every=1.0),
        Visit(collection.build_due_files, name="files", every=1.0),
        Visit(collection.watch_approvals, name="approvals", every=1.0),
        Visit(sending.hand_over_files, name="hand over"),
        Visit(sending.Fetching(), name="fetch", every=1.0),
        Visit(collection.settle_kept_results, name="settle"),
        Visit(collection.ask_for_overdue_results, name="overdue", every=60.0),
        Visit(collection.Telling(), name="tell", every=1.0),
        Visit(collection.confirm_settled_cycles, name="confirm", every=5.0),
        Visit(bookkeeping.Sealing(), name="seal", every=1.0),
        Visit(sending.FetchingStatements(), name="statements", every=1.0),
        Visit(collection.read_kept_statements, name="money", every=1.0),
        Visit(payouts.decide_cancellations, name="cancellations", every=1.0),
        Visit(payouts.Instalments(), name="instalments", every=60.0),
        Visit(payouts.hand_in_tax_papers, name="tax papers", every=1.0),
        Visit(payouts.WithheldTax(), name="withheld tax", every=60.0),
        Visit(paying.check_accounts, name="payees"),
        Visit(paying.pay_at_once, name="pay"),
        Visit(paying.make_files, name="payment files", every=1.0),
        Visit(paying.hand_over_files, name="hand over payments"),
        Visit(paying.note_paid, name="paid", every=1.0),
        Visit(collection.close_ended_contracts, name="ended", every=60.0),
        Visit(refunds.pay_refunds, name="refunds", every=60.0),
        Visit(refunds.add_to_awards, name="later months", every=600.0),
        Visit(collection.tell_of_ceilings, name="ceilings", every=60.0),
        Visit(collection.follow_up_warnings, name="warnings", every=60.0),
        Visit(collection.follow_up_late_loans, name="late loans", every=60.0),
        Visit(certificates.Certifying(), name="certificates", every=0.5),
        Visit(certificates.hand_over, name="deliveries", every=1.0),
        Visit(nightly.Reminding(), name="remind", every=60.0),
        Visit(sending.send_mail, name="mail"),
        Visit(mailing.Packing(), name="pack letters", every=1.0),
        Visit(mailing.hand_over_packs, name="hand over packs", every=1.0),
        Visit(mailing.fetch_answers, name="printed", every=2.0),
        Visit(nightly.Forgetting(), name="forget", every=60.0),
        Visit(scoring.Publishing(), name="scorecard", every=60.0),
    ]


def go_round(all_visits: Sequence[Visit], *, now: datetime) -> None:
    """Pay every visit as of one moment, and note how far the clock has come."""
    for visit in all_visits:
        visit.pay(now)
    appointments.note(
        PART,
        seen=now,
        following=appointments.following(now),
        unapproved=[
            *(file.name for file in approvals.waiting()),
            *(file.name for file in files.waiting()),
            *paying.frames_waited_for(now),
        ],
    )


def run(stop: Event) -> None:
    """Go round until told to stop."""
    everything = visits()
    while not stop.is_set():
        now = today.now()
        try:
            go_round(everything, now=now)
        except Exception:  # The database may be away; the clock goes on when it is back.
            logger.exception("the clock missed a round")
            _let_go_of_a_broken_connection()
        _pause(stop, after=now)
    connection.close()


def _pause(stop: Event, *, after: datetime) -> None:
    """Rest until the next round is due, or business time has leapt."""
    until = monotonic() + PAUSE
    glance = PAUSE if settings.CLOCK_FOLDER is None else GLANCE
    while monotonic() < until and not stop.wait(glance):
        if today.now() - after > LEAP:
            return


def _let_go_of_a_broken_connection() -> None:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
