"""次の引き落とし — what a notice foretells: by the regular debits, or by a contract's own terms."""

from datetime import datetime

from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.money import Yen
from kyosai.procedures.collection.rebilling import NextDebit, next_debits
from kyosai.records.contracts import reads as contracts
from kyosai.records.premiums.failures import NotAsked, Unpaid, Untold
from kyosai.records.premiums.paying import paying
from kyosai.schemes.clocks import channels
from kyosai.schemes.payment_terms import debits_to_come

Coming = list[tuple[NextDebit, Yen]]
A_YEAR = 12


def again(untold: Untold | NotAsked, waiting: list[Unpaid]) -> Coming:
    """Return the debits to come, as far as these months need them, and what each comes to."""
    channel = channels.channel_for(untold.bank_code, scheme=untold.scheme, on=untold.debit_on)
    arrears = {each.month: each.ask_again_in for each in waiting}
    yen = {each.month: each.yen for each in waiting}
    coming = next_debits(channel, after=untold.month, arrears=arrears)
    return [
        (each, Yen(sum(yen.get(month, untold.monthly_yen) for month in each.months)))
        for each in coming
    ]


def after_first(untold: Untold) -> Coming:
    """Return the debit that follows a contract's first."""
    channel = channels.channel_for(untold.bank_code, scheme=untold.scheme, on=untold.debit_on)
    coming = next_debits(channel, after=max(untold.months), arrears={}, at_least=1)
    return [(each, Yen(untold.monthly_yen)) for each in coming]


def by_terms(untold: Untold | NotAsked, waiting: list[Unpaid], *, at: datetime) -> Coming:
    """Return the same by a contract's own terms: months stopped, put off, prepaid or repriced.

    As far as the calendar is known. Contracts are read one by one, so only the few of which
    ``failures.with_own_terms`` knows.
    """
    found: Coming = []
    try:
        now = paying(contracts.standing(untold.contract), asked_at=at, at=at)
    except BeyondCalendar:
        return found
    unasked = {each.month for each in waiting}
    for debit in debits_to_come(now.terms, books=now.books, opens=now.opens, count=A_YEAR):
        if found and not unasked:
            break
        found.append((NextDebit(debit.debit_on, debit.months), debit.yen))
        unasked -= set(debit.months)
    return found
