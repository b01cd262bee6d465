"""勘定の元帳 — one account's transfers in a period, with what stood before and after each.

An account is a name as it stands in transfers, or the name that all accounts of single contracts
share. Nothing is stored: every balance is summed from the transfers when it is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from kyosai.basis.money import Yen


@dataclass(frozen=True)
class Line:
    """One transfer as this account sees it, and what lies on its debit side afterwards."""

    effective_on: date
    key: str
    kind: str
    other: str
    contract: str
    case_number: str
    debit: Yen
    credit: Yen
    balance: Yen


@dataclass(frozen=True)
class Day:
    """What one day brought an account, and what lies on its debit side afterwards."""

    on: date
    count: int
    debit: Yen
    credit: Yen
    balance: Yen


class Place(NamedTuple):
    """Where a page of lines begins: after this transfer."""

    effective_on: date
    key: str


def balance(account: str, *, before: date, after: Place | None = None) -> Yen:
    """Return what lies on the debit side before a day, and up to a place in what follows."""
    place = after or Place(before, "")
    facts = _facts(account) | {"before": before, "on": place.effective_on, "key": place.key}
    return Yen(int(_rows(BALANCE, account, facts)[0][0]))


def days(account: str, *, since: date, until: date) -> list[Day]:
    """Return the days of a period on which anything was posted, in order."""
    left, told = balance(account, before=since), list[Day]()
    facts = _facts(account) | {"since": since, "until": until}
    for on, count, debit, credit in _rows(DAYS, account, facts):
        left += Yen(debit) - Yen(credit)
        told.append(Day(on, count, Yen(debit), Yen(credit), left))
    return told


def lines(account: str, *, since: date, until: date, after: Place | None, limit: int) -> list[Line]:
    """Return so many transfers of a period, in order, from a place on."""
    place = after or Place(since, "")
    left, told = balance(account, before=since, after=after), list[Line]()
    facts = {"since": since, "until": until, "on": place.effective_on, "key": place.key}
    asked = _facts(account) | facts | {"limit": limit}
    for on, key, kind, other, contract, case, debit, credit in _rows(LINES, account, asked):
        left += Yen(debit) - Yen(credit)
        told.append(Line(on, key, kind, other, contract, case, Yen(debit), Yen(credit), left))
    return told


_DEBIT = "CASE WHEN {debit} THEN yen ELSE 0 END"
_CREDIT = "CASE WHEN {credit} THEN yen ELSE 0 END"
_OURS = "FROM ledger_transfer WHERE ({debit} OR {credit}) AND {contract}"
BALANCE = f"""
SELECT coalesce(sum({_DEBIT} - {_CREDIT}), 0) {_OURS} AND effective_on <= %(on)s
AND (effective_on < %(before)s OR (effective_on, key) <= (%(on)s, %(key)s))
"""
DAYS = f"""
SELECT effective_on, count(*), sum({_DEBIT})::bigint, sum({_CREDIT})::bigint {_OURS}
AND effective_on BETWEEN %(since)s AND %(until)s GROUP BY effective_on ORDER BY effective_on
"""
LINES = f"""
SELECT effective_on, key, kind, CASE WHEN {{debit}} THEN credit ELSE debit END, contract,
    case_number, {_DEBIT}, {_CREDIT} {_OURS}
AND effective_on BETWEEN %(since)s AND %(until)s AND (effective_on, key) > (%(on)s, %(key)s)
ORDER BY effective_on, key LIMIT %(limit)s
"""
_ITSELF = "{side} = %(account)s"
_FAMILY = (
    "({side} = %(account)s"
    " OR starts_with({side}, %(account)s || ':') AND right({side}, 10) ~ '^:[0-9]{{9}}$'"
    " AND length({side}) = length(%(account)s) + 10)"
)


def _facts(account: str) -> dict[str, Any]:
    return {"account": account, "contract": account[-9:]}


def _rows(statement: str, account: str, facts: Mapping[str, Any]) -> list[Any]:
    """Ask about an account; one that belongs to a contract is found among that contract's rows."""
    is_own = account[-10:-9] == ":" and account[-9:].isdigit()
    side = _ITSELF if is_own else _FAMILY
    words = {name: side.format(side=name) for name in ("debit", "credit")}
    words["contract"] = "contract = %(contract)s" if is_own else "true"
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**words), facts)
        return list(cursor.fetchall())
