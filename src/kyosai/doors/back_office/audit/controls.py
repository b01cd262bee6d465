"""統制の一覧 — each control, the tests that show it, and what they said last."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.reports.controls import results
from kyosai.reports.controls.register import Control, controls
from kyosai.reports.controls.results import Result

STATES = {"green": ("緑", "good"), "red": ("赤", "bad"), "not_yet": ("まだ", "warn")}
UNHEARD = ("未実行", "warn")


def show(request: HttpRequest) -> HttpResponse:
    """Show the whole register, with how many are green, red and not yet."""
    known = results.last(settings.KYOSAI_STATE)
    counted = Counter(each.outcome for each in known.values())
    page = {
        "lines": [_line(each, known.get(each.id)) for each in controls()],
        "green": counted["green"],
        "red": counted["red"],
        "not_yet": len(controls()) - counted["green"] - counted["red"],
    }
    return render(request, "back_office/audit/controls.html", page)


def _line(control: Control, result: Result | None) -> dict[str, Any]:
    has_test = bool(control.shown_by)
    word, tone = STATES[result.outcome] if result else UNHEARD if has_test else STATES["not_yet"]
    return {
        "id": control.id,
        "area": control.area,
        "says": control.says,
        "less": control.less,
        "tests": [test.split("::")[1].removeprefix("test_") for test in control.shown_by],
        "word": word,
        "tone": tone,
        "at": words.at(datetime.fromisoformat(result.at)) if result and has_test else "—",
        "passed": f"{result.passed}件" if result and has_test else "—",
        "evidence": result.evidence[:12] if result and has_test else "",
    }
