"""応対の集計 — what a lead sees of a day: counts, never a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from kyosai.records.calls.models import Call, CallBack, CallEnd


@dataclass(frozen=True)
class Promises:
    """How the call-backs of a stretch stand: kept means begun within its half hour."""

    waiting: int
    kept: int
    late: int
    missed: int


@dataclass(frozen=True)
class Answered:
    """How the calls of a stretch ended."""

    calls: int
    open: int
    by_script: int
    not_identified: int
    seconds: int
    reasons: Counter[str]


def promises(*, since: datetime, until: datetime, now: datetime, half: timedelta) -> Promises:
    """Count the call-backs that begin in a stretch."""
    count: Counter[str] = Counter()
    rows = CallBack.objects.filter(starts_at__gte=since, starts_at__lt=until)
    for row in rows.select_related("call"):
        ends = row.starts_at + half
        if hasattr(row, "call"):
            count["kept" if row.call.begun_at < ends else "late"] += 1
        else:
            count["waiting" if now < ends else "missed"] += 1
    return Promises(count["waiting"], count["kept"], count["late"], count["missed"])


def answered(*, since: datetime, until: datetime) -> Answered:
    """Count the calls that began in a stretch."""
    rows = Call.objects.filter(begun_at__gte=since, begun_at__lt=until)
    ends = list(CallEnd.objects.filter(call__in=rows))
    return Answered(
        calls=rows.count(),
        open=rows.filter(end__isnull=True).count(),
        by_script=sum(each.by_script for each in ends),
        not_identified=sum(each.outcome == "not_identified" for each in ends),
        seconds=sum(each.seconds for each in ends),
        reasons=Counter(each.reason for each in ends),
    )
