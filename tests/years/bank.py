"""The bank of a test world: takes files, debits on the day, answers, pays, and states its accounts.

It draws everything from the world's one source of chance, and gets its files wrong now and then.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.formats.zengin import statement as zengin
from kyosai.formats.zengin.statement import Line, Statement
from kyosai.schemes.clocks import calendars
from kyosai.schemes.clocks.debit_days import Cycle
from tests.years import spoiling

WIDTH = 122  # 120 bytes and CRLF
ACCOUNTS = {"skk": "0001234", "tosanboshi": "0001235"}
CODES = {"0": 955, "1": 22, "2": 2, "3": 2, "4": 5, "5": 1, "8": 2, "9": 2, "N": 8, "E": 1}
REPEATED = {"0": 70, "1": 26, "2": 1, "3": 1, "4": 2}
STATEMENT_AT, DEBIT_AT = time(8), time(9)


@dataclass
class Taken:
    """A request file the bank has: its records, its codes once debited."""

    name: str
    cycle: Cycle
    content: bytes
    receipt: str
    records: list[bytes]
    codes: dict[str, str] = field(default_factory=dict)

    def amounts(self) -> dict[str, int]:
        """What each customer number is asked for."""
        return {r[91:111].decode(): int(r[80:90]) for r in self.records if r[:1] == b"2"}


@dataclass(frozen=True)
class Made:
    """A file on the bank's shelf, and the answers it really holds, if it is a good one."""

    name: str
    at: datetime
    content: bytes
    taken: Taken | None = None
    codes: dict[str, str] | None = None


class Bank:
    """The bank: what it has, what it owes, what lies on its shelves."""

    def __init__(self, chance: random.Random, *, fault_rate: float, is_daily: bool) -> None:
        self.chance, self.fault_rate, self.is_daily = chance, fault_rate, is_daily
        self.tempers: dict[str, str] = {}
        self.taken: dict[str, Taken] = {}
        self.results: dict[str, Made] = {}
        self.statements: dict[str, Made] = {}
        self.entries: list[tuple[str, date, Line]] = []
        self.returned = dict.fromkeys(ACCOUNTS, 0)
        self._due: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._count = 0
        self._stated: dict[str, tuple[date, int]] = {}
        self._was_short: set[str] = set()

    # -- request files

    def take(self, name: str, content: bytes, cycle: Cycle, *, now: datetime) -> str | None:
        """Take a file and return its receipt, the same one for the same file; None when late."""
        known = self.taken.get(name)
        if known is not None:
            assert known.content == content, f"{name} came again with other bytes"
            return known.receipt
        if now >= cycle.hand_in_by:
            return None
        records = [content[n : n + 120] for n in range(0, len(content), WIDTH)]
        self.taken[name] = taken = Taken(name, cycle, content, f"R{len(self.taken)}", records)
        self._at(tokyo.at(cycle.debit_on, DEBIT_AT), lambda now: self._debit(taken))
        return taken.receipt

    # -- its own days

    def act(self, now: datetime) -> None:
        """Do everything due up to now."""
        while True:
            due = min(
                (each for each in self._due if each[0] <= now), key=lambda e: e[:2], default=None
            )
            if due is None:
                return
            self._due.remove(due)
            due[2](due[0])

    def _at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self._count += 1
        self._due.append((moment, self._count, act))

    def _debit(self, taken: Taken) -> None:
        on = taken.cycle
        taken.codes = {number: self._code(number) for number in taken.amounts()}
        scheme, ends = on.channel.scheme, self._endings(taken)
        paid = sum(yen for no, yen in taken.amounts().items() if ends[no] == "0")
        self._at(tokyo.at(on.remitted_on, DEBIT_AT), lambda _: self._remit(on, scheme, paid))
        self._at(on.result_at, lambda now: self._answer(taken, ends, now))

    def _code(self, number: str) -> str:
        temper = self.tempers.get(number, "")
        drawn = _drawn(self.chance, REPEATED if number in self._was_short else CODES)
        code = temper or drawn
        (self._was_short.add if code == "1" else self._was_short.discard)(number)
        return code

    def _endings(self, taken: Taken) -> dict[str, str]:
        """What each account will have answered in the end: what is pending is paid, or is not."""
        return {
            number: self.chance.choice("001") if code == "N" else code
            for number, code in taken.codes.items()
        }

    def _answer(self, taken: Taken, ends: dict[str, str], now: datetime) -> None:
        """Make the result, or first some that are late, broken, halved or not final."""
        bank = calendars.bank()
        files = [taken.codes] + ([ends] if "N" in taken.codes.values() else [])
        day, clock = now.date(), now.timetz()
        if self._strikes():
            day = bank.add(day, self.chance.choice((1, 1, 2, 4)))
        for codes in files:
            good = written(taken, codes)
            fault = self.chance.choice(spoiling.FAULTS) if self._strikes() else None
            if fault == "twice":
                self._put(taken, good, codes, day, clock)
            elif fault is not None:
                for spoiled in spoiling.spoiled(fault, good, self.chance):
                    self._put(taken, spoiled, None, day, clock)
                day = bank.add(day, 1)
            self._put(taken, good, codes, day, clock)
            day = bank.add(day, 1)

    def _put(
        self, taken: Taken, content: bytes, codes: dict[str, str] | None, day: date, clock: time
    ) -> None:
        def lay(now: datetime) -> None:
            number = sum(1 for each in self.results.values() if each.taken is taken) + 1
            ending = "-result.dat" if number == 1 else f"-result-{number}.dat"
            name = taken.name.replace(".dat", ending)
            self.results[name] = Made(name, now, content, taken, codes)

        self._at(datetime.combine(day, clock), lay)

    def _strikes(self) -> bool:
        return self.chance.random() < self.fault_rate

    # -- money and statements

    def _remit(self, on: Cycle, scheme: str, yen: int) -> None:
        """Credit what was debited: whole, a day late, or a little short at first."""
        bank, day = calendars.bank(), on.remitted_on
        parts = [(day, yen)]
        if self._strikes() and yen > 1:
            parts = self.chance.choice(
                ([(bank.add(day, 1), yen)], [(day, yen - 1), (bank.add(day, 1), 1)])
            )
        edi = f"Z91-{on.channel.key.upper()}-{on.debit_on:%Y%m%d}"
        for when, part in parts:
            if part:
                self.credit(scheme, when, part, payer="ｻﾝﾌﾟﾙ", edi=edi)

    def credit(self, scheme: str, day: date, yen: int, *, payer: str, edi: str = "") -> None:
        """Book money in on a day, and have the statement of it made the next morning."""
        number = f"{len(self.entries) + 1:08d}"
        line = Line(number, day, day, True, "11", Yen(yen), payer=payer, edi=edi)
        self.entries.append((scheme, day, line))
        self.state(day)

    def state(self, day: date) -> None:
        """Have the statement of a day made the next bank morning; asked twice it is made once."""
        morning = tokyo.at(calendars.bank().add(day, 1), STATEMENT_AT)
        if not any(at == morning and act == self._state for at, _, act in self._due):
            self._at(morning, self._state)

    def _state(self, now: datetime) -> None:
        """Lay out what was booked since the last statement, up to the bank day before."""
        bank = calendars.bank()
        until = bank.add(now.date(), -1)
        made = [self._statement(scheme, until, now.date()) for scheme in ACCOUNTS]
        good = zengin.write(made)
        name = f"Z03-{until}"
        self.statements[f"{name}.dat"] = Made(f"{name}.dat", now, good)
        if self._strikes():
            fault = self.chance.choice(spoiling.STATEMENT_FAULTS)
            for n, spoiled in enumerate(spoiling.spoiled(fault, good, self.chance)):
                self.statements[f"{name}-{n}.dat"] = Made(f"{name}-{n}.dat", now, spoiled)
            if fault != "twice":
                del self.statements[f"{name}.dat"]
                again = f"{name}.dat"
                later = now + timedelta(hours=1)
                self._at(later, lambda at: self._lay_statement(again, at, good))

    def _lay_statement(self, name: str, at: datetime, content: bytes) -> None:
        self.statements[name] = Made(name, at, content)

    def _statement(self, scheme: str, until: date, today: date) -> Statement:
        bank = calendars.bank()
        before, opening = self._stated.get(scheme, (None, 0))
        first = bank.add(before, 1) if before else until
        lines = tuple(
            line for who, day, line in self.entries if who == scheme and first <= day <= until
        )
        made = Statement(
            created_on=today,
            first_on=first,
            last_on=until,
            bank_code="9901",
            branch_code="001",
            account_kind="1",
            account_number=ACCOUNTS[scheme],
            opening=Yen(opening),
            lines=lines,
        )
        self._stated[scheme] = (until, made.closing.amount)
        return made

    def stated(self, scheme: str) -> int:
        """Return the balance the newest statement tells."""
        return self._stated.get(scheme, (None, 0))[1]


def written(taken: Taken, codes: dict[str, str]) -> bytes:
    """Return the result file of a request under these codes."""
    found, paid, failed = list(taken.records), [0, 0], [0, 0]
    for place, record in enumerate(taken.records):
        if record[:1] == b"2":
            code = codes[record[91:111].decode()]
            found[place] = record[:111] + code.encode() + record[112:]
            side = paid if code == "0" else failed
            side[0] += 1
            side[1] += int(record[80:90])
        if record[:1] == b"8":
            sums = f"{paid[0]:06d}{paid[1]:012d}{failed[0]:06d}{failed[1]:012d}".encode()
            found[place] = record[:19] + sums + record[55:]
    return b"".join(record + b"\r\n" for record in found)


def _drawn(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
