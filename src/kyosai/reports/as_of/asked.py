"""二つの日付 — the day looked at and the day of knowledge, and which pairs make no sense."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties


class BeforeTheContract(Refused):
    """A day on which there was no contract."""

    reason = "契約が成立する前の日です。{first}からの日付を入れてください。"


class AfterToday(Refused):
    """A day that has not come."""

    reason = "まだ来ていない日です。今日までの日付を入れてください。"


class BeforeTheRecords(Refused):
    """A day on which nothing was known: the records begin later."""

    reason = "その日には、まだ記録がありません。記録は{first}からあります。"


class KnownTooEarly(Refused):
    """What was known before the day looked at is a plan, not how it stood."""

    reason = "「知っていた日」は、「見る日」と同じか、後の日にしてください。"


@dataclass(frozen=True)
class Asked:
    """The day looked at, and the moment before which everything counts as known."""

    on: date
    known_on: date

    @property
    def known_at(self) -> datetime:
        """The midnight that ends the day of knowledge."""
        return tokyo.at(self.known_on + timedelta(days=1), time())


def asked(contract: Standing, *, on: date, known_on: date, today: date) -> Asked:
    """Return the two dates, or refuse what cannot be told."""
    if max(on, known_on) > today:
        raise AfterToday(field="on" if on > today else "known")
    if on < contract.formed_on:
        raise BeforeTheContract(_said(BeforeTheContract, contract.formed_on), field="on")
    begin = min(parties.known_since(contract.party), contract.accepted_at)
    first = tokyo.in_tokyo(begin).date()
    if known_on < first:
        raise BeforeTheRecords(_said(BeforeTheRecords, first), field="known")
    if known_on < on:
        raise KnownTooEarly(field="known")
    return Asked(on, known_on)


def _said(refusal: type[Refused], first: date) -> str:
    return refusal.reason.format(first=first)
