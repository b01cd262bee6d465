"""変更の前 — what a change is reckoned from: the contract, its terms, and the next open debit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts import terms
from kyosai.records.contracts.reads import Standing
from kyosai.records.mandates import reads as mandates
from kyosai.records.one_trip import Statement
from kyosai.records.premiums import ahead
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Books, Terms


@dataclass(frozen=True)
class Paying:
    """How a contract pays at the moment a change is asked for."""

    contract: Standing
    terms: Terms
    books: Books
    opens: Cycle
    on: date

    @property
    def first_free(self) -> Month:
        """The first month that nobody has been asked for, from the next open debit on."""
        return self.books.first_free(max(self.opens.month, Month.of(self.on)))

    def cycle_of(self, month: Month) -> Cycle:
        """Return the regular debit of a month by the account there is now."""
        return debit_days.cycle(self.opens.channel, month=month)

    @property
    def held(self) -> Yen:
        """The premiums under the scheme's ceiling so far; nothing where the Act sets none."""
        ceiling = both.rules_for(self.contract.scheme).ceiling(on=self.on)
        return ceiling - self.books.room if ceiling and self.books.room is not None else Yen(0)


@dataclass(frozen=True)
class Effect:
    """What a change comes to: the terms from a month on, in sentences, and the rows it writes.

    ``shows`` are more facts for the page, over those every change shows.
    """

    terms: Terms
    books: Books
    since: Month
    says: tuple[str, ...]
    writes: tuple[Statement, ...]
    shows: Mapping[str, Any] = field(default_factory=dict)


def paying(contract: Standing, *, asked_at: datetime, at: datetime) -> Paying:
    """Return how a contract pays; what was asked in time and is decided now meets ``opens``."""
    on = tokyo.in_tokyo(asked_at).date()
    account = mandates.account_of(contract.number)
    channel = channels.channel_for(
        account.bank_code if account else "", scheme=contract.scheme, on=on
    )
    return Paying(
        contract=contract,
        terms=terms.of(contract.number, scheme=contract.scheme),
        books=ahead.books(contract.number, ceiling=both.rules_for(contract.scheme).ceiling(on=on)),
        opens=debit_days.first_regular(channel, asked_at=asked_at, decided_at=at),
        on=on,
    )


def of_party(party: UUID, *, scheme: str) -> Standing | None:
    """Return the active contract of a person in a scheme."""
    held = contracts.of_party(party)
    active = (each for each in held if each.status == "active" and each.scheme == scheme)
    return next(active, None)
