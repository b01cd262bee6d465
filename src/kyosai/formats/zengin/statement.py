"""入出金取引明細 — what a bank says went into an account and out of it, read whole or refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kyosai.basis import era
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import characters
from kyosai.formats.zengin.layout import records, split
from kyosai.formats.zengin.statement_layout import DATA, END, HEADER, TRAILER, WIDTH

_ORDER = re.compile(rb"(?:12*8)+9")
_GOOD = re.compile(rb"(?:12*8)+9|(?:12*8)*(?:12*)?")
A_YEAR = timedelta(days=366)
TRANSFERRED = "11"  # 取引区分: 振込


class Line(NamedTuple):
    """One entry of an account: money in, or money out, and what the bank says about it."""

    number: str
    booked_on: date
    valued_on: date
    is_credit: bool
    business: str
    amount: Yen
    payer_code: str = ""
    payer: str = ""
    sending_bank: str = ""
    sending_branch: str = ""
    narrative: str = ""
    edi: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The entries of one account over some days, between two balances."""

    created_on: date
    first_on: date
    last_on: date
    bank_code: str
    bank_name: str = ""
    branch_code: str
    branch_name: str = ""
    account_kind: str
    account_number: str
    account_name: str = ""
    opening: Yen
    lines: tuple[Line, ...]

    @property
    def closing(self) -> Yen:
        """The balance after the last entry."""
        return self.opening + self.money_in - self.money_out

    @property
    def money_in(self) -> Yen:
        """What came in, all entries together."""
        return total([line.amount for line in self.lines if line.is_credit])

    @property
    def money_out(self) -> Yen:
        """What went out, all entries together."""
        return total([line.amount for line in self.lines if not line.is_credit])


def read_statements(content: bytes, *, received_on: date) -> list[Statement]:
    """Read the statement of every account in a file, or refuse the whole file.

    The file writes years of an era and not which: it is the era of the day on which the file
    came, or, within a year of its end, the one before.
    """
    is_ebcdic = content[:3] == characters.to_ebcdic(b"103")
    found = records(characters.from_ebcdic(content) if is_ebcdic else content, width=WIDTH)
    kinds = found[::WIDTH]
    if not _ORDER.fullmatch(kinds):
        good = _GOOD.match(kinds)
        reached = good.end() if good else 0
        kind = characters.shown(kinds[reached : reached + 1]) or "ファイルの終わり"
        raise Malformed(reached + 1, "データ区分", kind)
    statements = list(_statements(found, received_on=received_on))
    _check_end(found, accounts=len(statements))
    return statements


def write(statements: Sequence[Statement], *, line_ends: bool = True) -> bytes:
    """Return the file a bank would send of these accounts."""
    lines: list[str] = []
    for statement in statements:
        lines += [_header(statement), *map(_entry_line, statement.lines), _trailer(statement)]
    entries = sum(len(statement.lines) for statement in statements)
    count = entries + 2 * len(statements) + 1
    lines.append(f"9{count:010d}{len(statements):05d}{'':184}")
    assert {len(line) for line in lines} == {WIDTH}
    return b"".join(characters.encoded(line) + (b"\r\n" if line_ends else b"") for line in lines)


def _statements(found: bytes, *, received_on: date) -> Iterator[Statement]:
    header: dict[str, str] = {}
    lines: list[Line] = []
    for record, start in enumerate(range(0, len(found), WIDTH), start=1):
        piece = found[start : start + WIDTH]
        match piece[:1]:
            case b"1":
                header, lines = split(HEADER, piece, record=record), []
                first = record
            case b"2":
                lines.append(_line(piece, record=record, received_on=received_on))
            case b"8":
                statement = _statement(header, lines, record=first, received_on=received_on)
                _check_trailer(statement, split(TRAILER, piece, record=record), record=record)
                yield statement


def _statement(
    header: dict[str, str], lines: list[Line], *, record: int, received_on: date
) -> Statement:
    days = {
        name: _day(header[field], field=label, record=record, received_on=received_on)
        for name, field, label in (
            ("created_on", "created", "作成日"),
            ("first_on", "first_day", "勘定日（自）"),
            ("last_on", "last_day", "勘定日（至）"),
        )
    }
    outside = [line for line in lines if not days["first_on"] <= line.booked_on <= days["last_on"]]
    if outside:
        place = record + 1 + lines.index(outside[0])
        raise Malformed(place, "勘定日", outside[0].booked_on.isoformat())
    return Statement(
        **days,
        bank_code=header["bank_code"],
        bank_name=header["bank_name"].rstrip(),
        branch_code=header["branch_code"],
        branch_name=header["branch_name"].rstrip(),
        account_kind=header["account_kind"],
        account_number=header["account_number"][-7:],
        account_name=header["account_name"].rstrip(),
        opening=_balance(header),
        lines=tuple(lines),
    )


def _line(piece: bytes, *, record: int, received_on: date) -> Line:
    fields = split(DATA, piece, record=record)
    booked, valued = (
        _day(fields[name], field=label, record=record, received_on=received_on)
        for name, label in (("booked", "勘定日"), ("valued", "預入・払出日"))
    )
    texts = ("payer", "sending_bank", "sending_branch", "narrative", "edi")
    nobody = not fields["payer_code"].strip("0 ")
    return Line(
        fields["number"],
        booked,
        valued,
        fields["direction"] == "1",
        fields["business"],
        Yen(int(fields["amount"])),
        "" if nobody else fields["payer_code"],
        *(fields[name].strip() for name in texts),
    )


def _day(text: str, *, field: str, record: int, received_on: date) -> date:
    """Return the day of an era date: of the era of the file's day, or of the one just ended."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    now, _ = era.era_year(received_on)
    lately, _ = era.era_year(received_on - A_YEAR)
    for name in dict.fromkeys((now, lately)):
        try:
            found = era.from_era(name, year, month, day)
        except ValueError:
            continue
        if found <= received_on:
            return found
    raise Malformed(record, field, text)


def _balance(fields: dict[str, str]) -> Yen:
    return Yen(int(fields["balance"]) * (1 if fields["sign"] == "1" else -1))


def _check_trailer(statement: Statement, trailer: dict[str, str], *, record: int) -> None:
    """Compare the entries with the bank's own sums before anyone believes either."""
    credits = sum(line.is_credit for line in statement.lines)
    counted = {
        "in_count": credits,
        "in_total": statement.money_in.amount,
        "out_count": len(statement.lines) - credits,
        "out_total": statement.money_out.amount,
        "data_count": len(statement.lines),
    }
    labels = {field.name: field.label for field in TRAILER}
    for name, figure in counted.items():
        if int(trailer[name]) != figure:
            raise Malformed(record, labels[name], trailer[name])
    if _balance(trailer) != statement.closing:
        raise Malformed(record, labels["balance"], trailer["balance"])


def _check_end(found: bytes, *, accounts: int) -> None:
    """Compare the counts of the end record; banks count all records, or those before it."""
    record = len(found) // WIDTH
    end = split(END, found[-WIDTH:], record=record)
    if int(end["accounts"]) != accounts:
        raise Malformed(record, "口座数", end["accounts"])
    data = found[::WIDTH].count(b"2")
    if int(end["record_count"]) not in (record, record - 1, data):
        raise Malformed(record, "レコード総件数", end["record_count"])


def _header(statement: Statement) -> str:
    days = (statement.created_on, statement.first_on, statement.last_on)
    return (
        f"1030{''.join(map(_written, days))}{statement.bank_code}{statement.bank_name:15}"
        f"{statement.branch_code}{statement.branch_name:15}000{statement.account_kind}"
        f"{statement.account_number:0>10}{statement.account_name:40}"
        f"{_sign(statement.opening)}1{abs(statement.opening.amount):014d}{'':71}"
    )


def _entry_line(line: Line) -> str:
    return (
        f"2{line.number:0>8}{_written(line.booked_on)}{_written(line.valued_on)}"
        f"{'1' if line.is_credit else '2'}{line.business}{line.amount.amount:012d}{0:012d}"
        f"{0:06d}{0:06d}0{0:07d}000{line.payer_code:0>10}{line.payer:48}{line.sending_bank:15}"
        f"{line.sending_branch:15}{line.narrative:20}{line.edi:20} "
    )


def _trailer(statement: Statement) -> str:
    credits = sum(line.is_credit for line in statement.lines)
    out = len(statement.lines) - credits
    return (
        f"8{credits:06d}{statement.money_in.amount:013d}{out:06d}{statement.money_out.amount:013d}"
        f"{_sign(statement.closing)}{abs(statement.closing.amount):014d}{len(statement.lines):07d}"
        f"{'':139}"
    )


def _sign(balance: Yen) -> str:
    return "1" if balance >= Yen(0) else "2"


def _written(day: date) -> str:
    _, year = era.era_year(day)
    return f"{year:02d}{day:%m%d}"
