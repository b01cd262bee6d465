"""Web-API の窓口 — by number, by period, by name; no JSON here, as at the real one."""

import re
from collections.abc import Sequence
from datetime import date
from time import sleep

from flask import Blueprint, Response, request

from outside_world import faults
from outside_world.register import companies, messages
from outside_world.register.companies import Row
from outside_world.world import HOUJIN_APPLICATION_ID, here

desk = Blueprint("register", __name__, url_prefix="/houjin/4")
PAGE = 20
SLOW_SECONDS = 3


@desk.before_request
def demand_application() -> Response | None:
    """Answer 404 in plain text to an unknown application id, as the real one does."""
    if request.args.get("id") != HOUJIN_APPLICATION_ID:
        return Response("不正なアプリケーションIDです。", 404, content_type="text/plain")
    if request.args.get("type") not in messages.MEDIA:
        return _bad("040,応答形式（type）が正しくありません。")
    if faults.strikes(here().memory, "register.slow"):
        sleep(SLOW_SECONDS)
    return None


@desk.get("/num")
def by_number() -> Response:
    """Return up to ten companies by number."""
    numbers = request.args.get("number", "").split(",")
    if len(numbers) > 10 or not all(re.fullmatch(r"[0-9]{13}", each) for each in numbers):
        return _bad("010,法人番号（number）が正しくありません。")
    with_history = request.args.get("history") == "1"
    known = companies.everybody()
    found = [known[each] for each in numbers if each in known]
    return _answer([row for one in found for row in companies.rows(one, with_history=with_history)])


@desk.get("/diff")
def by_period() -> Response:
    """Return what changed between two days, in parts."""
    try:
        first, last = (date.fromisoformat(request.args.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return _bad("020,期間（from, to）が正しくありません。")
    period = range(first.toordinal(), last.toordinal() + 1)
    rows = _newest()
    return _answer([r for r in rows if date.fromisoformat(r["updateDate"]).toordinal() in period])


@desk.get("/name")
def by_name() -> Response:
    """Return companies by the beginning of the name, or by a part of it (mode 2)."""
    name = request.args.get("name", "")
    if not name:
        return _bad("030,名称（name）がありません。")
    if request.args.get("mode") == "2":
        return _answer([row for row in _newest() if name in row["name"]])
    return _answer([row for row in _newest() if row["name"].startswith(name)])


def _newest() -> list[Row]:
    return [row for one in companies.everybody().values()
            for row in companies.rows(one, with_history=False)]  # fmt: skip


def _answer(rows: Sequence[Row]) -> Response:
    if faults.strikes(here().memory, "register.empty"):
        rows = []
    parts = max(1, -(-len(rows) // PAGE))
    part = request.args.get("divide", 1, type=int)
    if not 1 <= part <= parts:
        return _bad("050,分割番号（divide）が正しくありません。")
    kind = request.args["type"]
    shown = rows[(part - 1) * PAGE : part * PAGE]
    content = messages.written(
        shown, kind, count=len(rows), today=here().clock.today(), part=part, parts=parts
    )
    return Response(content, content_type=messages.MEDIA[kind])


def _bad(words: str) -> Response:
    return Response(words, 400, content_type="text/plain; charset=utf-8")
