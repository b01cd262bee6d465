"""The yardstick of H2: what two plain commits a case cost, with psycopg and nothing else.

One connection, prepared: insert a case row, commit; then insert one journal entry with two legs,
add to one balance row, close the case, commit (performance.md, «bare case»).
"""

from time import perf_counter

import psycopg

TABLES = """
CREATE TABLE bare_case (id bigint PRIMARY KEY, body text, step int, closed_at timestamptz);
CREATE TABLE bare_entry (id bigint PRIMARY KEY, kind text, on_date date);
CREATE TABLE bare_leg (entry bigint, account text, yen bigint);
CREATE INDEX ON bare_leg (account);
CREATE TABLE bare_balance (account text PRIMARY KEY, yen bigint) WITH (fillfactor = 50);
INSERT INTO bare_balance VALUES ('premiums', 0);
"""
BODY = "x" * 900


def prepare(connection: psycopg.Connection) -> None:
    """Make the yardstick's tables."""
    connection.execute(TABLES)
    connection.commit()
    connection.prepare_threshold = 0


def cases(connection: psycopg.Connection, *, first: int, count: int) -> list[float]:
    """Take so many cases from receipt to closed; return the seconds of each."""
    return [_case(connection, number) for number in range(first, first + count)]


def _case(connection: psycopg.Connection, number: int) -> float:
    began = perf_counter()
    run = connection.execute
    run("INSERT INTO bare_case VALUES (%s, %s, 1, NULL)", [number, BODY])
    connection.commit()
    run("INSERT INTO bare_entry VALUES (%s, 'premium', '2026-10-01')", [number])
    run(
        "INSERT INTO bare_leg VALUES (%s, 'bank', 30000), (%s, 'premiums', -30000)",
        [number, number],
    )
    run("UPDATE bare_balance SET yen = yen + 30000 WHERE account = 'premiums'")
    run("UPDATE bare_case SET step = 2, closed_at = now() WHERE id = %s", [number])
    connection.commit()
    return perf_counter() - began
