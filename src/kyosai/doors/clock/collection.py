"""収納の巡回 — build what is due, fetch what is ready, settle, tell, reconcile.

Levels, not edges: each round asks what stands undone, so a round missed or repeated does no harm.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from kyosai.doors.clock import appointments, side_by_side
from kyosai.doors.clock.side_by_side import Workers
from kyosai.procedures.collection import (
    approve,
    ceiling,
    chase,
    plan,
    remittance,
    request,
    returning,
    settle,
    statement,
    warn,
)
from kyosai.procedures.recovery import debit, demand
from kyosai.procedures.recovery import settle as repayments
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.premiums import cycles
from kyosai.schemes import both
from kyosai.schemes.clocks.debit_days import Cycle

logger = logging.getLogger(__name__)


def build_due_files(now: datetime) -> None:
    """Plan the cycles whose cut-off has passed, and make their files while the bank takes them."""
    due = [each for each in appointments.known_cycles(now) if each.build_at <= now]
    planned = cycles.planned(each.key for each in due)
    waiting = [each for each in due if each.key not in planned]
    with side_by_side.workers() as together:
        for key in cycles.to_build():
            together.begin(request.build, key, at=now)
        for scheme in both.SCHEMES:
            theirs = [each for each in waiting if each.channel.scheme == scheme]
            together.begin(_plan_and_build, theirs, now, together)


def _plan_and_build(waiting: Sequence[Cycle], now: datetime, together: Workers) -> None:
    """Plan a scheme's cycles one after another; while one is planned, files of others are made."""
    for cycle in waiting:
        if _plan(cycle, now):
            debit.keep_file(cycle, at=now)
            together.begin(request.build, cycle.key, at=now)


def watch_approvals(now: datetime) -> None:
    """See that files are approved in time; what the bank takes no more waits for the next cycle."""
    for name in approve.let_lapse(at=now):
        logger.error("file %s was not approved in time", name)
    approve.remind(at=now)


def settle_kept_results(now: datetime) -> None:
    """Take in every result file that nobody has read, those of one file in their order."""
    side_by_side.each(partial(_settle, now), settle.to_settle_by_file())


def _settle(now: datetime, names: list[str]) -> None:
    for name in names:
        of = repayments if repayments.is_ours(name) else settle
        if of.settle(name, at=now) == "refused":
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
        news = {key: settled for key, settled in chase.to_tell() if self._told.get(key) != settled}
        side_by_side.each(partial(_tell, now), news)
        self._told |= news


def confirm_settled_cycles(now: datetime) -> None:
    """Reconcile bank, journal and dues of every settled cycle.

    Whoever has not heard is told before: nobody asks about a confirmed cycle any more.
    """
    side_by_side.each(partial(_confirm, now), cycles.to_confirm())


def _confirm(now: datetime, key: str) -> None:
    _tell(now, key)
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


def tell_of_ceilings(now: datetime) -> None:
    """Tell whoever has paid in up to the ceiling, and whoever is below it again."""
    ceiling.tell(at=now)


def follow_up_late_loans(now: datetime) -> None:
    """Demand what is late, and see whose time under the Act has run out."""
    demand.follow_up(at=now)


def follow_up_warnings(now: datetime) -> None:
    """See which warnings have arrived, and which stayed without effect."""
    warn.follow_up(at=now)


def _tell(now: datetime, key: str) -> None:
    chase.tell(key, at=now)
    warn.warn(key, at=now)


def _plan(cycle: Cycle, now: datetime) -> bool:
    """Plan a cycle, and tell whether there is something to build."""
    if now >= cycle.hand_in_by:
        if not plan.note_missed(cycle, at=now):
            return False
        logger.error("cycle %s was missed: the bank takes its file no more", cycle.key)
    try:
        check.before(cycle.debit_on)
    except check.NotSound as unsound:
        logger.error("cycle %s does not start: %s", cycle.key, unsound)
        plan.note_unsound(cycle, found=str(unsound), at=now)
        raise
    return plan.plan(cycle, at=now) is not None
