"""応対のまとめ — calls of the day, call-backs waiting and kept, reasons as a small chart."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.access.calls import booking, log
from kyosai.records.calls import overview
from kyosai.records.calls.overview import Promises

LEFT, WIDTH, HIGH, STEP = 190, 400, 18, 28


@dataclass(frozen=True)
class Bar:
    """One reason as a bar: where it stands, how long it is, how many calls."""

    name: str
    y: int
    width: int
    many: int

    @property
    def words_y(self) -> int:
        """Where the words of a bar stand."""
        return self.y + HIGH - 4


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show today, and the promises of the month beside them; counts alone."""
    now = today.now()
    begins = tokyo.in_tokyo(now).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = begins + timedelta(days=1)
    answered = overview.answered(since=begins, until=ends)
    ended = answered.calls - answered.open
    bars = drawn(answered.reasons, log.reasons(on=now.date()))
    page = {
        "on": words.on(now.date()),
        "answered": answered,
        "mean": words.stretch(timedelta(seconds=answered.seconds // ended)) if ended else "—",
        "by_script": f"{answered.by_script * 100 // ended}％" if ended else "—",
        "promises": _promises(begins, ends, now),
        "month": (month := _promises(begins.replace(day=1), ends, now)),
        "kept": _share(month),
        "bars": bars,
        "left": LEFT,
        "height": STEP * len(bars) + 8,
    }
    return render(request, "back_office/calls/lead.html", page)


def drawn(reasons: Counter[str], names: dict[str, str]) -> list[Bar]:
    """Return the bars of the reasons, the most frequent first; whole pixels only."""
    most = max(reasons.values(), default=0)
    return [
        Bar(names.get(reason, reason), 4 + STEP * place, max(2, WIDTH * many // most), many)
        for place, (reason, many) in enumerate(reasons.most_common())
    ]


def _promises(since: datetime, until: datetime, now: datetime) -> Promises:
    return overview.promises(since=since, until=until, now=now, half=booking.half(now.date()))


def _share(month: Promises) -> str:
    """Return the share of the promises whose time is over that were kept."""
    over = month.kept + month.late + month.missed
    return f"{month.kept * 100 // over}％" if over else "—"
