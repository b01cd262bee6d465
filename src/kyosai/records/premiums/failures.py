"""振替不能の照会 — who has to hear that a debit failed, or that the first one did not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from kyosai.basis.months import Month
from kyosai.records import in_bulk


@dataclass(frozen=True)
class Untold:
    """A holder who has not heard how a debit went."""

    contract: str
    scheme: str
    party: UUID
    code: str
    debit_on: date
    month: Month
    months: tuple[Month, ...]
    yen: int
    monthly_yen: int
    mandate_state: str
    bank_code: str


@dataclass(frozen=True)
class Unpaid:
    """A month in arrears, with the month in which it is asked again."""

    month: Month
    yen: int
    ask_again_in: Month


@dataclass(frozen=True)
class NotAsked:
    """A holder whose promised debit did not happen, and who has not heard why."""

    contract: str
    scheme: str
    party: UUID
    reason: str
    debit_on: date
    month: Month
    monthly_yen: int
    bank_code: str


def news() -> list[tuple[str, int]]:
    """Return the unconfirmed cycles with how much there is to tell: files settled, people left out.

    The count grows with each; whoever told at a count need not ask again until it is another.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWS)
        return list(cursor.fetchall())


NEWS = """
SELECT y.key, count(g.result_id)
    + (SELECT count(*) FROM debit_left_out l WHERE l.cycle_id = y.key) AS told
FROM debit_cycle y
LEFT JOIN debit_file f ON f.cycle_id = y.key LEFT JOIN bank_result_file b ON b.file_id = f.name
LEFT JOIN bank_result_reading g ON g.result_id = b.name AND g.outcome = 'settled'
WHERE y.confirmed_at IS NULL AND y.planned_at IS NOT NULL
GROUP BY y.key HAVING count(g.result_id) > 0
    OR EXISTS (SELECT FROM debit_left_out l WHERE l.cycle_id = y.key)
ORDER BY y.key
"""


def not_asked(cycle: str, *, key: str, limit: int) -> list[NotAsked]:
    """Return who was left out of a cycle without a notice under ``key:<cycle>:<contract>``.

    Whoever has too many unpaid months is a case, and a person writes to them.
    """
    facts: dict[str, str | int] = {"cycle": cycle, "key": f"{key}:{cycle}:", "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(NOT_ASKED, facts)
        return [
            NotAsked(contract, scheme, party, reason, debit_on, Month.of(month), *figures)
            for contract, scheme, party, reason, debit_on, month, *figures in cursor
        ]


NOT_ASKED = """
SELECT l.contract_id, c.scheme, c.party_id, l.reason, y.debit_on, y.month,
    (SELECT d.yen FROM premium_due d WHERE d.contract_id = l.contract_id
        ORDER BY d.month DESC LIMIT 1),
    coalesce((SELECT m.bank_code FROM mandate m
        WHERE m.contract_id = l.contract_id AND m.state <> 'replaced'
        ORDER BY m.state IN ('confirmed', 'suspect') DESC, m.registered_on DESC LIMIT 1), '')
FROM debit_left_out l
JOIN debit_cycle y ON y.key = l.cycle_id JOIN contract c ON c.number = l.contract_id
WHERE l.cycle_id = %(cycle)s AND l.reason <> 'too_many_unpaid' AND c.status = 'active'
AND NOT EXISTS (SELECT FROM notice n WHERE n.key = %(key)s || l.contract_id)
ORDER BY l.contract_id LIMIT %(limit)s
"""


def untold(cycle: str, *, key: str, is_paid: bool, limit: int) -> list[Untold]:
    """Return answers of a cycle without a notice under ``key:<cycle>:<contract>``.

    Of the paid ones only those that took a contract's first month. A contract that has ended
    meanwhile has no next debit to speak of. Who has to hear is found by
    narrow columns among everybody; what the notice says is looked up for these alone.
    """
    in_bulk.begin()
    facts: dict[str, Any] = {"cycle": cycle, "key": f"{key}:{cycle}:", "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(PAID_FIRST if is_paid else FAILED, facts)
        found = cursor.fetchall()
        if not found:
            return []
        facts = {"contracts": [row[0] for row in found], "month": found[0][-1]}
        cursor.execute(HOLDERS, facts)
        holders = {contract: told for contract, *told in cursor}
    return [_untold(row, holders[row[0]]) for row in found]


def _untold(row: tuple[Any, ...], holder: list[Any]) -> Untold:
    contract, code, debit_on, months, yen, month = row
    scheme, party, monthly_yen, mandate_state, bank_code = holder
    return Untold(
        contract=contract,
        scheme=scheme,
        party=party,
        code=code,
        debit_on=debit_on,
        month=Month.of(month),
        months=tuple(map(Month.of, months)),
        yen=yen,
        monthly_yen=monthly_yen,
        mandate_state=mandate_state,
        bank_code=bank_code,
    )


_ANSWERS = """
SELECT s.contract_id, s.code, y.debit_on, r.months, r.yen, y.month
FROM debit_result s
JOIN debit_cycle y ON y.key = s.cycle_id
JOIN debit_request r ON r.cycle_id = s.cycle_id AND r.contract_id = s.contract_id
{which}
AND NOT EXISTS (
    SELECT FROM notice n WHERE n.key = %(key)s || s.contract_id AND starts_with(n.key, %(key)s)
)
ORDER BY s.contract_id LIMIT %(limit)s
"""
FAILED = _ANSWERS.format(
    which="""JOIN contract c ON c.number = s.contract_id AND c.status = 'active'
WHERE s.cycle_id = %(cycle)s AND s.is_final AND s.code <> '0'"""
)
# Active ones stand in an index with the day they were formed.
PAID_FIRST = _ANSWERS.format(
    which="""JOIN (
    SELECT number, formed_on FROM contract WHERE status = 'active'
) young ON young.number = s.contract_id
    AND young.formed_on > (
        SELECT debit_on - interval '2 years' FROM debit_cycle WHERE key = %(cycle)s
    )
    AND date_trunc('month', young.formed_on)::date = ANY (r.months)
WHERE s.cycle_id = %(cycle)s AND s.is_final AND s.code = '0'"""
)
HOLDERS = """
SELECT c.number, c.scheme, c.party_id,
    (
        SELECT p.yen FROM contract_monthly_premium p
        WHERE p.contract_id = c.number AND p.since <= %(month)s ORDER BY p.since DESC LIMIT 1
    ), coalesce(m.state, ''), coalesce(m.bank_code, '')
FROM contract c
LEFT JOIN mandate m ON m.contract_id = c.number AND m.contract_id = ANY (%(contracts)s)
    AND m.state IN ('confirmed', 'suspect', 'stopped')
WHERE c.number = ANY (%(contracts)s)
"""


def with_own_terms(contracts: Sequence[str], *, after: Month) -> set[str]:
    """Return which contracts have months of their own soon: stopped, put off, prepaid, repriced."""
    facts: dict[str, Any] = {
        "contracts": list(contracts),
        "month": after.first_day,
        "soon": (after + _SOON).first_day,
    }
    with connection.cursor() as cursor:
        cursor.execute(OWN_TERMS, facts)
        return {contract for (contract,) in cursor}


_SOON = 4  # As far as a notice foretells.
OWN_TERMS = """
SELECT contract_id FROM contract_holiday
WHERE contract_id = ANY (%(contracts)s) AND since <= %(soon)s
AND coalesce(until > %(month)s, true)
UNION SELECT contract_id FROM contract_deferral
WHERE contract_id = ANY (%(contracts)s) AND month > %(month)s
UNION SELECT contract_id FROM contract_prepayment
WHERE contract_id = ANY (%(contracts)s) AND month > %(month)s AND month <= %(soon)s
UNION SELECT contract_id FROM contract_monthly_premium
WHERE contract_id = ANY (%(contracts)s) AND since > %(month)s
"""


def unpaid(contracts: Iterable[str]) -> dict[str, list[Unpaid]]:
    """Return the months of contracts that wait to be asked again, the oldest first."""
    found: dict[str, list[Unpaid]] = {contract: [] for contract in contracts}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contract_id, month, yen, ask_again_in FROM premium_arrear"
            " WHERE contract_id = ANY (%s) AND asked_in_id IS NULL ORDER BY contract_id, month",
            [list(found)],
        )
        for contract, month, yen, again in cursor:
            found[contract].append(Unpaid(Month.of(month), yen, Month.of(again)))
    return found
