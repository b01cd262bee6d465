"""お約束の達成 — how many filings were decided by the day they were promised, recounted from cases.

Gross: pauses are not taken off (service.md §5.1, rule 5); what still waits counts as neither kept
nor broken until its promised moment has passed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from kyosai.casework.models import Case


@dataclass(frozen=True)
class Kept:
    """One procedure's filings: decided in time, decided late, waiting past the promise, waiting."""

    flow: str
    in_time: int
    late: int
    overdue: int
    waiting: int

    @property
    def received(self) -> int:
        """All filings."""
        return self.in_time + self.late + self.overdue + self.waiting


def kept(*, at: datetime) -> list[Kept]:
    """Return the count of each procedure, as of a moment."""
    is_open = Q(is_closed=False)
    rows = Case.objects.values("flow").annotate(
        in_time=Count("number", filter=Q(is_closed=True, closed_at__lte=F("due_at"))),
        late=Count("number", filter=Q(is_closed=True, closed_at__gt=F("due_at"))),
        overdue=Count("number", filter=is_open & Q(due_at__lt=at)),
        waiting=Count("number", filter=is_open & Q(due_at__gte=at)),
    )
    return [Kept(**row) for row in rows.order_by("flow")]
