"""A world from a seed: contracts, a bank, a clock, and every calendar day one after the other.

On each day the door of the clock does what it would do; afterwards everything must be in order.
Days on which nothing is due are stepped over: the clock looks, and finds nothing.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from unittest.mock import patch

from kyosai.basis import tokyo
from kyosai.basis.months import Month, span
from kyosai.doors.clock import bookkeeping, collection, sending
from kyosai.procedures.collection import approve
from kyosai.records.officers import writes as appointing
from kyosai.records.premiums import approvals
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars, channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.wires.bank.desk import WholeFileRefused
from tests.years import invariants, kills, seen
from tests.years.bank import Bank, Made
from tests.years.desks import Desks
from tests.years.invariants import View
from tests.years.oracle import Model, Round
from tests.years.people import People

OFFICERS = ("makoto", "kaoru")
# The calendar ends too soon after these for a first debit, and for a case of ten office days.
LAST_JOINING, LAST_CONSIDERED = date(2027, 11, 1), date(2027, 12, 15)
MORNING, NOON, AFTERNOON, LAPSED, EVENING = (
    time(9, 30),
    time(12, 10),
    time(16, 6),
    time(16, 31),
    time(18, 5),
)


@dataclass(frozen=True)
class Size:
    """How large a world is, and how much goes wrong in it, of one."""

    first: date = date(2026, 1, 5)
    months: int = 24
    contracts: int = 300
    faults: float = 0.06
    deaths: float = 0.02
    changes: float = 0.004
    jumps: float = 0.004


class World:
    """Everything there is, drawn from one source of chance."""

    def __init__(self, seed: int, size: Size = Size()) -> None:
        self.size, self.chance = size, random.Random(seed)
        self.bank = Bank(self.chance, fault_rate=size.faults, is_daily=seed % 4 == 0)
        self.model = Model()
        self.people = People(self.chance, self.model, self.bank.tempers)
        self.desks = Desks(self.chance, self.model, self.bank)
        self.view = View(self.model, self.bank)
        self.now = tokyo.at(size.first, time.min)
        self.fetched: dict[str, bytes] = {}
        self.unsettled: list[Made] = []
        self.days = self.deaths = 0
        self.is_line_down = self.is_unapproved = self.has_acted = False
        self.cycles = _cycles(Month.of(size.first), size.months)
        self.last = (Month.of(size.first) + (size.months - 1)).last_day
        self.asleep_until = size.first
        self.by_file = {_file(each): each for each in self.cycles}
        self._wake()

    def _wake(self) -> None:
        """Begin with an empty memory, as a process does."""
        self.telling, self.sealing = collection.Telling(), bookkeeping.Sealing()
        self.fetching, self.statements = sending.Fetching(), sending.FetchingStatements()

    def run(self) -> None:
        """Step every day."""
        with _desk(self):
            day = self.size.first
            while day <= self.last:
                self.step(day)
                day += timedelta(days=1)

    @property
    def digest(self) -> str:
        """The bytes of every file that passed between us and the bank, as one number."""
        whole = sha256()
        for name in sorted(self.fetched):
            whole.update(name.encode() + self.fetched[name])
        return whole.hexdigest()

    def step(self, day: date) -> None:
        """Live one day: people, the bank, the clock; then look whether all is well."""
        self.days += 1
        self._let_people_act(tokyo.at(day, time(9, 15)))
        if self.chance.random() < self.size.jumps:
            self.asleep_until = day + timedelta(days=self.chance.choice((1, 2, 7)))
        is_awake = day >= self.asleep_until
        for clock in (MORNING, NOON, AFTERNOON, LAPSED, EVENING):
            self.now = now = tokyo.at(day, clock)
            self.bank.act(now)
            if is_awake:
                self._visit(clock, now)
        if is_awake:
            self._look(day)

    def _look(self, day: date) -> None:
        """See that all is well: every day the sums, at a month's end each single month."""
        is_month_end = day == Month.of(day).last_day
        if self.has_acted or is_month_end:
            self.view.seen.read_on()
            for look in invariants.DAILY + (invariants.MONTHLY if is_month_end else ()):
                look(self.view, self.now)
        self.has_acted = False

    def _let_people_act(self, now: datetime) -> None:
        day, first = now.date(), self.size.first
        if day == first:
            bookkeeping.open_years(now)
            _appoint(OFFICERS)
        is_early = day < first + timedelta(days=60)
        share = self.size.contracts * (0.6 / 60 if is_early else 0.4 / (30 * self.size.months))
        if day <= LAST_JOINING:
            for _ in range(int(share) + (self.chance.random() < share % 1)):
                back = self.chance.choice((0, 0, 0, 1, 5, 9))
                self.people.join(applied_on=max(first, day - timedelta(days=back)), now=now)
        self.people.act(now, rate=self.size.changes)
        self.people.bring_accounts(now)
        is_open = calendars.bank().is_open(day)
        if is_open and self.bank.is_daily:
            self.bank.state(day)
        if is_open and self.chance.random() < self.size.faults / 5:
            scheme = self.chance.choice(both.SCHEMES)
            self.bank.credit(scheme, day, self.chance.randrange(1, 90_000), payer="ﾐﾎﾝ")

    # -- the clock's visits

    def _visit(self, clock: time, now: datetime) -> None:
        if clock == MORNING:
            self._take_statements(now)
        elif clock == NOON:
            self._settle(now)
        elif clock == AFTERNOON:
            self.people.confirm_accounts(now)
            self._build(now)
        elif clock == LAPSED:
            self._watch(now)
        else:
            self._close_the_day(now)

    def _take_statements(self, now: datetime) -> None:
        has_come = self._lacks(self.bank.statements)
        if has_come:
            self._do(lambda: self.statements(now))
        if has_come or now.day % 7 == 3:
            self._do(lambda: collection.read_kept_statements(now))

    def _lacks(self, shelf: dict[str, Made]) -> bool:
        return any(name not in self.fetched for name in reversed(shelf))

    def _do(self, act: Callable[[], object]) -> None:
        """Let the clock do something, perhaps dying over it; a new process does it again."""
        self.has_acted = True
        deaths = kills.surviving(act, chance=self.chance, rate=self.size.deaths)
        self.deaths += deaths
        if deaths:
            self._wake()

    def _build(self, now: datetime) -> None:
        due = [each for each in self.cycles if each.build_at <= now]
        if not due:
            return
        self._do(lambda: collection.build_due_files(now))
        for on in due:
            self.cycles.remove(on)
            _insist_on_the_plan(self.model.plan(on))
            self.is_unapproved |= now >= on.hand_in_by
        self._approve(now)
        self.is_line_down = self.chance.random() < self.size.faults / 6
        if not self.is_line_down:
            self._do(lambda: sending.hand_over_files(now))
        self._tell(now)

    def _approve(self, now: datetime) -> None:
        for file in [each for each in approvals.waiting() if now < each.hand_in_by]:
            officers = OFFICERS if self.chance.random() > self.size.faults / 3 else OFFICERS[:1]
            for officer in officers:
                self._do(partial(_approve, file.name, file.digest, officer, now))
            self.is_unapproved |= len(officers) < len(OFFICERS)

    def _watch(self, now: datetime) -> None:
        """Give up what nobody approved, and what the bank would not have any more."""
        if self.is_unapproved:
            waiting = [each for each in approvals.waiting() if now >= each.hand_in_by]
            self._do(lambda: collection.watch_approvals(now))
            for file in waiting:
                self.give_up(file.name)
        if self.is_line_down:
            self._do(lambda: sending.hand_over_files(now))
        if self.is_unapproved or self.is_line_down:
            self._tell(now)
        self.is_unapproved = self.is_line_down = False

    def give_up(self, name: str) -> None:
        """Let the model know that a file never reached the bank; twice changes nothing."""
        cycle = self.by_file[name.rsplit("-", 1)[0]]
        self.model.give_up(cycle, list(self.model.rounds[cycle.key].asked))

    def _settle(self, now: datetime) -> None:
        if not self._lacks(self.bank.results):
            return
        self._do(lambda: self.fetching(now))
        self._do(lambda: collection.settle_kept_results(now))
        for made in self.unsettled:
            if made.codes is not None:
                assert made.taken is not None
                self.model.answer(made.taken.cycle, made.codes)
        self.unsettled.clear()
        self._tell(now)

    def _tell(self, now: datetime) -> None:
        self._do(lambda: self.telling(now))
        self._do(lambda: collection.confirm_settled_cycles(now))

    def _close_the_day(self, now: datetime) -> None:
        overdue = self.model.overdue(now.date()) - self.view.overdue
        if overdue:
            self._do(lambda: collection.ask_for_overdue_results(now))
            self.view.overdue |= overdue
        if self.model.unclosed:
            self._do(lambda: collection.close_ended_contracts(now))
            self.model.close_ended()
        if now.day % 5 == 0:
            self._do(lambda: self.sealing(now))
        if now.day % 7 == 0 and now.date() <= LAST_CONSIDERED:
            self.desks.act(now)
            self._do(lambda: collection.follow_up_warnings(now))
        if now.day % 10 == 0:
            self._tell(now)
            self._do(lambda: bookkeeping.open_years(now))
        if self.chance.random() < self.size.jumps * 4:
            self._go_back(now - timedelta(hours=self.chance.randrange(1, 30)))

    def _go_back(self, earlier: datetime) -> None:
        """Let the clock show an earlier time for a moment: nothing happens twice."""
        self._do(lambda: collection.build_due_files(earlier))
        self._do(lambda: collection.settle_kept_results(earlier))
        self._do(lambda: self.telling(earlier))
        self._do(lambda: collection.confirm_settled_cycles(earlier))
        self._do(lambda: self.sealing(earlier))


def _approve(name: str, digest: str, officer: str, now: datetime) -> None:
    """Approve as one officer, unless that was done before the process died."""
    with suppress(approve.ApprovedBefore):
        approve.approve(name, digest=digest, officer=officer, at=now)


def _cycles(first: Month, months: int) -> list[Cycle]:
    every = [
        each
        for scheme in both.SCHEMES
        for channel in channels.channels(scheme=scheme, on=first.first_day)
        for month in span(first, first + (months - 1))
        for each in debit_days.cycles(channel, month=month)
    ]
    return sorted(every, key=lambda each: each.build_at)


def _file(on: Cycle) -> str:
    return f"Z91-{on.channel.scheme}-{on.channel.key}-{on.debit_on}"


def _insist_on_the_plan(found: Round) -> None:
    """Whoever is asked, for which months and how much, is whom the model would ask."""
    key = found.cycle.key
    asked = {no: (each.contract, each.months, each.yen) for no, each in found.asked.items()}
    ours = seen.requests(key)
    invariants.insist(ours == asked, f"plan of {key}", *invariants.difference(ours, asked))
    left_out = seen.left_out(key)
    told = invariants.difference(left_out, found.left_out)
    invariants.insist(left_out == found.left_out, f"left out of {key}", *told)


def _appoint(officers: Sequence[str]) -> None:
    for username in officers:
        appointing.appoint(username, display_name=f"経理 {username}", duty="treasurer")


class _Desk:
    """The bank's desk, without a wire between."""

    def __init__(self, world: World) -> None:
        self.world, self.bank = world, world.bank

    def hand_over(self, content: bytes, *, name: str, digest: str) -> dict[str, str]:
        cycle = self.world.by_file[name.rsplit("-", 1)[0]]
        receipt = self.bank.take(name, content, cycle, now=self.world.now)
        if receipt is None:
            self.world.give_up(name)
            raise WholeFileRefused("受付の締切を過ぎています", record=1, field="引落日")
        self.world.fetched[name] = content
        return {"receipt": receipt}

    def results(self, since: datetime | None = None) -> list[str]:
        return [each.name for each in self.bank.results.values() if not since or each.at > since]

    def fetch(self, name: str) -> bytes:
        made = self.bank.results[name]
        if name not in self.world.fetched:
            self.world.fetched[name] = made.content
            self.world.unsettled.append(made)
        return made.content

    def statements(self, since: datetime | None = None) -> list[str]:
        return [each.name for each in self.bank.statements.values() if not since or each.at > since]

    def fetch_statement(self, name: str) -> bytes:
        self.world.fetched[name] = self.bank.statements[name].content
        return self.world.fetched[name]


@contextmanager
def _desk(world: World) -> Iterator[None]:
    with patch.object(sending, "bank", lambda: _Desk(world)):
        yield
