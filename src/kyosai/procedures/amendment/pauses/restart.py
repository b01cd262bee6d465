"""掛金の再開（SK08・TB07） — a premium holiday ends before the first month not yet asked for."""

from collections.abc import Iterable
from dataclasses import replace

from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import PremiumRestart
from kyosai.procedures.amendment.pauses import reached, words
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.records.contracts import terms
from kyosai.records.premiums import cycles
from kyosai.schemes.payment_terms import Pause
from kyosai.schemes.tosanboshi import premium_holiday
from kyosai.schemes.tosanboshi.collection import cut_off
from kyosai.schemes.tosanboshi.premium_holiday import Holiday

TO_ACCOUNT = {"label": "引き落としの口座を登録する", "url": "/change-account/"}


class NotStopped(Refused):
    """No premium holiday runs, and none is to begin."""

    reason = "掛金は止まっていません。いままでどおり引き落とします。手続きはいりません。"


def effect(message: PremiumRestart, before: Paying) -> Effect:
    """Return what beginning again comes to, or refuse it."""
    running = [each for each in before.terms.pauses if _lasts(each, since=before.first_free)]
    if not running:
        raise NotStopped
    if message.scheme == "tosanboshi":
        _insist_on_room(running, before)
    return ended(before, needs_account=_needs_account(running, before))


def ended(before: Paying, *, needs_account: bool = False) -> Effect:
    """Return what ending every holiday before the first free month comes to."""
    since = _since(before)
    says = words.begun_again(since)
    return Effect(
        terms=replace(before.terms, pauses=tuple(_shortened(before.terms.pauses, since=since))),
        books=before.books,
        since=since,
        says=(*says, *words.NEW_ACCOUNT) if needs_account else says,
        writes=terms.starting_again(before.contract.number, since=since),
        actions=(TO_ACCOUNT,) if needs_account else (),
    )


def _since(before: Paying) -> Month:
    """Return the month that is owed again: no month whose dues were written without this one.

    The dues of a month are written for all channels when the first of them is planned.
    """
    planned = cycles.last_planned_month(before.contract.scheme)
    month = before.first_free
    if planned is None or month in before.books.waiting:
        return month
    return max(month, Month.of(planned) + 1)


def _lasts(pause: Pause, *, since: Month) -> bool:
    return pause.until is None or pause.until >= since


def _insist_on_room(running: Iterable[Pause], before: Paying) -> None:
    """Refuse to begin again at the ceiling: nothing could be paid."""
    found = reached.reasons(before)
    for pause in running:
        holiday = Holiday.of(pause.kind)
        if not premium_holiday.is_resumed(holiday, reasons=found, has_asked=True):
            raise premium_holiday.StopsByItself


def _needs_account(running: Iterable[Pause], before: Paying) -> bool:
    """Tell whether the bank has dropped the mandate of a contract of 倒産防止共済."""
    begun = [each.since.first_day for each in running if each.since < before.first_free]
    if before.contract.scheme != "tosanboshi" or not begun:
        return False
    return cut_off.needs_new_mandate(stopped_on=min(begun), starts_again_on=before.opens.debit_on)


def _shortened(pauses: Iterable[Pause], *, since: Month) -> Iterable[Pause]:
    for each in pauses:
        if each.since < since:
            yield replace(each, until=since + -1) if _lasts(each, since=since) else each
