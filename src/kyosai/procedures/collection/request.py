"""引き落としの依頼 — one file for each channel, kept by digest before anybody sends it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import direct_debit
from kyosai.formats.zengin.direct_debit import DebitRequest
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records import in_bulk
from kyosai.records.premiums import cycles, files, results
from kyosai.records.premiums.cycles import Cycle
from kyosai.records.remittances import consignor


def build(key: str, *, at: datetime) -> list[str]:
    """Make the files of a planned cycle and keep them; return their names.

    Killed half-way, nothing is kept; run again, nothing is made twice.
    """
    with transaction.atomic(durable=True):
        cycle = cycles.locked(key)
        if cycle.planned_at is None or cycle.built_at is not None:
            return []
        in_bulk.begin()
        names = []
        for part, lines in groupby(files.asked(key), key=itemgetter(0)):
            name = f"Z91-{cycle.scheme}-{cycle.channel}-{cycle.debit_on}-{part:02d}.dat"
            asked = [line for _, line in lines]
            if _keep(name, cycle, part=part, lines=asked, at=at):
                names.append(name)
        cycles.note_built(key, at=at)
        if results.is_complete(key):  # No file was made, not even one of repayments.
            cycles.note_settled(key, at=at)
    return names


def received(name: str, *, receipt: str, at: datetime) -> None:
    """Note that the bank has taken a file."""
    files.note_received(name, receipt=receipt, at=at)


def refused(name: str, *, reason: str, at: datetime) -> None:
    """Note that the bank will not have a file: treasury looks, the months wait for the next."""
    words = f"銀行がファイル {name} を受け取りませんでした。理由：{reason}"
    _give_up(name, reason=reason, about=f"refused:{name}", words=words, at=at)


def lapsed(name: str, *, at: datetime) -> None:
    """Note that a file was not made or approved in time: treasury looks, the months wait."""
    about, reason = f"lapsed:{name}", "締切までに、経理の二人の承認がそろいませんでした"
    if files.was_made_late(name):
        about, reason = f"missed:{files.cycle_of(name)}", "締切までに、ファイルを作れませんでした"
    words = f"ファイル {name} を銀行に渡せませんでした。{reason}"
    _give_up(name, reason=reason, about=about, words=words, at=at)


def _give_up(name: str, *, reason: str, about: str, words: str, at: datetime) -> None:
    with transaction.atomic(durable=True):
        cycle = cycles.locked(files.cycle_of(name))
        waiting = files.note_refused(name, reason=reason, at=at)
        words += f"（{waiting}か月分は次の回に回しました）"
        ask_treasury(about, words=words, at=at, file=name)
        if results.is_complete(cycle.key):
            cycles.note_settled(cycle.key, at=at)


def _keep(
    name: str, cycle: Cycle, *, part: int, lines: Sequence[DebitRequest], at: datetime
) -> bool:
    try:
        content = _written(lines, cycle=cycle)
    except Malformed:
        lines = _without_unfit(cycle.key, part=part, lines=lines, at=at)
        if not lines:
            return False
        content = _written(lines, cycle=cycle)
    files.keep(
        name,
        cycle=cycle.key,
        part=part,
        digest=fingerprint.digest(content),
        content=content,
        records=len(lines),
        yen=sum(line.amount.amount for line in lines),
        at=at,
    )
    return True


def _written(lines: Sequence[DebitRequest], *, cycle: Cycle) -> bytes:
    return direct_debit.write(lines, consignor=consignor.of(cycle.scheme), debit_on=cycle.debit_on)


def _without_unfit(
    key: str, *, part: int, lines: Sequence[DebitRequest], at: datetime
) -> list[DebitRequest]:
    """Leave out what no bank would take: one bad record would have the whole file refused."""
    faults = dict(_faults(lines))
    assert faults, "the file is at fault, and none of its records"
    for contract, customer_no in files.take_out(key, part=part, numbers=list(faults)):
        ask_treasury(
            f"unfit:{key}:{contract}",
            words=f"契約 {contract} の口座の記録は、銀行に渡せません。"
            f"「{faults[customer_no].field}」を直してください。",
            at=at,
            contract=contract,
        )
    return [line for line in lines if line.customer_number not in faults]


def _faults(lines: Sequence[DebitRequest]) -> Iterator[tuple[str, Malformed]]:
    for line in lines:
        fault = direct_debit.fault(line)
        if fault is not None:
            yield line.customer_number, fault
