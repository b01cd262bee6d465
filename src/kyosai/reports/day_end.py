"""一日の終わり — is the bank's balance the journal's, and has all that left been booked?"""

from dataclasses import dataclass
from datetime import date, timedelta

from kyosai.records.ledger import accounts as ledger
from kyosai.records.payments import overview
from kyosai.records.remittances import reads as remittances
from kyosai.schemes import both


@dataclass(frozen=True)
class Compared:
    """One scheme's account at the end of a day, in yen; ``stated`` is nothing until it is told.

    ``stated`` counts from the balance before the first statement, as the journal does.
    """

    scheme: str
    stated: int | None
    journal: int
    sent_count: int
    sent: int
    booked: int
    in_transit: int
    suspense: int

    @property
    def is_even(self) -> bool:
        """Whether the bank has told the day, and says what the journal says."""
        return self.stated == self.journal


def compared(on: date) -> list[Compared]:
    """Return both schemes' accounts at the end of a day."""
    return [_compared(scheme, on=on) for scheme in both.SCHEMES]


def _compared(scheme: str, *, on: date) -> Compared:
    after = on + timedelta(days=1)
    count, sent = overview.sent_on(scheme, on=on)
    return Compared(
        scheme=scheme,
        stated=remittances.moved_until(scheme, on=on),
        journal=ledger.balance(f"bank:collections:{scheme}", before=after).amount,
        sent_count=count,
        sent=sent,
        booked=remittances.paid_out_on(scheme, on=on),
        in_transit=-ledger.balance(f"transit:payments:{scheme}", before=after).amount,
        suspense=-ledger.balance(f"suspense:{scheme}", before=after).amount,
    )
