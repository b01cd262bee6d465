"""台本 — what happened, what comes next, by when, and what to say, from how everything stands.

Nothing is written by hand: each part is chosen by the state of a filing or a contract, and names
the page on which the person could do it alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kyosai.basis import era, parameters
from kyosai.procedures.access.calls.picture import Filed, Held, Picture

MINE = ("/mine/", "わたしの手続き")
OUTCOMES = {"accepted": "accepted", "withdrawn": "withdrawn"}  # whatever else was refused


@dataclass(frozen=True)
class Part:
    """One thing to tell the caller."""

    title: str
    happened: str
    next: str
    say: str
    by: str
    page: tuple[str, str]


def script(seen: Picture, *, step_name: Callable[[Filed], str], at: datetime) -> list[Part]:
    """Return what to tell this caller, what is urgent first."""
    filed = [_of_filing(each, step=step_name(each), at=at) for each in seen.filed]
    return [*filed, *(part for each in seen.held for part in _of_contract(each))]


def _of_filing(filed: Filed, *, step: str, at: datetime) -> Part:
    return _part(
        _state(filed, at=at),
        title=filed.procedure,
        by="" if filed.outcome else _moment(filed.due_at),
        procedure=filed.procedure,
        received=_moment(filed.received_at),
        due=_moment(filed.due_at),
        decided=_moment(filed.closed_at) if filed.closed_at else "",
        step=step,
    )


def _state(filed: Filed, *, at: datetime) -> str:
    if filed.outcome:
        return OUTCOMES.get(filed.outcome, "refused")
    if filed.is_paused:
        return "paused"
    return "late" if at > filed.due_at else "at_desk"


def _of_contract(held: Held) -> Iterator[Part]:
    number = held.contract.number
    title, next_on = f"契約 {number}", held.next_debit_on
    debit = era.on_screen(next_on) if next_on else "決まり次第お知らせする日"
    told = {"title": title, "contract": number, "debit": debit}
    if held.contract.status != "active":
        yield _part("ended", **told)
        return
    if held.account is None or held.account.state in ("suspect", "stopped", "returned"):
        yield _part("account", **told)
    elif held.unpaid:
        months = "・".join(_month(each) for each in held.unpaid)
        yield _part("unpaid", by=debit, months=months, **told)
    else:
        yield _part("quiet", **told)


def _part(state: str, *, title: str, by: str = "", **facts: str) -> Part:
    scripts: dict[str, Any] = parameters.table(__package__, "scripts")
    words = {key: said.format(**facts) for key, said in scripts["state"][state].items()}
    path, name = scripts["page"].get(state, MINE)
    return Part(title=title, by=by, page=(path, name), **words)


def _moment(at: datetime) -> str:
    return f"{era.on_screen(at.date())}{at:%H:%M}"


def _month(first_day: date) -> str:
    return f"{first_day.year}年{first_day.month}月分"
