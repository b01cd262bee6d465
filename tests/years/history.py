"""What happened to one contract, as plain facts: the test world's own memory, no table of ours."""

from dataclasses import dataclass, field
from datetime import date

from kyosai.basis import identifiers
from kyosai.basis.months import Month
from kyosai.schemes import both
from kyosai.schemes.clocks import channels
from kyosai.schemes.clocks.channels import Channel

USABLE = ("confirmed", "suspect")


@dataclass
class Account:
    """An account of a holder, and how it answers: a code a holder is prone to, or none."""

    customer_no: str
    bank: str
    state: str
    registered_on: date
    temper: str = ""


@dataclass
class Prepaid:
    """Months paid together from a month on, each year again if so wished."""

    month: Month
    months: int
    is_yearly: bool
    until: Month | None = None

    def begins(self, month: Month) -> bool:
        again = self.is_yearly and month > self.month and month.month == self.month.month
        return month == self.month or (again and (self.until is None or month <= self.until))


@dataclass
class Life:
    """One contract from its application to its end."""

    serial: int
    scheme: str
    formed_on: date
    premiums: list[tuple[Month, int]]
    accounts: list[Account]
    classes: list[tuple[Month, int, int]] = field(default_factory=list)
    prepaid: list[Prepaid] = field(default_factory=list)
    holidays: list[tuple[str, Month, Month | None]] = field(default_factory=list)
    brought: int = 0
    used: int = 0
    ended_on: date | None = None

    @property
    def number(self) -> str:
        return identifiers.contract_number(self.serial)

    @property
    def usable(self) -> Account | None:
        return next((each for each in self.accounts if each.state in USABLE), None)

    @property
    def shown(self) -> Account | None:
        """Return the account a holder would name: one that can be debited, else the newest."""
        known = [each for each in self.accounts if each.state != "replaced"]
        return self.usable or max(known, key=lambda each: each.registered_on, default=None)

    def channel(self, on: date) -> Channel:
        """The channel of whatever account there is; nobody's account is the agency's affair."""
        account = self.shown
        bank = account.bank if account else "0000"
        return channels.channel_for(bank, scheme=self.scheme, on=on)

    def premium(self, month: Month) -> int:
        return [yen for since, yen in self.premiums if since <= month][-1]

    def is_on_holiday(self, month: Month) -> bool:
        return any(
            since <= month and (until is None or month <= until)
            for _, since, until in self.holidays
        )

    def together(self, month: Month) -> int:
        """How many months the debit of a month takes."""
        most = [each.months for each in self.prepaid if each.begins(month)]
        running = [(months, named) for since, months, named in self.classes if since <= month]
        if running:
            months, named = running[-1]
            most += [months] if (month.month - named) % months == 0 else []
        return max(most, default=1)

    def months_owed(self, last: Month) -> set[Month]:
        """The months the Act says are owed until a month, but for holidays."""
        until = last.last_day if self.ended_on is None else min(last.last_day, self.ended_on)
        if until < self.formed_on:
            return set()
        rules = both.rules_for(self.scheme)
        every = rules.months_owed(formed_on=self.formed_on, last_on=until)
        return {month for month in every if not self.is_on_holiday(month)}
