"""第三者チェックの資料 — one year as rows and as pages; the pages name the digest of the rows.

Made anew from the records each time: the same moment asked again gives the same bytes, so whoever
holds a copy can have it counted again.
"""

import csv
from dataclasses import fields
from io import StringIO

from kyosai.basis import era, fingerprint, tokyo
from kyosai.formats.paper import scorecard as paper
from kyosai.reports.scorecard.card import SCHEMES, Card, Line
from kyosai.reports.scorecard.counted import Counts

GIVEN = ("key", "scheme", "group", "name", "law", "by", "goal_percent", "stage", "stage_from")
VOICES = ("begun", "answers", "content", "easy")
COUNTED = tuple(each.name for each in fields(Counts))
NAMES = (*GIVEN, *COUNTED, *VOICES)


def rows(card: Card) -> bytes:
    """Return the year as CSV: exact counts, no shares, one procedure a row."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(NAMES)
    lines.writerows(_row(line) for line in card.lines)
    return ("\ufeff" + written.getvalue()).encode()


def pages(card: Card, *, is_sample: bool) -> bytes:
    """Return the year as PDF, with the digest of the rows it was made from."""
    at = tokyo.in_tokyo(card.at)
    made = paper.Scorecard(
        year=card.year,
        counted=f"{era.on_screen(at.date())}{at:%H:%M}",
        digest=fingerprint.digest(rows(card)),
        sums=[
            (each.name, each.goal.by, f"{each.goal.percent}%", *_figures(each.counts))
            for each in card.sums
        ],
        lines=[
            (
                f"{line.filing.name}（{SCHEMES[line.filing.scheme]}）",
                line.goal.by,
                f"{line.goal.percent}%",
                *_figures(line.counts),
            )
            for line in card.lines
        ],
        made_on=at.date(),
        is_sample=is_sample,
    )
    return paper.written(made)


def _row(line: Line) -> list[object]:
    filing, stage = line.filing, line.stage
    from_on = stage.from_on.isoformat() if stage.from_on else ""
    given = [filing.key, filing.scheme, filing.group, filing.name, filing.law]
    goal = [line.goal.by, line.goal.percent, stage.stage, from_on]
    counts = [getattr(line.counts, name) for name in COUNTED]
    voices = [line.opinions.answers, line.opinions.content, line.opinions.easy]
    return [*given, *goal, *counts, line.begun, *voices]


def _figures(counts: Counts) -> tuple[str, ...]:
    return (
        f"{counts.online}／{counts.received}",
        _share(counts.online, counts.received),
        _share(counts.kept_gross, counts.promises),
        _share(counts.kept_net, counts.promises),
    )


def _share(part: int, whole: int) -> str:
    if not whole:
        return "―"
    permille = part * 1000 // whole
    return f"{permille // 10}.{permille % 10}%"
