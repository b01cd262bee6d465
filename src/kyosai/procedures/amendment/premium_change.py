"""掛金月額の変更（SK04・SK05・TB02・TB03） — from the first month not yet asked for, at once.

The holder is taken to have applied for it on the first day of that month, so a month already
asked for never has to be made good (decision 0011).
"""

from dataclasses import replace

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.records.contracts import terms
from kyosai.records.premiums import ahead
from kyosai.schemes.payment_terms import Books
from kyosai.schemes.skk.premiums import changes
from kyosai.schemes.tosanboshi.collection import premium_change
from kyosai.schemes.tosanboshi.collection.premium_change import Reason


def effect(message: PremiumChange, before: Paying) -> Effect:
    """Return what another monthly premium comes to, or refuse it."""
    since, wanted = _since(before), Yen(message.monthly_premium)
    _insist(message, before, since=since)
    contract, now = before.contract.number, before.terms.premium_in(since)
    word = "増え" if wanted > now else "減り"
    return Effect(
        terms=replace(before.terms, premiums=(*before.terms.premiums, (since, wanted))),
        books=_repriced(before.books, since=since, yen=wanted),
        since=since,
        says=(
            f"毎月の掛金は、{since.year}年{since.month}月分から{wanted}に{word}ます。",
            f"それより前の月は、今の{now}のままです。",
        ),
        writes=(
            terms.costing(contract, since=since, yen=wanted),
            ahead.repriced(contract, since=since, yen=wanted),
        ),
    )


def _since(before: Paying) -> Month:
    """Return the month a change holds from: one change a month, and never a month asked for."""
    last, _ = before.terms.premiums[-1]
    return max(before.first_free, last + 1)


def _insist(message: PremiumChange, before: Paying, *, since: Month) -> None:
    now, wanted = before.terms.premium_in(since), Yen(message.monthly_premium)
    if message.scheme == "skk":
        course = changes.Course(before.contract.formed_on, now)
        changes.changed(course, to=wanted, applied_on=max(before.on, since.first_day))
        return
    premium_change.insist_on_change(
        now,
        new=wanted,
        on=before.on,
        reasons=[Reason.of(key) for key in message.reasons],
        net_premium_total=before.held,
    )


def _repriced(books: Books, *, since: Month, yen: Yen) -> Books:
    waiting = {
        month: replace(owed, yen=yen) if month >= since and owed.again_in is None else owed
        for month, owed in books.waiting.items()
    }
    return replace(books, waiting=waiting)
