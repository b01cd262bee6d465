"""ファイルの承認 — who has released which file by its digest; the database counts to two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet

from kyosai.records.premiums.models import Approval, DebitFile

NEEDED = 2


@dataclass(frozen=True)
class Waiting:
    """A file that has not been handed over, with the moment until which the bank takes it."""

    name: str
    cycle: str
    scheme: str
    digest: str
    made_by: str
    hand_in_by: datetime
    approved_by: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many approvals are still missing."""
        return max(0, NEEDED - len(self.approved_by))


def waiting() -> list[Waiting]:
    """Return the files that lack an approval, the most urgent first."""
    return [each for each in _waiting(_not_handed_over()) if each.lacks]


def of_file(name: str) -> Waiting | None:
    """Return a file that has not been handed over, with its approvals."""
    return next(_waiting(_not_handed_over().filter(name=name)), None)


def approvers(name: str) -> list[tuple[str, datetime]]:
    """Return who approved a file, and when."""
    rows = Approval.objects.filter(file_id=name).order_by("at", "officer")
    return list(rows.values_list("officer", "at"))


def approve(name: str, *, digest: str, officer: str, at: datetime) -> None:
    """Write down an approval; the database refuses one that is none."""
    Approval.objects.create(file_id=name, digest=digest, officer=officer, at=at)


def count_waiting() -> int:
    """Return how many files lack an approval."""
    rows = DebitFile.objects.filter(hand_over__isnull=True).annotate(n=Count("approvals"))
    return rows.filter(n__lt=NEEDED).count()


def _not_handed_over() -> QuerySet[DebitFile]:
    rows = DebitFile.objects.filter(hand_over__isnull=True).select_related("cycle")
    return rows.order_by(F("cycle__hand_in_by"), "name")


def _waiting(rows: QuerySet[DebitFile]) -> Iterator[Waiting]:
    for row in rows:
        yield Waiting(
            name=row.name,
            cycle=row.cycle_id,
            scheme=row.cycle.scheme,
            digest=row.digest,
            made_by=row.made_by,
            hand_in_by=row.cycle.hand_in_by,
            approved_by=tuple(officer for officer, _ in approvers(row.name)),
        )
