"""巡回 — debits accounts on their day, hands out results at their time, keeps its appointments."""

import sqlite3
from datetime import date, datetime, timedelta
from threading import Lock

from outside_world import bank_days, faults
from outside_world.bank import (
    answers,
    channels,
    layout,
    remittances,
    results,
    statements,
    transfers,
)
from outside_world.workshop import appointments
from outside_world.workshop.appointments import Appointment
from outside_world.world import World


class Rounds:
    """The bank's working day: one round at a time, as of a moment of business time."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._memory = world.memory
        self._acting = Lock()
        self._seen: datetime | None = None

    def act(self, now: datetime) -> None:
        """Do everything due up to now, then note what was seen and what comes next."""
        with self._acting:
            if self._seen and now < self._seen:
                return
            for request in self._due_debits(now):
                self._debit(request)
            for planned in self._due_results(now):
                self._answer(planned, now)
            remittances.credit_due(self._memory, now)
            transfers.pay_due(self._memory, now)
            statements.make_due(self._memory, now)
            self._seen = now
            appointment = Appointment(appointments.BANK, now, self._next())
            appointments.note(self._world.clock.folder, appointment)

    def send_again(self, request_name: str) -> str:
        """Make a good result of a debited request now, as after a telephone call."""
        request = self._request(request_name)
        if request is None or request["codes"] is None:
            raise LookupError(request_name)
        content = results.written(request, _final(request["codes"]))
        now = self._world.clock.now()
        return results.keep(self._memory, request_name, content, now=now)

    def state_again(self, name: str) -> str:
        """Make a good statement of a day now, as after a telephone call."""
        return statements.make_again(self._memory, name, now=self._world.clock.now())

    def _due_debits(self, now: datetime) -> list[sqlite3.Row]:
        sql = "SELECT * FROM request WHERE codes IS NULL AND debit_at <= ? ORDER BY debit_at"
        return self._memory.rows(sql, now.isoformat())

    def _due_results(self, now: datetime) -> list[sqlite3.Row]:
        sql = "SELECT * FROM planned_result WHERE due_at <= ? ORDER BY due_at, request_name"
        return self._memory.rows(sql, now.isoformat())

    def _debit(self, request: sqlite3.Row) -> None:
        lines = layout.records(request["content"])[1:-2]
        codes = answers.codes(self._memory, lines, name=request["name"])
        debit_on = date.fromisoformat(request["debit_on"])
        due_at = channels.channels()[request["channel"]].answers_at(debit_on)
        remittances.plan(self._memory, request, codes)
        results.plan(self._memory, request["name"], kind=results.FIRST, due_at=due_at)
        self._memory.write("UPDATE request SET codes = ? WHERE name = ?", codes, request["name"])

    def _answer(self, planned: sqlite3.Row, now: datetime) -> None:
        name, kind = planned["request_name"], planned["kind"]
        due_at = datetime.fromisoformat(planned["due_at"])
        if kind == results.FIRST and faults.strikes(self._memory, "bank.late"):
            results.plan(self._memory, name, kind=results.LATE, due_at=_next_day(due_at))
        else:
            self._hand_out(name, kind, due_at=due_at, now=now)
        done = "DELETE FROM planned_result WHERE request_name = ? AND kind = ?"
        self._memory.write(done, name, kind)

    def _hand_out(self, name: str, kind: str, *, due_at: datetime, now: datetime) -> None:
        request = self._request(name)
        assert request is not None
        if kind == results.FINAL:
            content = results.written(request, _final(request["codes"]))
            results.keep(self._memory, name, content, now=now)
            return
        codes = request["codes"]
        if faults.strikes(self._memory, "bank.n_then_final"):
            codes = "N" + codes[1:]
        if "N" in codes:
            results.plan(self._memory, name, kind=results.FINAL, due_at=_next_day(due_at))
        content = results.written(request, codes, memory=self._memory)
        for _ in range(2 if faults.strikes(self._memory, "bank.sent_twice") else 1):
            results.keep(self._memory, name, content, now=now)

    def _request(self, name: str) -> sqlite3.Row | None:
        return self._memory.row("SELECT * FROM request WHERE name = ?", name)

    def _next(self) -> datetime | None:
        row = self._memory.row(
            "SELECT min(at) AS at FROM (SELECT debit_at AS at FROM request WHERE codes IS NULL"
            " UNION ALL SELECT due_at FROM planned_result)"
        )
        known = datetime.fromisoformat(row["at"]) if row and row["at"] else None
        moments = [each for each in (known, transfers.following(self._memory)) if each]
        return min(moments, default=None)


def _final(codes: str) -> str:
    return codes.replace("N", "0")


def _next_day(moment: datetime) -> datetime:
    later = bank_days.next_day(moment.date())
    return moment + timedelta(days=(later - moment.date()).days)
