"""みんなの納付の履歴 — what every open contract of a scheme had paid by a day, as arrays.

Read in one go, as the database lays it out: three million stretches are a few seconds.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray
from psycopg import sql

from kyosai.records import in_bulk

Columns = dict[str, NDArray[np.int64]]
HEADER, TRAILER = 19, 2  # bytes around the rows of a binary COPY


@dataclass(frozen=True, eq=False)
class Histories:
    """Open contracts by number, and their stretches of months paid, each contract's in order.

    ``contract`` counts ``numbers`` from nought; ``first`` counts months from January 0;
    ``born`` is the year of birth, nought where a company holds the contract. ``lent`` and
    ``applied`` are the yen of mutual aid lent, and of premiums put to loans.
    """

    numbers: NDArray[np.int64]
    born: NDArray[np.int64]
    lent: NDArray[np.int64]
    applied: NDArray[np.int64]
    contract: NDArray[np.int32]
    first: NDArray[np.int32]
    monthly_premium: NDArray[np.int32]
    months: NDArray[np.int32]


def histories(scheme: str, *, on: date) -> Histories:
    """Return what every contract of a scheme open at the end of a day had paid by then.

    A month counts once it has begun and its debit was paid; what was refunded does not.
    """
    asked = {"scheme": scheme, "on": on}
    with transaction.atomic():
        in_bulk.begin()
        held = _rows(OPEN, asked, {"number": "i8", "born": "i4", "lent": "i8", "applied": "i8"})
        columns = {"number": "i8", "first": "i4", "yen": "i4", "months": "i4"}
        paid = _rows(PAID, asked, columns)
    by_number = np.argsort(held["number"])
    held = {name: column[by_number] for name, column in held.items()}
    contract = np.searchsorted(held["number"], paid["number"])
    order = np.lexsort((paid["first"], contract))
    owner, first, yen, months = (
        column[order] for column in (contract, paid["first"], paid["yen"], paid["months"])
    )
    starts = _starts(owner, first, yen, months)
    added = np.add.reduceat(months, starts) if len(starts) else months
    return Histories(
        numbers=held["number"],
        born=held["born"],
        lent=held["lent"],
        applied=held["applied"],
        contract=owner[starts].astype(np.int32),
        first=first[starts].astype(np.int32),
        monthly_premium=yen[starts].astype(np.int32),
        months=added.astype(np.int32),
    )


def _starts(*columns: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where a stretch begins that does not go on from the one before."""
    owner, first, yen, months = columns
    goes_on = (
        (owner[1:] == owner[:-1]) & (yen[1:] == yen[:-1]) & (first[1:] == first[:-1] + months[:-1])
    )
    return np.flatnonzero(np.append(True, ~goes_on)[: len(owner)])


def _rows(query: str, asked: dict[str, Any], columns: dict[str, str]) -> Columns:
    """Return the rows of a query by column; every value is there."""
    parts = [(f"_{name}", ">i4") for name in columns]
    whole = [("fields", ">i2")]
    for length, (name, kind) in zip(parts, columns.items(), strict=True):
        whole += [length, (name, f">{kind}")]
    with connection.cursor() as cursor:
        filled = sql.SQL(query).format(**{name: sql.Literal(each) for name, each in asked.items()})
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT binary)").format(filled)) as copy:
            content = b"".join(copy)
    found = np.frombuffer(content[HEADER:-TRAILER], np.dtype(whole))
    return {name: found[name].astype(np.int64) for name in columns}


OPEN = """
SELECT c.number::int8, coalesce(p.born, 0)::int4, coalesce(l.yen, 0)::int8,
    coalesce(a.yen, 0)::int8
FROM contract c
LEFT JOIN (
    SELECT DISTINCT ON (party_id) party_id, extract(year FROM birthdate) AS born
    FROM party_particulars ORDER BY party_id, recorded_at DESC
) p USING (party_id)
LEFT JOIN (
    SELECT contract_id, sum(yen) AS yen FROM loan
    WHERE kind = 'mutual_aid' AND lent_on <= {on} GROUP BY contract_id
) l ON l.contract_id = c.number
LEFT JOIN (
    SELECT n.contract_id, sum(r.principal + r.interest + r.penalty) AS yen
    FROM loan_receipt r JOIN loan n ON n.number = r.loan_id
    WHERE r.source = 'premiums' AND r.received_on <= {on} GROUP BY n.contract_id
) a ON a.contract_id = c.number
WHERE c.scheme = {scheme} AND c.formed_on <= {on} AND (c.ended_on IS NULL OR c.ended_on > {on})
"""

PAID = """
WITH held AS MATERIALIZED (
    SELECT number FROM contract
    WHERE scheme = {scheme} AND formed_on <= {on} AND (ended_on IS NULL OR ended_on > {on})
), paid AS (
    SELECT contract_id, first_month, yen, months::int4
    FROM contract_paid_before
    UNION ALL
    SELECT r.contract_id, m.month, m.yen, 1
    FROM debit_result s
    JOIN debit_cycle y ON y.key = s.cycle_id AND y.scheme = {scheme} AND y.debit_on <= {on}
    JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id
    CROSS JOIN unnest(r.months, r.yens) AS m (month, yen)
    WHERE s.is_final AND s.code = '0' AND NOT EXISTS (
        SELECT FROM premium_released g WHERE g.contract_id = r.contract_id AND g.month = m.month
    )
), counted AS (
    SELECT contract_id, yen, months,
        (extract(year FROM first_month) * 12 + extract(month FROM first_month) - 1)::int4 AS first,
        (extract(year FROM {on}::date) * 12 + extract(month FROM {on}::date))::int4 AS until
    FROM paid WHERE first_month <= {on}
)
SELECT contract_id::int8, first, yen::int4, least(months, until - first)::int4
FROM counted JOIN held ON held.number = contract_id
"""
