"""払い方の今 — the terms of a contract, what the books hold of it, and its next open debit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.contracts import terms
from kyosai.records.contracts.reads import Standing
from kyosai.records.mandates import reads as mandates
from kyosai.records.mandates.reads import Account
from kyosai.records.premiums import ahead, reads
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Books, Terms


@dataclass(frozen=True)
class Paying:
    """How a contract pays at the moment a change is asked for."""

    contract: Standing
    account: Account | None
    rows: Sequence[dict[str, Any]]
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


def paying(contract: Standing, *, asked_at: datetime, at: datetime) -> Paying:
    """Return how a contract pays; what was asked in time and is decided now meets ``opens``."""
    on = tokyo.in_tokyo(asked_at).date()
    account = mandates.account_of(contract.number)
    channel = channels.channel_for(
        account.bank_code if account else "", scheme=contract.scheme, on=on
    )
    rows = reads.of_contract(contract.number)
    ceiling = both.rules_for(contract.scheme).ceiling(on=on)
    return Paying(
        contract=contract,
        account=account,
        rows=rows,
        terms=terms.of(contract.number, scheme=contract.scheme),
        books=ahead.books(contract.number, rows=rows, ceiling=ceiling),
        opens=debit_days.first_regular(channel, asked_at=asked_at, decided_at=at),
        on=on,
    )
