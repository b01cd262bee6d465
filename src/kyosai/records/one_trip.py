"""一往復 — several statements that travel to the database together.

Each record package states what it would read or write as a ``Statement``; a procedure that must
be quick sends many of them in one round trip, and may join them into one.
"""

from collections.abc import Sequence
from typing import Any

from kyosai.exchange.trip import Row, Statement, ask, send, send_last

__all__ = ["Row", "Statement", "ask", "joined", "send", "send_last", "together"]


def joined(*statements: Statement) -> Statement:
    """Join writes into one statement; none of them may look at what another wrote.

    Up to 50 parameters the driver remembers the statement; a longer one is read again each time.
    """
    parts = [f"s{place} AS ({sql} RETURNING 1)" for place, (sql, _) in enumerate(statements)]
    return f"WITH {', '.join(parts)} SELECT 1", _parameters(statements)


def together(*statements: Statement) -> Statement:
    """Join reads into one statement whose single row holds, for each, its rows as JSON."""
    parts = [f"(SELECT coalesce(json_agg(q), '[]') FROM ({sql}) q)::text" for sql, _ in statements]
    return f"SELECT {', '.join(parts)}", _parameters(statements)


def _parameters(statements: Sequence[Statement]) -> list[Any]:
    return [parameter for _, parameters in statements for parameter in parameters]
