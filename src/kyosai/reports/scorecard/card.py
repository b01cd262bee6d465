"""表 — procedures, groups and schemes with goal, deadline, share online and plan, for one year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import add

from kyosai.basis import tokyo
from kyosai.records.stages import reads as stages
from kyosai.records.voices import reads as voices
from kyosai.records.voices.reads import Opinions
from kyosai.reports.scorecard import counted, reasons
from kyosai.reports.scorecard.counted import NOTHING, Counts
from kyosai.schemes.clocks import filings
from kyosai.schemes.clocks.filings import Filing, Goal

SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}


@dataclass(frozen=True)
class Line:
    """One procedure: what it is, its goal, its counts, its step towards online, and its voices."""

    filing: Filing
    goal: Goal
    counts: Counts
    begun: int
    opinions: Opinions
    stage: stages.Standing


@dataclass(frozen=True)
class Sum:
    """Several procedures together, with the goal they share and the share published before us."""

    name: str
    goal: Goal
    counts: Counts
    before: tuple[int, int]


@dataclass(frozen=True)
class Card:
    """The whole table of one fiscal year, as it stood at a moment."""

    year: int
    at: datetime
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]
    months: dict[str, Counts]
    shortcomings: tuple[tuple[str, str, int], ...]
    coming: tuple[stages.Standing, ...]


def of_year(year: int, *, at: datetime) -> Card:
    """Recount a fiscal year as of a moment."""
    since, until = counted.span(year)
    on = tokyo.in_tokyo(at).date()
    flows = list(filings.filings())
    lines = tuple(_lines(year, flows=flows, on=on, at=at))
    return Card(
        year=year,
        at=at,
        lines=lines,
        sums=tuple(_sums(lines, on=on)),
        months=counted.by_month(year, flows=flows, at=at),
        shortcomings=tuple(reasons.counted(flows, since=since, until=until, at=at)),
        coming=tuple(stages.coming(after=on)),
    )


def _lines(year: int, *, flows: list[str], on: date, at: datetime) -> Iterable[Line]:
    since, last = counted.span(year)
    until = min(last, on)
    counts = counted.of_year(year, flows=flows, at=at)
    begun = voices.begun(since=since, until=until)
    opinions = voices.opinions(since=since, until=until)
    standings, groups = stages.standings(on=on), filings.groups(on=on)
    for key, filing in filings.filings().items():
        yield Line(
            filing=filing,
            goal=groups[filing.group],
            counts=counts.get(key, NOTHING),
            begun=begun.get(key, 0),
            opinions=opinions.get(key, Opinions()),
            stage=standings.get(key) or stages.Standing(key, stages.FIRST),
        )


def _sums(lines: tuple[Line, ...], *, on: date) -> Iterable[Sum]:
    for key, goal in filings.groups(on=on).items():
        yield _sum(goal.name, goal, [each for each in lines if each.filing.group == key])
    whole = filings.whole(on=on)
    for scheme, name in SCHEMES.items():
        yield _sum(name, whole, [each for each in lines if each.filing.scheme == scheme])
    yield _sum(whole.name, whole, lines)


def _sum(name: str, goal: Goal, lines: Iterable[Line]) -> Sum:
    lines = list(lines)
    published = [
        each.filing for each in lines if each.filing.total and each.filing.online is not None
    ]
    before = (
        sum(each.online or 0 for each in published),
        sum(each.total or 0 for each in published),
    )
    return Sum(name, goal, reduce(add, (each.counts for each in lines), NOTHING), before)
