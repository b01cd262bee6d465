"""The model: what is owed, asked, paid and waived, by the law and in plain dictionaries.

It is told only what the world did and what the bank answered. It never reads a table of ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kyosai.basis import months as spans
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.collection import plan
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle
from tests.years.history import USABLE, Life

AT_ONCE = ("", "2", "3", "4", "E")
STOPPING = ("2", "3")


@dataclass
class Arrear:
    """A month that failed, or could not be asked."""

    failures: int
    again: Month


@dataclass
class Owed:
    """One month of one contract: its yen, and how far it has come."""

    yen: int
    promised_on: date
    state: str = "scheduled"  # scheduled, asked, arrears, paid, waived, refunded
    arrear: Arrear | None = None
    paid_more: int = 0


@dataclass(frozen=True)
class Asked:
    """One request: what a contract is to pay on a debit day."""

    contract: str
    customer_no: str
    months: tuple[Month, ...]
    more: tuple[int, ...]
    yen: int


@dataclass
class Round:
    """A debit day: who is asked, who is not and why, and who has been answered."""

    cycle: Cycle
    asked: dict[str, Asked]
    left_out: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)
    unheard: set[str] = field(default_factory=set)  # the contract had ended by then

    @property
    def collected(self) -> int:
        return sum(each.yen for no, each in self.asked.items() if self.codes.get(no) == "0")


class Model:
    """What ought to be."""

    def __init__(self) -> None:
        self.lives: dict[str, Life] = {}
        self.owed: dict[str, dict[Month, Owed]] = {}
        self.rounds: dict[str, Round] = {}
        self.last_month: dict[str, Month] = {}
        self.unclosed: list[str] = []

    def join(self, life: Life, *, months: Iterable[Month], debit_on: date) -> None:
        """Enter a contract with the months its first debit takes."""
        yen = life.premiums[0][1]
        self.lives[life.number] = life
        self.owed[life.number] = {month: Owed(yen, debit_on) for month in months}

    # -- a debit day

    def plan(self, on: Cycle) -> Round:
        """Decide who is asked for what."""
        scheme = on.channel.scheme
        if on.is_regular:
            first = self.last_month[scheme] + 1 if scheme in self.last_month else on.month
            for month in spans.span(first, on.month):
                self._fall_due(month, scheme=scheme, debit_on=on.debit_on)
            self.last_month[scheme] = max(on.month, self.last_month.get(scheme, on.month))
        self._lift_holidays(on)
        found, later = Round(on, {}, {}), self._later(on)
        for life in self._active(scheme):
            open_ = self._open_months(life, on)
            if open_:
                self._ask(life, open_, found, later)
        self.rounds[on.key] = found
        return found

    def _active(self, scheme: str) -> list[Life]:
        return [
            each for each in self.lives.values() if each.scheme == scheme and each.ended_on is None
        ]

    def _fall_due(self, month: Month, *, scheme: str, debit_on: date) -> None:
        ceiling = both.rules_for(scheme).ceiling(on=debit_on)
        for life in self._active(scheme):
            if Month.of(life.formed_on) > month or life.is_on_holiday(month):
                continue
            owed = self.owed[life.number]
            yen, room = life.premium(month), self.room(life, ceiling)
            for distance in range(life.together(month)):
                each = month + distance
                left = None if room is None else room - distance * yen
                if (left is not None and left <= 0) or (distance and life.is_on_holiday(each)):
                    continue
                if each not in owed:
                    owed[each] = Owed(yen if left is None else min(yen, left), debit_on)

    def room(self, life: Life, ceiling: Yen | None) -> int | None:
        """Return what there is room for below the ceiling."""
        if ceiling is None:
            return None
        total = sum(each.yen for each in self.owed[life.number].values())
        return ceiling.amount - (life.brought + total - life.used)

    def _lift_holidays(self, on: Cycle) -> None:
        for life in self.lives.values():
            if life.scheme == on.channel.scheme and life.holidays:
                owed = self.owed[life.number]
                for month in [m for m, each in owed.items() if each.state == "scheduled"]:
                    if life.is_on_holiday(month) and owed[month].promised_on <= on.debit_on:
                        del owed[month]

    def _open_months(self, life: Life, on: Cycle) -> list[Month]:
        found = []
        for month, each in sorted(self.owed[life.number].items()):
            if each.state == "scheduled":
                is_his_day = each.promised_on == on.debit_on
                if is_his_day or (on.is_regular and each.promised_on <= on.debit_on):
                    found.append(month)
            elif each.state == "arrears" and on.is_regular:
                assert each.arrear is not None
                if each.arrear.again <= on.month:
                    found.append(month)
        return found

    def _ask(self, life: Life, open_: list[Month], found: Round, later: set[str]) -> None:
        on, owed = found.cycle, self.owed[life.number]
        account, channel = life.usable, life.channel(on.debit_on)
        if channel.key != on.channel.key:
            if channel.key not in later and self._is_promised(owed, open_):
                reason = _reason(life) if account is None else "mandate_not_confirmed"
                self._leave_out(life, open_, found, reason)
            return
        unpaid = sum(1 for each in owed.values() if each.arrear is not None)
        if account is None:
            self._leave_out(life, open_, found, _reason(life))
        elif unpaid >= plan.most_unpaid(life.scheme, on=on.debit_on):
            self._leave_out(life, open_, found, "too_many_unpaid")
        else:
            more = tuple(self._surcharge(life, month, on) for month in open_)
            yen = sum(owed[month].yen for month in open_) + sum(more)
            asked = Asked(life.number, account.customer_no, tuple(open_), more, yen)
            found.asked[account.customer_no] = asked
            for month in open_:
                owed[month].state = "asked"

    def _is_promised(self, owed: dict[Month, Owed], open_: list[Month]) -> bool:
        return any(owed[month].state == "scheduled" for month in open_)

    def _later(self, on: Cycle) -> set[str]:
        """Return the channels that have yet to be planned for this debit day."""
        return {
            channel.key
            for channel in channels.channels(scheme=on.channel.scheme, on=on.debit_on)
            for each in debit_days.cycles(channel, month=on.month)
            if each.debit_on == on.debit_on and each.key not in self.rounds
        }

    def _leave_out(self, life: Life, open_: list[Month], found: Round, reason: str) -> None:
        found.left_out[life.number] = reason
        for month in open_:
            self._wait(self.owed[life.number], month, found.cycle, is_kept=True)

    def _surcharge(self, life: Life, month: Month, on: Cycle) -> int:
        each, rules = self.owed[life.number][month], both.rules_for(life.scheme)
        if each.arrear is None or not rules.is_surcharged(each.arrear.failures, on=on.debit_on):
            return 0
        due_on = rules.due_on(month, formed_on=life.formed_on)
        return rules.premium_surcharge(Yen(each.yen), due_on=due_on, paid_on=on.debit_on).amount

    def _wait(self, owed: dict[Month, Owed], month: Month, on: Cycle, *, is_kept: bool) -> None:
        """Let a month wait that was not asked; what is ahead of its time is forgotten."""
        if month > on.month:
            del owed[month]
            return
        each = owed[month]
        if each.arrear is None:
            each.arrear = Arrear(0, on.month + 1)
        elif not is_kept:
            each.arrear.again = on.month + 1
        each.state = "arrears"

    # -- what became of it

    def give_up(self, on: Cycle, numbers: Iterable[str]) -> None:
        """Learn that a file never reached the bank."""
        found = self.rounds[on.key]
        for number in numbers:
            asked = found.asked.pop(number)
            found.left_out[asked.contract] = "file_refused"
            for month in asked.months:
                self._wait(self.owed[asked.contract], month, on, is_kept=False)

    def overdue(self, today: date) -> set[str]:
        """Return the rounds that ought to have been answered, and are not."""
        return {
            key
            for key, each in self.rounds.items()
            if each.cycle.confirm_by < today and each.codes.keys() != each.asked.keys()
        }

    def answer(self, on: Cycle, codes: Mapping[str, str]) -> None:
        """Learn the bank's answers, of which N is none yet."""
        found = self.rounds[on.key]
        for number, code in codes.items():
            if code != "N" and number not in found.codes:
                found.codes[number] = code
                if self.lives[found.asked[number].contract].ended_on is not None:
                    found.unheard.add(number)
                self._settle(found.asked[number], code, on)

    def _settle(self, asked: Asked, code: str, on: Cycle) -> None:
        life, owed = self.lives[asked.contract], self.owed[asked.contract]
        rules = both.rules_for(life.scheme)
        last_kept = rules.last_kept(debited_in=on.month, on=on.debit_on)
        for month, more in zip(asked.months, asked.more, strict=True):
            each = owed[month]
            assert each.state == "asked", (asked.contract, month, each.state)
            if code == "0":
                each.state, each.arrear, each.paid_more = "paid", None, more
            elif month > last_kept:
                del owed[month]
            else:
                again = rules.rebilled_in(month, debited_in=on.month, on=on.debit_on)
                again = on.month + 1 if code in AT_ONCE else again
                failures = each.arrear.failures if each.arrear else 0
                each.arrear, each.state = Arrear(failures + 1, again), "arrears"
        self._mark_account(life, asked.customer_no, code)

    def _mark_account(self, life: Life, customer_no: str, code: str) -> None:
        account = next(each for each in life.accounts if each.customer_no == customer_no)
        if account.state not in USABLE:
            return
        if code in STOPPING or (code == "4" and account.state == "suspect"):
            account.state = "stopped"
        elif code in ("0", "4"):
            account.state = "suspect" if code == "4" else "confirmed"

    def end(self, number: str, *, on: date) -> None:
        """Learn that a contract has ended, perhaps long ago."""
        self.lives[number].ended_on = on
        self.unclosed.append(number)

    def close_ended(self) -> None:
        """Waive or owe back what lies after an end, once the bank has answered for it."""
        still = []
        for number in self.unclosed:
            ended_on = self.lives[number].ended_on
            assert ended_on is not None
            after = [m for m in self.owed[number] if m > Month.of(ended_on)]
            each_after = [self.owed[number][month] for month in after]
            for each in each_after:
                if each.state == "paid":
                    each.state = "refunded"
                elif each.state in ("scheduled", "arrears"):
                    each.state, each.arrear = "waived", None
            if any(each.state == "asked" for each in each_after):
                still.append(number)
        self.unclosed = still


def _reason(life: Life) -> str:
    """Say why a contract without an account that can be debited is left out."""
    state = life.shown.state if life.shown else ""
    known = {"stopped": "mandate_stopped", "registered": "mandate_not_confirmed"}
    return known.get(state, "no_mandate")
