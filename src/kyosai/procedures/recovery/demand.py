"""督促 — the ladder of demands, and the moment from which a person has to think about a loan."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.procedures.recovery import tell, words
from kyosai.records.loans import arrears
from kyosai.records.loans.arrears import Overdue
from kyosai.schemes.skk.payment import draw_down
from kyosai.schemes.tosanboshi.loan.arrears import Debt, is_accelerated, may_apply_premiums

BY_POST = {"demand": "plain", "final": "registered"}
STEPS = (("demand", "demand_after_days"), ("final", "final_after_days"))


def follow_up(*, at: datetime) -> list[str]:
    """Demand what is late, step by step; open a case where an Act's time has run out."""
    today = tokyo.in_tokyo(at).date()
    opened = []
    for late in arrears.overdue(on=today):
        with transaction.atomic(durable=True):
            _demand(late, today, at=at)
            opened += _consider(late, today, at=at)
    return opened


def _demand(late: Overdue, today: date, *, at: datetime) -> None:
    """Take the step of the ladder whose time has come; each is a 催告 that holds prescription."""
    for kind, after in STEPS:
        if today < late.since + timedelta(days=facts()[after]):
            continue
        owed = late.owing.overdue
        if not arrears.demand(late.loan.number, kind, since=late.since, yen=owed, at=at):
            continue
        said = words.demanded(late.loan, kind=kind, overdue=owed, penalty=late.owing.penalty)
        tell.notice(late.loan, f"{kind}:{late.since}", said, by_post=BY_POST[kind], at=at)
        arrears.interrupt(
            late.loan.number, on=today, kind="demand", words=f"{kind}:{late.since}", at=at
        )


def _consider(late: Overdue, today: date, *, at: datetime) -> list[str]:
    found = []
    if may_apply(late, on=today):
        words_ = f"{late.since}が期限の返済が遅れています。掛金を充てられる時期になりました。"
        found.append(tell.desk(late.loan, f"apply:{late.since}", words_, at=at))
    if may_accelerate(late, on=today):
        words_ = f"{len(late.owing.late)}回分が遅れています。残り全額の期限が来る時期です。"
        found.append(tell.desk(late.loan, f"accelerate:{late.since}", words_, at=at))
    return [number for number in found if number]


def may_apply(late: Overdue, *, on: date) -> bool:
    """Tell whether the Act lets premiums be put to what is late: after 3, 5 or 12 months."""
    if late.loan.scheme == "skk":
        return draw_down.may_draw_down(due_on=late.since, on=on)
    debt = Debt.MUTUAL_AID if late.loan.kind == "mutual_aid" else Debt.TEMPORARY
    return may_apply_premiums(debt, due_on=late.since, on=on)


def may_accelerate(late: Overdue, *, on: date) -> bool:
    """Tell whether so many turns are late that the rest falls due: five, of 共済金 alone."""
    if late.loan.kind != "mutual_aid" or late.loan.accelerated_on:
        return False
    return is_accelerated(len(late.owing.late), on=on)


def facts() -> dict[str, Any]:
    """Return the times and bounds of recovery."""
    return parameters.table(__package__, "recovery")
