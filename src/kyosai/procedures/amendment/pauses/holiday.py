"""掛止め（SK08・TB05） — premiums that need not be paid, from the first month not yet asked for.

A sworn statement is enough, and some of them are looked at afterwards; proof is examined first.
倒産防止共済 needs neither: the books show whether the reason holds.
"""

from dataclasses import replace

from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import PremiumHoliday
from kyosai.procedures.amendment.pauses import drawing, reached, words
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.records.contracts import terms
from kyosai.records.premiums import ahead
from kyosai.schemes.payment_terms import Books, Pause, Terms
from kyosai.schemes.skk.premiums import holidays
from kyosai.schemes.skk.premiums.holidays import Evidence, Reason
from kyosai.schemes.tosanboshi import premium_holiday
from kyosai.schemes.tosanboshi.premium_holiday import Holiday

KINDS = {  # The reasons of 小規模企業共済, each with the kind it is noted as.
    "no_income": "no_income",
    "disaster": "disaster",
    "in_hospital": "hospitalised",
}
NOTIFIED = {"forty_times": Holiday.FORTY_TIMES, "loan_and_premiums": Holiday.LOAN_AND_PREMIUMS}


class NoSuchReason(Refused):
    """A reason the scheme's Act does not know."""

    reason = "この制度にはない理由です。画面に出ている理由から選んでください。"


def effect(message: PremiumHoliday, before: Paying) -> Effect:
    """Return what a premium holiday comes to, or refuse it."""
    if message.scheme == "tosanboshi":
        return _notified(message, before)
    return _asked_for(message, before)


def _asked_for(message: PremiumHoliday, before: Paying) -> Effect:
    if message.reason not in KINDS or message.shown_by == "books":
        raise NoSuchReason(field="reason")
    first, evidence = before.first_free, Evidence.of(message.shown_by)
    months = holidays.premium_holiday(
        Reason.of(message.reason),
        first=first,
        term=message.months,
        applied_on=before.on,
        is_very_difficult=True,  # sworn to, or looked at before anything is written
        paid=before.books.asked,
        stopped=_stopped(before.terms, first=first, term=message.months),
    )
    says = words.stopped_for(months)
    if not holidays.is_decided_at_once(evidence, on=before.on):
        return _begun(message, before, until=months[-1], says=says, stands_at="examine")
    is_audited = drawing.is_drawn(message.receipt, share=holidays.audited_share(on=before.on))
    stands_at = "audit" if is_audited else ""
    says = (*says, words.LOOKED_AT_LATER)
    return _begun(message, before, until=months[-1], says=says, stands_at=stands_at)


def _notified(message: PremiumHoliday, before: Paying) -> Effect:
    if message.reason not in NOTIFIED:
        raise NoSuchReason(field="reason")
    premium_holiday.insist_on_notification(
        NOTIFIED[message.reason],
        reasons=reached.reasons(before),
        is_stopped=before.terms.is_paused(before.first_free),
    )
    return _begun(message, before, until=None, says=words.stopped_from(before.first_free))


def _begun(
    message: PremiumHoliday,
    before: Paying,
    *,
    until: Month | None,
    says: tuple[str, ...],
    stands_at: str = "",
) -> Effect:
    contract, since = before.contract.number, before.first_free
    kind = KINDS.get(message.reason, message.reason)
    after = replace(before.terms, pauses=(*before.terms.pauses, Pause(kind, since, until)))
    still_owed = any(owed.again_in is not None for owed in before.books.waiting.values())
    return Effect(
        terms=after,
        books=_lifted(before.books, after),
        since=since,
        says=(*says, words.STILL_ASKED) if still_owed else says,
        writes=(
            terms.stopping(contract, kind=kind, since=since, until=until),
            ahead.lifted(contract),
        ),
        stands_at=stands_at,
    )


def _stopped(now: Terms, *, first: Month, term: int) -> list[Month]:
    wanted = (first + distance for distance in range(max(term, 0)))
    return [month for month in wanted if now.is_paused(month)]


def _lifted(books: Books, after: Terms) -> Books:
    """Return the books without the months that wait for their first debit and fall away."""
    waiting = {
        month: owed
        for month, owed in books.waiting.items()
        if owed.again_in is not None or not after.is_paused(month)
    }
    return replace(books, waiting=waiting)
