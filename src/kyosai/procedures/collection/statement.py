"""入出金明細の取込み — a statement is read whole or refused whole, day after day without a gap.

Each entry becomes one transfer: what brings the debits of a cycle ends their transit, anything
else waits in suspense and is a case at the treasury.
"""

import re
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import statement as zengin
from kyosai.formats.zengin.statement import Line, Statement
from kyosai.procedures.collection import booked
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.premiums import cycles
from kyosai.records.remittances import consignor, reads, writes
from kyosai.records.remittances.reads import StatementEntry, Unread
from kyosai.schemes.clocks import calendars

REFERENCE = re.compile(r"Z91-([A-Z]+)-([0-9]{4})([0-9]{2})([0-9]{2})")
WAITS = "waits"


def keep(name: str, *, content: bytes, at: datetime) -> None:
    """Keep a statement as it came."""
    writes.keep(name, digest=fingerprint.digest(content), content=content, at=at)


def to_read() -> list[str]:
    """Return the kept statements nobody has read, day by day."""
    return reads.to_read()


def read(name: str, *, at: datetime) -> str:
    """Take a kept statement in; return what became of it, or "" when that is done already.

    A statement that comes before an earlier day's waits, and nothing is written.
    """
    try:
        return _read(name, at=at)
    except Malformed as malformed:
        return _refuse(name, reason=str(malformed), at=at)


def _read(name: str, *, at: datetime) -> str:
    with transaction.atomic(durable=True):
        found = reads.unread(name)
        if found is None:
            return ""
        if reads.was_taken(found.digest):
            writes.note_reading(name, outcome="repeated", at=at)
            return "repeated"
        told = _told(found, received_on=tokyo.in_tokyo(at).date())
        gaps = [gap for scheme, each in told.items() if (gap := _gap(scheme, each))]
        if gaps:
            _ask_for(gaps, name=name, at=at)
            return WAITS
        ordinal = 0
        for scheme, each in told.items():
            ordinal = _take_in(name, scheme, each, after=ordinal, at=at)
        writes.note_reading(name, outcome="taken", at=at)
    return "taken"


def _told(found: Unread, *, received_on: date) -> dict[str, Statement]:
    """Return the statement of each of our accounts; one that is not ours refuses the file."""
    told: dict[str, Statement] = {}
    for each in zengin.read_statements(found.content, received_on=received_on):
        scheme = consignor.scheme_of(each.account_number)
        if scheme is None or scheme in told:
            raise Malformed(1, "口座番号", each.account_number)
        told[scheme] = each
    return told


def _gap(scheme: str, told: Statement) -> date | None:
    """Return the day that is missing before a statement; refuse one that does not go on."""
    last = reads.last_balance(scheme)
    if last is None:
        return None
    expected = calendars.bank().add(last[0], 1)
    if told.first_on > expected:
        return expected
    if told.first_on < expected:
        raise Malformed(1, "勘定日（自）", f"{told.first_on}の明細は取り込んであります")
    if told.opening.amount != last[1]:
        raise Malformed(1, "取引前残高", f"{told.opening}。前の明細の残高と続きません")
    return None


def _ask_for(gaps: list[date], *, name: str, at: datetime) -> None:
    for day in gaps:
        words = f"{day}の入出金明細が届いていません。銀行に再送を依頼してください。"
        ask_treasury(f"no-statement:{day}", words=f"{words}（{name}が待っています）", at=at)


def _take_in(name: str, scheme: str, told: Statement, *, after: int, at: datetime) -> int:
    entries = [
        _entry(line, name=name, ordinal=ordinal, scheme=scheme)
        for ordinal, line in enumerate(told.lines, start=after + 1)
        if line.amount
    ]
    writes.note_balance(
        name,
        scheme=scheme,
        first_on=told.first_on,
        last_on=told.last_on,
        opening=told.opening.amount,
        closing=told.closing.amount,
    )
    writes.take_in(entries)
    for entry in entries:
        ledger.post(_posting(entry, at=at), at=at)
        if entry.cycle_id is None and not entry.paid:
            _ask_about(entry, at=at)
    return after + len(told.lines)


def _entry(line: Line, *, name: str, ordinal: int, scheme: str) -> StatementEntry:
    return StatementEntry(
        statement_id=name,
        ordinal=ordinal,
        scheme=scheme,
        booked_on=line.booked_on,
        is_credit=line.is_credit,
        yen=line.amount.amount,
        payer=line.payer,
        narrative=line.narrative,
        edi=line.edi,
        cycle_id=_cycle_of(line, scheme=scheme) if line.is_credit else None,
        paid=booked.paid(line, scheme=scheme),
    )


def _cycle_of(line: Line, *, scheme: str) -> str | None:
    """Return the cycle an entry names by its channel and debit day, if it is one of ours."""
    named = REFERENCE.fullmatch(line.edi)
    if named is None:
        return None
    channel, *day = named.groups()
    try:
        debit_on = date(*map(int, day))
    except ValueError:
        return None
    return cycles.of_day(scheme=scheme, channel=channel.lower(), debit_on=debit_on)


def _posting(entry: StatementEntry, *, at: datetime) -> Posting:
    if entry.paid:
        return booked.posting(entry, at=at)
    bank = f"bank:collections:{entry.scheme}"
    other = f"transit:collections:{entry.scheme}" if entry.cycle_id else f"suspense:{entry.scheme}"
    debit, credit = (bank, other) if entry.is_credit else (other, bank)
    return Posting(
        key=f"statement:{entry.statement_id}:{entry.ordinal}",
        kind="remittance" if entry.cycle_id else "unmatched_entry",
        debit=debit,
        credit=credit,
        amount=Yen(entry.yen),
        effective_on=entry.booked_on,
    )


def _ask_about(entry: StatementEntry, *, at: datetime) -> None:
    way = "入金" if entry.is_credit else "出金"
    who = entry.payer or "依頼人の記載なし"
    found = f"{entry.booked_on}の{way} {Yen(entry.yen)}（{who}）"
    ask_treasury(
        f"unmatched:{entry.statement_id}:{entry.ordinal}",
        words=f"{found}が、どの引き落としとも合いません。",
        at=at,
        statement=entry.statement_id,
    )


def _refuse(name: str, *, reason: str, at: datetime) -> str:
    with transaction.atomic(durable=True):
        if reads.unread(name) is None:
            return ""
        writes.note_reading(name, outcome="refused", at=at, refusal=reason)
        ask_treasury(
            f"statement:{name}",
            words=f"入出金明細 {name} を丸ごと拒否しました。{reason}。"
            "銀行に再送を依頼してください。",
            at=at,
            statement=name,
        )
    return "refused"
