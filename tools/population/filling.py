"""書き込み — two processes write runs of contracts by COPY; a run is one transaction."""

import os
from collections.abc import Iterator
from multiprocessing import get_context
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic

import psycopg

from tools.population import mix, rows
from tools.population.rows import Run

RUN = 20_000
PROCESSES = 2


def fill(contracts: int, *, seed: int) -> None:
    """Write so many contracts after those that are there."""
    first = _next_serial()
    _begin_after_last_month()
    began, done = monotonic(), 0
    with get_context("spawn").Pool(PROCESSES) as pool:
        for count in pool.imap_unordered(write, _runs(contracts, first=first, seed=seed)):
            done += count
            _tell(done, contracts, monotonic() - began)
    with _connected() as connection:
        for sequence in ("contract_serial", "certificate_serial"):
            connection.execute("SELECT setval(%s, %s)", [sequence, first + contracts + RUN])
    with _connected() as connection:
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    mebibytes = getrusage(RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"\n{contracts:,}契約を{monotonic() - began:.0f}秒で書きました（種 {seed}）。")
    print(f"最大メモリは、{PROCESSES}つの書き手のそれぞれで {mebibytes} MiB 以下でした。")


def write(run: Run) -> int:
    """Write one run, all of it or nothing; return how many contracts it holds."""
    import django

    django.setup()
    written = rows.written(run)
    with _connected() as connection, connection.cursor() as cursor:
        for table, columns in rows.TABLES.items():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(written[table])
    return run.count


def _runs(contracts: int, *, first: int, seed: int) -> Iterator[Run]:
    shares = dict(mix.SCHEMES)
    skk = round(contracts * shares["skk"])
    for scheme, start, end in (("skk", 0, skk), ("tosanboshi", skk, contracts)):
        for place in range(start, end, RUN):
            yield Run(scheme, first + place, min(RUN, end - place), seed)


def _next_serial() -> int:
    """Return a serial number beyond all that are there, at the beginning of a block."""
    with _connected() as connection:
        row = connection.execute("SELECT coalesce(max(number), '0') FROM contract").fetchone()
    assert row is not None
    highest = int(row[0][:7]) if row[0] != "0" else 0
    return highest + 1 if not highest else (highest // RUN + 1) * RUN + 1


def _begin_after_last_month() -> None:
    import django

    django.setup()
    from tools.population import last_month

    last_month.note()


def _connected() -> psycopg.Connection:
    return psycopg.connect(os.environ["KYOSAI_CORE_DATABASE_URL"])


def _tell(done: int, contracts: int, seconds: float) -> None:
    rate = done / seconds
    minutes, rest = divmod(int((contracts - done) / rate), 60)
    words = f"{done:,} / {contracts:,} 契約  {rate:,.0f} 件/秒  残り {minutes}分{rest:02d}秒"
    print(f"\r  {words} ", end="", flush=True)
