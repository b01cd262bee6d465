"""公開の表 — what anybody may read of the scorecard: no count of fewer than ten, nobody's filing.

Where one line of a group would be told by the rest, the smallest of the rest is hidden with it.
"""

from collections.abc import Sequence
from typing import Any

from kyosai.basis import era, tokyo
from kyosai.reports.scorecard.card import SCHEMES, Card, Line, Sum
from kyosai.reports.scorecard.counted import Counts
from kyosai.schemes.clocks import filings


def published(card: Card) -> dict[str, Any]:
    """Return the page of counts, as plain values."""
    small = filings.small_cell(on=tokyo.in_tokyo(card.at).date())
    hidden = _hidden(card.lines, small=small)
    return {
        "year": card.year,
        "at": card.at.isoformat(),
        "small": small,
        "sums": [_sum(each, small=small) for each in card.sums],
        "lines": [
            _line(each, is_hidden=each.filing.key in hidden, small=small) for each in card.lines
        ],
        "months": [
            {"month": month} | _shares(counts, is_hidden=counts.received < small)
            for month, counts in card.months.items()
        ],
        "shortcomings": [
            {"name": _name(flow), "reason": words, "count": count}
            for flow, words, count in card.shortcomings
            if count >= small
        ],
        "coming": [
            {
                "name": _name(each.procedure),
                "stage": each.words,
                "from_on": each.from_on.isoformat() if each.from_on else "",
            }
            for each in card.coming
        ],
    }


def _sum(found: Sum, *, small: int) -> dict[str, Any]:
    online, total = found.before
    return {
        "name": found.name,
        "by": found.goal.by,
        "goal": found.goal.percent,
        "before": _permille(online, total),
    } | _shares(found.counts, is_hidden=0 < found.counts.received < small)


def _line(line: Line, *, is_hidden: bool, small: int) -> dict[str, Any]:
    filing, opinions, stage = line.filing, line.opinions, line.stage
    are_few = opinions.answers < small
    return {
        "name": filing.name,
        "scheme": SCHEMES[filing.scheme],
        "law": filing.law,
        "by": line.goal.by,
        "goal": line.goal.percent,
        "before": _permille(filing.online or 0, filing.total or 0),
        "action": filing.action,
        "stage": stage.words,
        "from_on": era.on_screen(stage.from_on) if stage.from_on else "",
        "begun": line.begun if line.begun >= small and not is_hidden else None,
        "answers": None if are_few else opinions.answers,
        "content": None if are_few else _permille(opinions.content, opinions.answers),
        "easy": None if are_few else _permille(opinions.easy, opinions.answers),
    } | _shares(line.counts, is_hidden=is_hidden)


def _shares(counts: Counts, *, is_hidden: bool) -> dict[str, Any]:
    """Return whole counts and shares in tenths of a percent, or nothing of what is hidden."""
    if is_hidden:
        return {"hidden": True}
    return {
        "hidden": False,
        "received": counts.received,
        "online": counts.online,
        "assisted": counts.assisted,
        "share": _permille(counts.online, counts.received),
        "kept_gross": _permille(counts.kept_gross, counts.promises),
        "kept_net": _permille(counts.kept_net, counts.promises),
        "median_seconds": counts.median_seconds,
    }


def _hidden(lines: Sequence[Line], *, small: int) -> set[str]:
    """Return the procedures whose counts are not shown."""
    found: set[str] = set()
    for of_kind in ("group", "scheme"):
        for key in sorted({getattr(each.filing, of_kind) for each in lines}):
            among = [
                each
                for each in lines
                if getattr(each.filing, of_kind) == key and each.counts.received
            ]
            among.sort(key=lambda each: each.counts.received)
            few = [each for each in among if each.counts.received < small]
            found |= {each.filing.key for each in (among[:2] if len(few) == 1 else few)}
    return found


def _permille(part: int, whole: int) -> int | None:
    """Return a share in tenths of a percent, cut off; nothing of nothing."""
    return part * 1000 // whole if whole else None


def _name(flow: str) -> str:
    filing = filings.filings().get(flow)
    return f"{SCHEMES[filing.scheme]}　{filing.name}" if filing else flow
