"""一年の掛金 — what the books hold of many contracts' premiums in one year, in a few questions.

The same reading serves one holder and a whole November: paid is what the journal says, planned is
what the bank has been asked for and what the next debits take.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.months import span as months
from kyosai.records.contracts import terms
from kyosai.records.mandates import reads as mandates
from kyosai.records.premium_certificates import coming
from kyosai.schemes.payment_terms import Terms
from kyosai.schemes.tax.deductible_premiums import Payment

SCHEME = "skk"
NOT_YET_ASKED = timedelta(days=40)  # A month promised for an earlier day was asked, or is late.


@dataclass
class YearOfContract:
    """What one contract paid in a year, and what it has still to pay in it."""

    number: str
    party: UUID
    formed_on: date
    ended_on: date | None
    name: str
    address: str
    terms: Terms
    payments: list[Payment] = field(default_factory=list)
    planned: list[Payment] = field(default_factory=list)


def of(numbers: Sequence[str], *, year: int, at: datetime) -> list[YearOfContract]:
    """Return the year of each of these contracts, in the order of their numbers."""
    asked = list(numbers)
    on = tokyo.in_tokyo(at).date()
    paying = terms.of_all(asked, scheme=SCHEME)
    found = {
        number: YearOfContract(number, party, formed_on, ended_on, name, address, paying[number])
        for number, party, formed_on, ended_on, name, address in _rows(
            CONTRACTS, {"contracts": asked, "at": at}
        )
    }
    _add_paid(found, asked, year=year)
    if on.year == year:
        _add_planned(found, asked, at=at)
    return list(found.values())


def _add_paid(found: dict[str, YearOfContract], asked: list[str], *, year: int) -> None:
    span = {"contracts": asked, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    gone = {(number, month) for number, month in _rows(REFUNDED, span)}
    for number, month, yen, paid_on in _rows(JOURNAL, span | {"years": [year - 1, year]}):
        if (number, month) not in gone:
            found[number].payments.append(Payment(paid_on, (Month.of(month),), Yen(yen)))
    for number, first, yen, count in _rows(BEFORE, span):
        # Handed over without a day: each month is taken to be paid in itself.
        first_month = max(Month.of(first), Month(year, 1))
        last_month = min(Month.of(first) + (count - 1), Month(year, 12))
        found[number].payments += [
            Payment(month.last_day, (month,), Yen(yen)) for month in months(first_month, last_month)
        ]


def _add_planned(found: dict[str, YearOfContract], asked: list[str], *, at: datetime) -> None:
    on = tokyo.in_tokyo(at).date()
    accounts = mandates.accounts_of(asked)
    around = [(Month(on.year - 1, 1) + distance).first_day for distance in range(36)]
    since = on - NOT_YET_ASKED
    in_bank: dict[str, list[coming.InBank]] = defaultdict(list)
    for number, month, yen, debit_on in _rows(REQUESTED, {"contracts": asked, "since": since}):
        in_bank[number].append(coming.InBank(Month.of(month), Yen(yen), debit_on))
    waiting: dict[str, list[coming.Waiting]] = defaultdict(list)
    facts = {"contracts": asked, "months": around, "since": since}
    for number, month, yen, debit_on, again in _rows(WAITING, facts):
        again_in = Month.of(again) if again else None
        waiting[number].append(coming.Waiting(Month.of(month), Yen(yen), debit_on, again_in))
    taken = _taken(asked, around)
    for number, each in found.items():
        account = accounts.get(number)
        is_debited = each.ended_on is None and account is not None and account.state != "stopped"
        each.planned = coming.payments(
            each.terms,
            bank_code=account.bank_code if account and is_debited else None,
            in_bank=in_bank[number],
            waiting=waiting[number],
            taken=taken[number],
            at=at,
        )


def _taken(asked: list[str], months: list[date]) -> dict[str, set[Month]]:
    """Return the months that are owed already, paid or not: no later plan takes them again."""
    taken: dict[str, set[Month]] = defaultdict(set)
    for number, month in _rows(TAKEN, {"contracts": asked, "months": months}):
        taken[number].add(Month.of(month))
    return taken


def _rows(statement: str, facts: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())


CONTRACTS = """
SELECT c.number, c.party_id, c.formed_on, c.ended_on, p.name, p.address
FROM contract c CROSS JOIN LATERAL (
    SELECT name, address FROM party_particulars
    WHERE party_id = c.party_id ORDER BY recorded_at > %(at)s, recorded_at DESC LIMIT 1
) p
WHERE c.number = ANY (%(contracts)s) ORDER BY c.number
"""
# A key ends with the month it collected.
JOURNAL = """
SELECT contract, (right(key, 7) || '-01')::date, yen, effective_on FROM ledger_transfer
WHERE contract = ANY (%(contracts)s) AND kind = 'premium_collected'
AND fiscal_year = ANY (%(years)s) AND effective_on BETWEEN %(first)s AND %(last)s
ORDER BY contract, key
"""
REFUNDED = """
SELECT contract_id, month FROM premium_released
WHERE contract_id = ANY (%(contracts)s) AND kind = 'refunded'
AND month >= %(first)s::date - interval '2 years'
"""
BEFORE = """
SELECT contract_id, first_month, yen, months FROM contract_paid_before
WHERE contract_id = ANY (%(contracts)s) AND first_month <= %(last)s
AND first_month + make_interval(months => months) > %(first)s
ORDER BY contract_id, first_month
"""
REQUESTED = """
SELECT r.contract_id, x.month, x.yen, y.debit_on FROM debit_cycle y
JOIN debit_request r ON r.cycle_id = y.key AND r.contract_id = ANY (%(contracts)s)
CROSS JOIN unnest(r.months, r.yens) AS x (month, yen)
WHERE y.scheme = 'skk' AND y.debit_on >= %(since)s AND NOT EXISTS (
    SELECT FROM debit_result s
    WHERE s.cycle_id = r.cycle_id AND s.contract_id = r.contract_id AND s.is_final
) AND NOT EXISTS (
    SELECT FROM debit_left_out l
    WHERE l.cycle_id = r.cycle_id AND l.contract_id = r.contract_id
)
"""
WAITING = """
SELECT contract_id, month, yen, NULL::date, ask_again_in FROM premium_arrear
WHERE contract_id = ANY (%(contracts)s) AND asked_in_id IS NULL
UNION ALL
SELECT d.contract_id, d.month, d.yen, d.debit_on, NULL FROM premium_due d
WHERE d.contract_id = ANY (%(contracts)s) AND d.month = ANY (%(months)s)
AND d.debit_on >= %(since)s AND NOT EXISTS (
    SELECT FROM premium_arrear a WHERE a.contract_id = d.contract_id AND a.month = d.month
) AND NOT EXISTS (
    SELECT FROM premium_released g WHERE g.contract_id = d.contract_id AND g.month = d.month
) AND NOT EXISTS (
    SELECT FROM debit_cycle y JOIN debit_request r ON r.cycle_id = y.key
    WHERE y.debit_on >= d.debit_on AND r.contract_id = d.contract_id AND d.month = ANY (r.months)
)
"""
TAKEN = """
SELECT contract_id, month FROM premium_due
WHERE contract_id = ANY (%(contracts)s) AND month = ANY (%(months)s)
"""
