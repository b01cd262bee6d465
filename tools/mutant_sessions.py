"""変異の記録 — the mutants of a module, which of them are left out, and how the others fared."""

from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkItem, WorkResult

SKIPPED = WorkResult(WorkerOutcome.SKIPPED)


def items(session: Path) -> list[WorkItem]:
    """Return every mutant, always in the same order, so that a lot draws the same ones again."""
    with use_db(str(session), WorkDB.Mode.open) as work:
        return sorted(work.work_items, key=_place)


def leave_out(session: Path, *, keep: set[str]) -> None:
    """Mark all others as not to be tried."""
    with use_db(str(session), WorkDB.Mode.open) as work:
        others = [item.job_id for item in work.work_items if item.job_id not in keep]
        work.set_multiple_results(others, SKIPPED)


def results(session: Path) -> list[WorkResult]:
    """Return how those that were tried fared."""
    with use_db(str(session), WorkDB.Mode.open) as work:
        done = [result for _, result in work.completed_work_items]
    return [result for result in done if result.worker_outcome is not WorkerOutcome.SKIPPED]


def _place(item: WorkItem) -> list[tuple[str, int]]:
    return [(change.operator_name, change.occurrence) for change in item.mutations]
