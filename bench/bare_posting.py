"""The yardsticks of H7: what posting costs with psycopg and nothing else (performance.md).

One at a time: entry, two legs and the balance row in one prepared statement, commit. In bulk: one
set-based insert, a row a transfer, with an index on the credit account.
"""

from time import perf_counter

import psycopg

TABLES = """
CREATE TABLE bare_entry (id bigint PRIMARY KEY, kind text, on_date date);
CREATE TABLE bare_leg (entry bigint, account text, yen bigint);
CREATE INDEX ON bare_leg (account);
CREATE TABLE bare_balance (account text PRIMARY KEY, yen bigint) WITH (fillfactor = 50);
INSERT INTO bare_balance VALUES ('premiums', 0);
CREATE TABLE bare_transfer
    (id bigint, debit text, credit text, yen bigint, kind text, on_date date);
CREATE INDEX ON bare_transfer (credit);
"""
ONE = """
WITH entry AS (INSERT INTO bare_entry VALUES (%(id)s, 'premium', '2026-12-18')),
     legs AS (INSERT INTO bare_leg VALUES (%(id)s, 'bank', 30000), (%(id)s, 'premiums', -30000))
UPDATE bare_balance SET yen = yen + 30000 WHERE account = 'premiums'
"""
MANY = """
INSERT INTO bare_transfer
SELECT n, 'bank:collections:skk', 'premiums:skk:' || lpad(n::text, 9, '0'),
    1000 + n %% 70 * 500, 'premium_collected', %s::date
FROM generate_series(1, %s) n
"""


def prepare(connection: psycopg.Connection) -> None:
    """Make the yardsticks' tables."""
    connection.execute(TABLES)
    connection.commit()
    connection.prepare_threshold = 0


def singles(connection: psycopg.Connection, *, first: int, count: int) -> float:
    """Post so many, each with its commit; return the seconds."""
    began = perf_counter()
    for number in range(first, first + count):
        connection.execute(ONE, {"id": number})
        connection.commit()
    return perf_counter() - began


def bulk(connection: psycopg.Connection, *, on: str, count: int) -> float:
    """Post so many with one statement and one commit; return the seconds."""
    began = perf_counter()
    connection.execute(MANY, [on, count])
    connection.commit()
    return perf_counter() - began
