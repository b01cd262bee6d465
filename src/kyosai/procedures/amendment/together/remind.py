"""まとめ払いのお知らせ — 60, 30 and 10 days before the cut-off, and once when it is over.

Every visit asks what stands untold, for everybody at once; a notice is told once under its key.
Days the clock was away are not made up for: only the newest reminder goes out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.amendment import words as mails
from kyosai.procedures.amendment.together import reminder_words as words
from kyosai.records.contracts import prepayments
from kyosai.records.contracts.prepayments import Asked, Turn
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle

AT_ONCE = 20_000
MONTHS_AROUND = range(-1, 4)
SENTENCE = "掛金のまとめ払いについて、お知らせがあります。"


@dataclass(frozen=True)
class Reminder:
    """One kind of reminder about one debit day: whom it concerns, and what they are told."""

    key: str
    kind: str
    among: Callable[[Asked], list[Turn]]
    says: Callable[[Turn], tuple[str, str]]
    actions: tuple[dict[str, str], ...]


def remind(*, at: datetime) -> int:
    """Tell everybody whose prepayment comes again, ends soon, or is over; return how many."""
    today = tokyo.in_tokyo(at).date()
    return sum(
        _tell_all(reminder, cycle=cycle, at=at)
        for cycle in _cycles(today)
        for reminder in _due(cycle, today=today, at=at)
    )


def _cycles(today: date) -> Iterator[Cycle]:
    for scheme in both.SCHEMES:
        for channel in channels.channels(scheme=scheme, on=today):
            for distance in MONTHS_AROUND:
                try:
                    yield debit_days.cycle(channel, month=Month.of(today) + distance)
                except BeyondCalendar:
                    break


def _due(cycle: Cycle, *, today: date, at: datetime) -> Iterator[Reminder]:
    """Yield what is to be told of a debit day: a reminder while its file is open, the end after."""
    left = (tokyo.in_tokyo(cycle.submit_by).date() - today).days
    if at >= cycle.submit_by:
        if -left <= _facts()["days_told_after"]:
            yield _over(cycle)
        return
    stage = min((days for days in _facts()["days_before"] if left <= days), default=None)
    if stage is not None:
        yield _coming_again(cycle, stage)
        yield _ends_soon(cycle, stage)


def _coming_again(cycle: Cycle, stage: int) -> Reminder:
    return Reminder(
        key=f"prepayment-again:{cycle.month}:{stage}:",
        kind="prepayment_again",
        among=prepayments.coming_again,
        says=lambda turn: words.coming_again(
            debit_on=cycle.debit_on,
            months=turn.months,
            monthly_premium=Yen(turn.monthly_yen),
            submit_by=cycle.submit_by,
        ),
        actions=(words.CHANGE, words.END),
    )


def _ends_soon(cycle: Cycle, stage: int) -> Reminder:
    return Reminder(
        key=f"prepayment-ends:{cycle.month}:{stage}:",
        kind="prepayment_ends",
        among=prepayments.over,
        says=lambda turn: words.ends_soon(
            month=cycle.month,
            months=turn.months,
            monthly_premium=Yen(turn.monthly_yen),
            submit_by=cycle.submit_by,
        ),
        actions=(words.AGAIN,),
    )


def _over(cycle: Cycle) -> Reminder:
    return Reminder(
        key=f"prepayment-over:{cycle.month}:",
        kind="prepayment_over",
        among=prepayments.over,
        says=lambda turn: words.over(
            month=cycle.month,
            monthly_premium=Yen(turn.monthly_yen),
            debit_on=cycle.debit_on,
        ),
        actions=(words.AGAIN,),
    )


def _tell_all(reminder: Reminder, *, cycle: Cycle, at: datetime) -> int:
    banks, is_named = channels.reached_by(cycle.channel, on=cycle.debit_on)
    asked = Asked(cycle.channel.scheme, cycle.month, banks, is_named, reminder.key, AT_ONCE)
    told = 0
    while True:
        with transaction.atomic(durable=True):
            turns = reminder.among(asked)
            notices.tell_all([_telling(turn, reminder, at=at) for turn in turns])
        told += len(turns)
        if len(turns) < AT_ONCE:
            return told


def _telling(turn: Turn, reminder: Reminder, *, at: datetime) -> Telling:
    title, body = reminder.says(turn)
    return Telling(
        party=turn.party,
        key=reminder.key + turn.contract,
        kind=reminder.kind,
        at=at,
        title=title,
        body=body,
        contract=turn.contract,
        actions=reminder.actions,
        mail=mails.mail(title, SENTENCE, url=settings.PORTAL_URL),
    )


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "reminders")
