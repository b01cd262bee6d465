"""預かった税 — what was kept back of payments, month by month of the day they are paid."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from kyosai.basis.money import Yen
from kyosai.basis.months import Month


class MonthKept(NamedTuple):
    """What one scheme kept back in a month: for the tax office, and for the municipalities."""

    scheme: str
    month: Month
    withheld: Yen
    inhabitants: Yen


@dataclass(frozen=True)
class Kept:
    """One payment of which tax is kept back, or might have been: the tax may be nought."""

    party: UUID
    income: str
    paid_on: date
    paid: Yen
    national: Yen
    municipal: Yen
    prefectural: Yen


def months(*, until: date = date.max) -> list[MonthKept]:
    """Return the months in which something was kept back of payments up to a day, in order."""
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH, [until])
        return [
            MonthKept(scheme, Month.of(first), Yen(int(national)), Yen(int(local)))
            for scheme, first, national, local in cursor
        ]


def of_month(scheme: str, *, month: Month) -> list[Kept]:
    """Return every payment of a month that counts for its statements, in order of the day."""
    with connection.cursor() as cursor:
        cursor.execute(OF_MONTH, [scheme, month.first_day, month.last_day])
        return [
            Kept(party, income, paid_on, *(Yen(int(each)) for each in yen))
            for party, income, paid_on, *yen in cursor
        ]


def is_any(*, since: date) -> bool:
    """Tell whether something is kept back of payments from a day on."""
    with connection.cursor() as cursor:
        cursor.execute(ANY, {"since": since})
        return bool(cursor.fetchone()[0])


# A lump sum has its tax paper, which knows its day of payment; an instalment knows its own.
PAID = """
SELECT a.scheme, a.party_id, 'retirement' AS income, r.paid_on, a.gross - a.divided AS paid,
    a.national, a.municipal, a.prefectural
FROM award a JOIN award_tax_report r ON r.award_id = a.number AND r.report = 'retirement_slip'
UNION ALL
SELECT a.scheme, a.party_id, 'public_pension', o.pay_on, i.yen, o.national, 0, 0
FROM award_instalment_ordered o JOIN award_instalment i ON i.key = o.instalment_id
JOIN award a ON a.number = i.award_id
"""
BY_MONTH = f"""
SELECT scheme, date_trunc('month', paid_on)::date, sum(national), sum(municipal + prefectural)
FROM ({PAID}) paid WHERE paid_on <= %s GROUP BY 1, 2
HAVING sum(national + municipal + prefectural) > 0 ORDER BY 2, 1
"""
OF_MONTH = f"""
SELECT party_id, income, paid_on, paid, national, municipal, prefectural
FROM ({PAID}) paid WHERE scheme = %s AND paid_on BETWEEN %s AND %s ORDER BY paid_on, party_id
"""
ANY = """
SELECT EXISTS (
    SELECT FROM award_tax_report r JOIN award a ON a.number = r.award_id
    WHERE r.paid_on >= %(since)s AND a.national + a.municipal + a.prefectural > 0
) OR EXISTS (
    SELECT FROM award_instalment_ordered WHERE pay_on >= %(since)s AND national > 0
)
"""
