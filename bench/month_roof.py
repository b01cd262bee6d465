"""The yardstick of H1: what a month costs with psycopg and nothing else (performance.md).

Two processes, each with half of the contracts: COPY the due list out in the order of bank and
branch and write 120-byte records; after the answers, COPY them in, insert the journal rows of the
successes and the arrears of the failures, add to the months paid, commit.
"""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psycopg

FAILED_EVERY = 50  # 2 %
BLANK, HOLDER = " " * 15, f"{'MIHON':30}"
TABLES = """
DROP TABLE IF EXISTS roof_contract, roof_journal, roof_arrear;
CREATE TABLE roof_contract (id int PRIMARY KEY, bank char(4), branch char(3), account char(7),
    yen int, months_paid int) WITH (fillfactor = 70);
CREATE TABLE roof_journal
    (id bigint, debit text, credit text, yen bigint, kind text, on_date date);
CREATE INDEX ON roof_journal (credit);
CREATE TABLE roof_arrear (contract int, month date, yen int, code char(1));
INSERT INTO roof_contract
SELECT n, lpad((n * 7919::bigint %% 1146)::text, 4, '0'),
    lpad((n * 104729::bigint %% 999)::text, 3, '0'),
    lpad((n * 31::bigint %% 9999999)::text, 7, '0'), 1000 + n %% 70 * 500, 60
FROM generate_series(0, %s - 1) n;
ANALYZE roof_contract;
"""
DUE = """
COPY (
    SELECT bank, branch, account, yen, id FROM roof_contract WHERE id >= {first} AND id < {last}
    ORDER BY bank, branch
) TO STDOUT
"""
POST = """
INSERT INTO roof_journal
SELECT c.id, 'bank:collections:skk', 'premiums:skk:' || lpad(c.id::text, 9, '0'), c.yen,
    'premium_collected', DATE '2026-10-19'
FROM answer a JOIN roof_contract c ON c.id = a.id WHERE a.code = '0'
"""
COUNT = """
UPDATE roof_contract c SET months_paid = c.months_paid + 1
FROM answer a WHERE a.id = c.id AND a.code = '0'
"""
FAIL = """
INSERT INTO roof_arrear
SELECT c.id, DATE '2026-10-01', c.yen, a.code
FROM answer a JOIN roof_contract c ON c.id = a.id WHERE a.code <> '0'
"""


class Half(NamedTuple):
    """One process's share of the contracts, and its file."""

    address: str
    file: Path
    first: int
    last: int


class Roof(NamedTuple):
    """The seconds of a month: the files written, and the answers posted."""

    written: float
    posted: float

    @property
    def seconds(self) -> float:
        """The whole month."""
        return self.written + self.posted


def month(address: str, *, contracts: int, folder: Path) -> Roof:
    """Play a month on tables of its own; they are made anew and not timed."""
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in TABLES.split(";")[:-1]:
            connection.execute(statement, [contracts] if "%s" in statement else None)
        connection.execute("CHECKPOINT")
    middle = contracts // 2
    halves = [
        Half(address, folder / "roof-1.dat", 0, middle),
        Half(address, folder / "roof-2.dat", middle, contracts),
    ]
    with get_context("spawn").Pool(2) as pool:
        pool.map(_ready, halves)
        written = _timed(pool, write, halves)
        for half in halves:
            _answer(half.file)
        return Roof(written, _timed(pool, post, halves))


def write(half: Half) -> None:
    """Write the due list of a half as 120-byte records."""
    with (
        psycopg.connect(half.address) as connection,
        connection.cursor() as cursor,
        half.file.open("w", encoding="ascii", newline="") as file,
        cursor.copy(DUE.format(first=half.first, last=half.last)) as copy,
    ):
        rest = ""
        for block in copy:
            lines = (rest + bytes(block).decode()).split("\n")
            rest = lines.pop()
            file.write("".join([_record(line) for line in lines]))


def post(half: Half) -> None:
    """Take the answers of a half in."""
    content = half.file.read_bytes()
    answers = [
        b"%d\t%c\n" % (int(content[at + 91 : at + 111]), content[at + 111])
        for at in range(0, len(content), 120)
    ]
    with psycopg.connect(half.address) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE answer (id int, code char(1)) ON COMMIT DROP")
        with cursor.copy("COPY answer FROM STDIN") as copy:
            copy.write(b"".join(answers))
        cursor.execute("ANALYZE answer")
        for statement in (POST, COUNT, FAIL):
            cursor.execute(statement)


def _record(line: str) -> str:
    bank, branch, account, yen, number = line.split("\t")
    return f"2{bank}{BLANK}{branch}{BLANK}    1{account}{HOLDER}{yen:0>10}0{number:0>20}0        "


def _answer(file: Path) -> None:
    content = bytearray(file.read_bytes())
    codes = len(content) // 120
    content[111::120] = bytes(0x31 if n % FAILED_EVERY == 0 else 0x30 for n in range(codes))
    file.write_bytes(content)


def _ready(half: Half) -> None:
    """Let a process begin before the clock does."""
    half.file.unlink(missing_ok=True)


def _timed(pool: Pool, work: Callable[[Half], None], halves: list[Half]) -> float:
    began = perf_counter()
    pool.map(work, halves, chunksize=1)
    return perf_counter() - began
