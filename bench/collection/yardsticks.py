"""What stands beside a month: its roof, and three pieces of work alone, with psycopg only."""

from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psycopg

from bench import bare_posting, month_roof
from bench.month_roof import Roof

RECORD = (
    "2{0:04d}               {1:03d}                   1{2:07d}MIHON{3:25}{4:010d}0{2:020d}0        "
)


class Yardsticks(NamedTuple):
    """The seconds of each."""

    roof: Roof
    copied: float
    posted: float
    written: float


def taken(address: str, *, contracts: int, folder: Path) -> Yardsticks:
    """Take all of them, on tables of their own that are gone afterwards."""
    try:
        return Yardsticks(
            month_roof.month(address, contracts=contracts, folder=folder),
            _copied(address, contracts),
            _posted(address, contracts),
            _written(folder, contracts),
        )
    finally:
        with psycopg.connect(address) as connection:
            connection.execute(
                "DROP TABLE IF EXISTS roof_contract, roof_journal, roof_arrear, bare_result,"
                " bare_entry, bare_leg, bare_balance, bare_transfer"
            )


def _copied(address: str, contracts: int) -> float:
    rows = "".join([f"{number:020d}\t0\n" for number in range(contracts)]).encode()
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_result (customer_no text, code char(1))")
        connection.commit()
        began = perf_counter()
        with cursor.copy("COPY bare_result FROM STDIN") as copy:
            copy.write(rows)
        connection.commit()
        return perf_counter() - began


def _posted(address: str, contracts: int) -> float:
    with psycopg.connect(address) as connection:
        bare_posting.prepare(connection)
        return bare_posting.bulk(connection, on="2026-10-19", count=contracts)


def _written(folder: Path, contracts: int) -> float:
    began = perf_counter()
    with (folder / "bare.dat").open("w", encoding="ascii") as file:
        for first in range(0, contracts, 20_000):
            last = min(first + 20_000, contracts)
            file.write(
                "".join(
                    [
                        RECORD.format(n % 1146, n % 999, n, "", 1000 + n % 70 * 500)
                        for n in range(first, last)
                    ]
                )
            )
    return perf_counter() - began
