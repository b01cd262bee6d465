"""引き落としの回 — plan, file, hand-over, answer and check of each debit day, with differences."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.collection import remittance
from kyosai.records.ledger import reads as ledger
from kyosai.records.premiums import cycles, overview
from kyosai.records.premiums.overview import Count, Cycle, Totals
from kyosai.records.remittances import reads as remittances
from kyosai.schemes.clocks import channels

KEY = re.compile(r"[a-z0-9:_-]{1,40}")
CODES = {
    "0": "振替済み",
    "1": "資金不足",
    "2": "取引なし（口座がない）",
    "3": "預金者の都合で停止",
    "4": "口座振替の登録なし",
    "8": "委託者の都合で停止",
    "9": "その他",
    "E": "データの誤り",
    "N": "結果がまだ",
}
OUTCOMES = {"": "まだ読んでいません", "settled": "消し込み済み", "repeated": "同じ内容の2回目"}
OUTCOMES["refused"] = "丸ごと拒否"


def show_all(request: HttpRequest) -> HttpResponse:
    """List the debit days, the latest first."""
    page = {"cycles": [_line(cycle) for cycle in overview.cycles()]}
    return render(request, "back_office/treasury/cycles.html", page)


def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show one debit day with its files and answers."""
    cycle = cycles.known(key) if KEY.fullmatch(key) else None
    if cycle is None:
        raise Http404
    totals = overview.totals(key)
    page = _line(cycle) | {
        "steps": _steps(cycle),
        "totals": _totals(totals),
        "differences": differences(cycle, totals),
        "codes": [
            {
                "code": code,
                "name": CODES.get(code, "見本にない結果"),
                "count": n,
                "yen": words.yen(y),
            }
            for code, n, y in overview.by_code(key)
        ],
        "left_out": overview.left_out(key),
        "files": [_file(file) for file in overview.files(key)],
        "results": [_result(result) for result in overview.results(key)],
    }
    return render(request, "back_office/treasury/cycle.html", page)


def differences(cycle: Cycle, totals: Totals) -> list[dict[str, Any]]:
    """Return what must agree, by how much it does not, and whether it is time to agree."""
    posted, surcharged = (
        ledger.posted(
            kind=f"{kind}_collected",
            key_prefix=f"{key}:{cycle.key}:",
            effective_on=cycle.debit_on,
        ).yen.amount
        for kind, key in (("premium", "collected"), ("surcharge", "surcharge"))
    )
    remitted = remittances.of_cycle(cycle.key).yen
    is_awaited = cycle.remitted_at is None and today.now() < remittance.told_at(cycle.remitted_on)
    checks = (
        ("計画 − ファイル", totals.plan_less_files, cycle.built_at),
        ("受付済みファイル − 結果", totals.unanswered.yen, cycle.settled_at),
        ("結果（振替済み）− 仕訳", totals.collected.yen - posted - surcharged, cycle.built_at),
        (
            "結果（振替済み）− 入金",
            totals.collected.yen - remitted,
            None if is_awaited else cycle.settled_at,
        ),
    )
    return [
        {
            "name": name,
            "yen": "—" if at is None else words.yen(yen),
            "tone": "" if at is None else "good" if yen == 0 else "bad",
            "state": "まだ" if at is None else "一致" if yen == 0 else "不一致",
        }
        for name, yen, at in checks
    ]


def _line(cycle: Cycle) -> dict[str, Any]:
    return {
        "key": cycle.key,
        "channel": _channel(cycle),
        "debit_on": words.on(cycle.debit_on),
        "kind": "定例" if cycle.is_regular else "臨時",
        "submit_by": words.at(cycle.submit_by),
        "result_at": words.at(cycle.result_at),
        "confirm_by": words.on(cycle.confirm_by),
        "step": next(
            step["name"] for step in reversed(_steps(cycle)) if step["at"] or step["first"]
        ),
        "is_confirmed": cycle.confirmed_at is not None,
        "is_late": cycle.confirmed_at is None and cycle.confirm_by < today.today(),
    }


def _channel(cycle: Cycle) -> str:
    try:
        return channels.channel(cycle.channel, scheme=cycle.scheme, on=cycle.debit_on).name
    except channels.UnknownChannel:
        return cycle.channel


def _steps(cycle: Cycle) -> list[dict[str, Any]]:
    steps = (
        ("計画の前", None),
        ("計画", cycle.planned_at),
        ("ファイル", cycle.built_at),
        ("結果", cycle.settled_at),
        ("確認", cycle.confirmed_at),
        ("入金", cycle.remitted_at),
    )
    return [
        {"name": name, "at": words.at(at) if at else "", "first": place == 0}
        for place, (name, at) in enumerate(steps)
    ]


def _totals(totals: Totals) -> list[dict[str, str]]:
    named = (
        ("計画（依頼）", totals.asked),
        ("ファイル", totals.in_files),
        ("銀行が受付", totals.received),
        ("銀行が拒否", totals.refused),
        ("振替済み", totals.collected),
        ("振替できず", totals.failed),
        ("結果がまだ", totals.pending),
        ("回答なし", totals.unanswered),
    )
    return [_total(name, count) for name, count in named]


def _total(name: str, count: Count) -> dict[str, str]:
    return {"name": name, "count": f"{count.count:,}件", "yen": words.yen(count.yen)}


def _file(file: overview.File) -> dict[str, str]:
    refusal = f"拒否：{file.refusal}" if file.refusal else ""
    return {
        "name": file.name,
        "digest": file.digest,
        "records": f"{file.records:,}件",
        "yen": words.yen(file.yen),
        "made": words.at(file.made_at),
        "handed": words.at(file.handed_at),
        "answer": refusal or file.receipt or "まだ渡していません",
        "tone": "bad" if file.refusal else "good" if file.receipt else "",
    }


def _result(result: overview.Result) -> dict[str, str]:
    return {
        "name": result.name,
        "digest": result.digest,
        "fetched": words.at(result.fetched_at),
        "outcome": OUTCOMES.get(result.outcome, result.outcome),
        "tone": {"settled": "good", "refused": "bad"}.get(result.outcome, ""),
        "collected": f"{result.collected:,}件　{words.yen(result.collected_yen)}",
        "refusal": result.refusal,
    }
