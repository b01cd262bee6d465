"""二重化の訓練 — what happens when a machine, a line or the whole site is lost, as last tried."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.reports import drill
from kyosai.reports.drill import Broken, Restored


def show(request: HttpRequest) -> HttpResponse:
    """Show the last drill beside its goals, or that there has been none."""
    found = drill.last(settings.KYOSAI_STATE / "drill.json")
    page: dict[str, Any] = {"drill": None}
    if found is not None:
        page["drill"] = {
            "at": words.at(found.at),
            "rounds": found.rounds,
            "lost": sum(each.lost for each in found.broken),
            "doubled": sum(each.doubled for each in found.broken),
            "acknowledged": f"{sum(each.acknowledged for each in found.broken):,}件",
            "lines": [_line(each) for each in found.broken],
            "restored": _restored(found.restored) if found.restored else None,
        }
    return render(request, "back_office/treasury/drill.html", page)


def _line(each: Broken) -> dict[str, Any]:
    return {
        "title": each.title,
        "runs": f"{each.runs}回",
        "acknowledged": f"{each.acknowledged:,}件",
        "lost": f"{each.lost}件",
        "doubled": f"{each.doubled}件",
        "in_doubt": f"{each.in_doubt}件",
        "settled": f"{each.settled}件",
        "median": _seconds(each.median),
        "longest": _seconds(each.longest),
        "goal": f"{each.goal:,}秒",
        "tone": "good" if each.is_met else "bad",
        "met": "達成" if each.is_met else "未達",
    }


def _restored(each: Restored) -> dict[str, Any]:
    return {
        "acknowledged": f"{each.acknowledged:,}件",
        "lost": f"{each.lost}件",
        "took": _seconds(each.took),
        "goal": f"{each.goal:,}秒",
        "seals": "合っています" if each.is_verified else "合いません",
        "tone": "good" if each.is_met else "bad",
        "met": "達成" if each.is_met else "未達",
    }


def _seconds(tenths: int) -> str:
    return f"{tenths // 10:,}.{tenths % 10}秒"
