"""収納の巡回 — build what is due, fetch what is ready, settle, tell, reconcile.

Levels, not edges: each round asks what stands undone, so a round missed or repeated does no harm.
"""

import logging
from datetime import datetime

from kyosai.doors.clock import appointments
from kyosai.procedures.collection import (
    approve,
    chase,
    plan,
    remittance,
    request,
    returning,
    settle,
    statement,
    warn,
)
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.premiums import cycles
from kyosai.schemes.clocks.debit_days import Cycle

logger = logging.getLogger(__name__)


def build_due_files(now: datetime) -> None:
    """Plan the cycles whose cut-off has passed, and make their files while the bank takes them."""
    due = [each for each in appointments.known_cycles(now) if each.build_at <= now]
    planned = cycles.planned(each.key for each in due)
    for cycle in due:
        if cycle.key not in planned:
            _plan(cycle, now)
    for key in cycles.to_build():
        request.build(key, at=now)


def watch_approvals(now: datetime) -> None:
    """See that files are approved in time; what the bank takes no more waits for the next cycle."""
    for name in approve.let_lapse(at=now):
        logger.error("file %s was not approved in time", name)
    approve.remind(at=now)


def settle_kept_results(now: datetime) -> None:
    """Take in every result file that nobody has read."""
    for name in settle.to_settle():
        outcome = settle.settle(name, at=now)
        if outcome == "refused":
            logger.error("result file %s was refused whole", name)


def ask_for_overdue_results(now: datetime) -> None:
    """Name every promised confirmation that did not come in time."""
    for number in settle.ask_for_overdue(at=now):
        logger.error("a confirmation is overdue: case %s", number)


class Telling:
    """Tells people how their debit went, once for each result file that was settled."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def __call__(self, now: datetime) -> None:
        """Tell whoever has not heard; asking is dear, so only when there is something new."""
        for key, settled in chase.to_tell():
            if self._told.get(key) != settled:
                _tell(key, now)
                self._told[key] = settled


def confirm_settled_cycles(now: datetime) -> None:
    """Reconcile bank, journal and dues of every settled cycle.

    Whoever has not heard is told before: nobody asks about a confirmed cycle any more.
    """
    for key in cycles.to_confirm():
        _tell(key, now)
        for difference in reconcile.confirm(key, at=now):
            logger.error("cycle %s: %s", key, difference)


def read_kept_statements(now: datetime) -> None:
    """Take in every statement that nobody has read, and see whose money has come."""
    for name in statement.to_read():
        outcome = statement.read(name, at=now)
        if outcome == "refused":
            logger.error("statement %s was refused whole", name)
    remittance.match(at=now)


def close_ended_contracts(now: datetime) -> None:
    """Release what was paid, or was to be paid, for months after the end of a contract."""
    for contract in returning.to_close(on=now.date()):
        returning.close(contract, at=now)


def follow_up_warnings(now: datetime) -> None:
    """See which warnings have arrived, and which stayed without effect."""
    warn.follow_up(at=now)


def _tell(key: str, now: datetime) -> None:
    chase.tell(key, at=now)
    warn.warn(key, at=now)


def _plan(cycle: Cycle, now: datetime) -> None:
    if now >= cycle.hand_in_by:
        if not plan.note_missed(cycle, at=now):
            return
        logger.error("cycle %s was missed: the bank takes its file no more", cycle.key)
    try:
        check.before(cycle.debit_on)
    except check.NotSound as unsound:
        logger.error("cycle %s does not start: %s", cycle.key, unsound)
        plan.note_unsound(cycle, found=str(unsound), at=now)
        raise
    plan.plan(cycle, at=now)
