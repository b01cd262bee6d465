"""Promises are recounted from the cases themselves."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from kyosai.casework.models import Case
from kyosai.reports import promises

NOW = datetime.fromisoformat("2026-10-06T18:00:00+09:00")
DUE = NOW - timedelta(hours=1)


def case(number: str, *, due_at: datetime, closed_at: datetime | None) -> None:
    Case.objects.create(
        number=number, flow="skk.enrolment", step="examine", desk="contracts", subject=uuid4(),
        receipt=number, received_at=NOW, opened_on=NOW.date(), due_at=due_at,
        is_closed=closed_at is not None, closed_at=closed_at,
        outcome="accepted" if closed_at else "",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_promise_is_kept_when_decided_by_its_moment_and_not_a_second_later() -> None:
    case("K-1", due_at=DUE, closed_at=DUE)
    case("K-2", due_at=DUE, closed_at=DUE + timedelta(seconds=1))
    case("K-3", due_at=DUE, closed_at=None)
    case("K-4", due_at=NOW, closed_at=None)

    (counted,) = promises.kept(at=NOW)

    assert (counted.in_time, counted.late, counted.overdue, counted.waiting) == (1, 1, 1, 1)
    assert counted.received == 4
