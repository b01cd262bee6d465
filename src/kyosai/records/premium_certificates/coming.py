"""年末までの予定 — what the bank has been asked for, and what the next debits take."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from kyosai.basis import tokyo
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.channels import Channel
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Books, Debit, Owed, Terms, debits_to_come
from kyosai.schemes.tax.deductible_premiums import Payment


@dataclass(frozen=True)
class InBank:
    """A month the bank has been asked for and has not answered."""

    month: Month
    yen: Yen
    debit_on: date


@dataclass(frozen=True)
class Waiting:
    """A month that is owed and waits for its first debit, or to be asked again."""

    month: Month
    yen: Yen
    debit_on: date | None
    again_in: Month | None


def payments(
    terms: Terms,
    *,
    bank_code: str | None,
    in_bank: Sequence[InBank],
    waiting: Sequence[Waiting],
    taken: Collection[Month],
    at: datetime,
) -> list[Payment]:
    """Return what is still to be paid this year; nothing more where there is no account."""
    planned = [Payment(each.debit_on, (each.month,), each.yen) for each in in_bank]
    if bank_code is None:
        return planned
    on = tokyo.in_tokyo(at).date()
    opens = _opens(channels.channel_for(bank_code, scheme=terms.scheme, on=on), at)
    open_months = {each.month: Owed(each.yen, each.debit_on, each.again_in) for each in waiting}
    books = Books(asked=frozenset(taken) - set(open_months), waiting=open_months)
    left = Month(on.year, 12) - opens.month + 1
    for each in debits_to_come(terms, books=books, opens=opens, count=max(0, left)):
        if each.debit_on.year == on.year:
            planned += _split(each, open_months)
    return planned


def _split(debit: Debit, waiting: dict[Month, Owed]) -> list[Payment]:
    """Return a debit as payments: what waited at its own price, the rest at one price."""
    late = [month for month in debit.months if month in waiting]
    split = [Payment(debit.debit_on, (month,), waiting[month].yen) for month in late]
    fresh = tuple(month for month in debit.months if month not in waiting)
    if fresh:
        left = debit.yen - total([each.monthly_premium for each in split])
        split.append(Payment(debit.debit_on, fresh, Yen(left.amount // len(fresh))))
    return split


@lru_cache(maxsize=64)
def _opens(channel: Channel, at: datetime) -> Cycle:
    return debit_days.first_regular(channel, asked_at=at, decided_at=at)
