"""予定の変更 — the months ahead that a contract's next debit is to take, before it is asked for."""

from collections.abc import Mapping
from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.one_trip import Statement
from kyosai.records.premiums.dues import LESS
from kyosai.schemes import both


def dropping(contract: str, *, after: Month, debit_on: date) -> Statement:
    """Let the debit of a day, which nobody has been asked for, take no month after this one."""
    return DROPPED, [contract, after.first_day, debit_on]


def adding(
    contract: str, *, scheme: str, formed_on: date, yens: Mapping[Month, Yen], debit_on: date
) -> Statement:
    """Let a contract owe these months with the debit of a day."""
    rules = both.rules_for(scheme)
    return ADDED, [
        contract,
        debit_on,
        [month.first_day for month in yens],
        [yen.amount for yen in yens.values()],
        [rules.due_on(month, formed_on=formed_on) for month in yens],
        contract,
    ]


DROPPED = f"""
WITH gone AS (
    DELETE FROM premium_due WHERE contract_id = %s AND month > %s AND debit_on = %s
    RETURNING contract_id, yen
) {LESS}
"""
# A scheme without a ceiling has no total: then the outer statement changes nothing.
ADDED = """
WITH added AS (
    INSERT INTO premium_due (contract_id, month, yen, due_on, debit_on)
    SELECT %s, u.month, u.yen, u.due_on, %s
    FROM unnest(%s::date[], %s::int[], %s::date[]) AS u (month, yen, due_on)
    ON CONFLICT DO NOTHING RETURNING yen
)
UPDATE premium_total SET owed = owed + (SELECT coalesce(sum(yen), 0) FROM added)
WHERE contract_id = %s
"""
