"""前納の終わり — no prepayment any more, or the next one as the last; what is paid stays paid."""

from dataclasses import replace
from typing import Any

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import PrepaymentEnd
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.procedures.amendment.together import scheduled
from kyosai.records.contracts import terms as records
from kyosai.records.one_trip import Statement
from kyosai.schemes.payment_terms import Ahead


class NothingToEnd(Refused):
    """No prepayment is to come."""

    reason = "これからまとめて払う予定はありません。毎月の引き落としのままです。"


class AlreadyLast(Refused):
    """The next prepayment is the last one as it is."""

    reason = "次のまとめ払いで、もう終わりになっています。手続きはいりません。"


def effect(message: PrepaymentEnd, before: Paying) -> Effect:
    """Return what the end of prepaying comes to, or refuse it."""
    found = before.terms.next_prepayment(before.first_free)
    if found is None:
        raise NothingToEnd(field="last")
    turn, ahead = found
    if message.last == "next":
        return _last_turn(before, turn=turn, ahead=ahead)
    kept, endings = all_ended(before)
    terms = replace(before.terms, prepayments=kept)
    books, rows = scheduled.regrouped(before, terms)
    return Effect(
        terms=terms,
        books=books,
        since=turn,
        says=(
            f"{turn.year}年{turn.month}月にまとめて引き落とす予定を、取りやめました。",
            "もう払った月は、そのままです。",
        ),
        writes=(*endings, *rows),
        shows=_times(before, turn),
    )


def all_ended(before: Paying) -> tuple[tuple[Ahead, ...], tuple[Statement, ...]]:
    """Return the prepayments that stay, none of which begins again, and the rows that see to it."""
    kept, writes, since = [], [], before.first_free
    number = before.contract.number
    for each in before.terms.prepayments:
        if each.first >= since:
            writes.append(records.not_prepaying(number, first=each.first))
        elif each.next_turn(since) is None:
            kept.append(each)
        else:
            last = since + -1
            kept.append(replace(each, until=last))
            writes.append(records.prepaying_until(number, first=each.first, last=last))
    return tuple(kept), tuple(writes)


def _last_turn(before: Paying, *, turn: Month, ahead: Ahead) -> Effect:
    following = ahead.next_turn(turn + 1)
    if following is None:
        raise AlreadyLast(field="last")
    ended = replace(ahead, until=turn)
    prepayments = tuple(ended if each == ahead else each for each in before.terms.prepayments)
    return Effect(
        terms=replace(before.terms, prepayments=prepayments),
        books=before.books,
        since=following,
        says=(
            f"{turn.year}年{turn.month}月のまとめ払いが、最後になります。",
            "その後は、毎月の引き落としに戻ります。",
        ),
        writes=(records.prepaying_until(before.contract.number, first=ahead.first, last=turn),),
        shows=_times(before, following),
    )


def _times(before: Paying, month: Month) -> dict[str, Any]:
    """Return until when the turn of a month can be called off, as far as the calendar is known."""
    try:
        cycle = before.cycle_of(month)
    except BeyondCalendar:
        return {"is_named_month": True}
    return {
        "is_named_month": True,
        "submit_by": cycle.submit_by.isoformat(),
        "debit_on": cycle.debit_on.isoformat(),
    }
