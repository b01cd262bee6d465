"""納めた掛金 — what counts for a payout: the months paid, none after the month of the event."""

from collections.abc import Iterator
from datetime import date

from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.records.paid_before import reads
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch
from kyosai.schemes.skk.premium_tiers import Stretch


class BeforeOurBooks(Refused):
    """Months after the event, paid before our books: the journal cannot give them back."""

    reason = (
        "その日より後の掛金が、移行前に納められています。「問い合わせる」から知らせてください。"
    )


def until(contract: str, *, day: date) -> tuple[Paid, ...]:
    """Return the months paid up to that of a day; what was paid for later months goes back."""
    last = reads.last_month(contract)
    if last is not None and last > Month.of(day):
        raise BeforeOurBooks(field="happened_on")
    return tuple(_cut(reads.history(contract), last=Month.of(day)))


def months(paid: tuple[Paid, ...]) -> int:
    """Return how many months were paid."""
    return sum(each.months for each in paid)


def yen(paid: tuple[Paid, ...]) -> Yen:
    """Return what was paid."""
    return total([each.monthly_premium * each.months for each in paid])


def dated(paid: tuple[Paid, ...]) -> list[PaidStretch]:
    """Return the months as the law of 小規模企業共済 reads them."""
    return [PaidStretch(each.first, Stretch(each.monthly_premium, each.months)) for each in paid]


def _cut(history: tuple[Paid, ...], *, last: Month) -> Iterator[Paid]:
    for each in history:
        kept = min(each.months, last - each.first + 1)
        if kept > 0:
            yield Paid(each.first, each.monthly_premium, kept)
