"""掛金の払い方 — the payment class, what is prepaid, what is next, and the debits foreseen."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kyosai.basis import tokyo
from kyosai.basis.business_days import BeyondCalendar
from kyosai.basis.months import Month
from kyosai.records.contracts import terms
from kyosai.records.contracts.reads import Standing
from kyosai.records.premiums import ahead
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Books, Debit, Terms, debits_to_come

MONTHS = 12


@dataclass(frozen=True)
class Paying:
    """How a contract pays today, and the next debit whose file is still open."""

    terms: Terms
    books: Books
    opens: Cycle

    @property
    def first_free(self) -> Month:
        """The first month nobody has been asked for, from the next open debit on."""
        return self.books.first_free(self.opens.month)

    def to_come(self) -> tuple[Debit, ...]:
        """Return the debits that no month is scheduled for yet: the regular ones, and arrears."""
        scheduled = {m for m, owed in self.books.waiting.items() if owed.again_in is None}
        waiting = {m: owed for m, owed in self.books.waiting.items() if m not in scheduled}
        books = replace(self.books, asked={*self.books.asked, *scheduled}, waiting=waiting)
        return debits_to_come(self.terms, books=books, opens=self.opens, count=MONTHS)

    def shows(self, *, paid: list[Month], today: Month) -> dict[str, Any]:
        """Return what the holder's page says of it; ``paid`` are the months paid."""
        prepaid = [month for month in paid if month > today]
        return {
            "payment_class": self.terms.class_in(max(today, self.opens.month)).words,
            "from_then_on": self._changed(),
            "prepaid_until": str(max(prepaid)) if prepaid else "",
            "next": self._next(),
        }

    def _changed(self) -> dict[str, str] | None:
        """Return another payment class that is chosen already and not yet in force."""
        last = self.terms.classes[-1] if self.terms.classes else None
        if last is None or last.since <= self.opens.month:
            return None
        return {"since": str(last.since), "payment_class": last.words}

    def _next(self) -> dict[str, Any] | None:
        found = self.terms.next_prepayment(self.first_free)
        if found is None:
            return None
        month, prepayment = found
        try:
            debit_on = debit_days.cycle(self.opens.channel, month=month).debit_on.isoformat()
        except BeyondCalendar:
            debit_on = ""
        is_again = prepayment.next_turn(month + 1) is not None
        return {
            "month": str(month),
            "months": prepayment.months,
            "debit_on": debit_on,
            "is_again": is_again,
        }


def of(contract: Standing, *, bank_code: str, at: datetime) -> Paying:
    """Return how a contract pays by the account there is."""
    on = tokyo.in_tokyo(at).date()
    channel = channels.channel_for(bank_code, scheme=contract.scheme, on=on)
    return Paying(
        terms=terms.of(contract.number, scheme=contract.scheme),
        books=ahead.books(contract.number, ceiling=both.rules_for(contract.scheme).ceiling(on=on)),
        opens=debit_days.first_regular(channel, asked_at=at, decided_at=at),
    )
