"""入金の照合 — what the bank credited for a cycle is what its answers said was debited."""

from datetime import date, datetime, time

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.money import Yen
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records.premiums import cycles, results
from kyosai.records.premiums.cycles import Cycle
from kyosai.records.remittances import reads as remittances
from kyosai.schemes.clocks import calendars


def match(*, at: datetime) -> list[str]:
    """Note every answered cycle whose money has come; what is late or wrong becomes a case."""
    return [key for key in cycles.to_remit() if _match(key, at=at)]


def told_at(remitted_on: date) -> datetime:
    """Return when the statement that shows a day's money is ready: the next bank morning."""
    return tokyo.at(calendars.bank().add(remitted_on, 1), statement_at())


def statement_at() -> time:
    """Return the time of day at which statements are ready."""
    ready: time = parameters.table(__package__, "remittance")["statement_at"]
    return ready


def _match(key: str, *, at: datetime) -> bool:
    with transaction.atomic(durable=True):
        cycle = cycles.locked(key)
        if cycle.settled_at is None or cycle.remitted_at is not None:
            return False
        told, collected = remittances.of_cycle(key), results.collected_yen(key)
        if told.yen == collected:
            cycles.note_remitted(key, at=at)
            return True
        if told.count or at >= told_at(cycle.remitted_on):
            _ask(cycle, told=told.yen, collected=collected, at=at)
    return False


def _ask(cycle: Cycle, *, told: int, collected: int, at: datetime) -> None:
    """Ask the treasury once about money that has not come, and once about each wrong sum."""
    words = f"{cycle.debit_on}の引き落とし（{cycle.key}）は、振替済み{Yen(collected)}に対し、"
    if told == 0:
        about, words = f"unremitted:{cycle.key}", f"{words}入金がまだありません。"
    else:
        about, words = f"remitted:{cycle.key}:{told}", f"{words}入金が{Yen(told)}です。"
    ask_treasury(about, words=words, at=at, cycle=cycle.key)
