"""仕訳帳の照会 — balances are questions, asked of the transfers themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Sum

from kyosai.basis.money import Yen
from kyosai.records.ledger.models import Transfer


@dataclass(frozen=True)
class Balance:
    """What went into an account and out of it."""

    account: str
    debit: Yen
    credit: Yen

    @property
    def difference(self) -> Yen:
        """What is left on the debit side; negative when it lies on the other."""
        return self.debit - self.credit


@dataclass(frozen=True)
class Posted:
    """How many transfers, and how much."""

    count: int
    yen: Yen


def balances(*, on: date = date.max) -> list[Balance]:
    """Return every account with its two sides as of the end of a day.

    Those of single contracts are added up.
    """
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [on])
        return [Balance(name, Yen(debit), Yen(credit)) for name, debit, credit in cursor]


# A contract's own account ends with its number; there are as many of them as contracts. The number
# is taken off where it is the transfer's own, which is cheap, and then wherever else it stands.
_OWN = "CASE WHEN right({0}, 9) = contract THEN left({0}, -10) ELSE {0} END"
BALANCES = f"""
WITH pairs AS (
    SELECT {_OWN.format("debit")} AS debit, {_OWN.format("credit")} AS credit, sum(yen) AS yen
    FROM ledger_transfer WHERE effective_on <= %s GROUP BY 1, 2
)
SELECT regexp_replace(account, ':[0-9]{{9}}$', '') AS family,
    sum(debit)::bigint, sum(credit)::bigint
FROM (
    SELECT debit AS account, yen AS debit, 0 AS credit FROM pairs
    UNION ALL
    SELECT credit, 0, yen FROM pairs
) sides GROUP BY family ORDER BY family
"""


def trial_balance_difference() -> Yen:
    """Return by how much the debits of all accounts exceed the credits: nothing, always."""
    differences = [balance.difference.amount for balance in balances()]
    return Yen(sum(differences))


def of_contract(contract: str) -> list[Transfer]:
    """Return a contract's transfers, in the order they were posted."""
    return list(Transfer.objects.filter(contract=contract).order_by("posted_at", "key"))


def as_of(contract: str, *, on: date, known_at: datetime) -> list[Balance]:
    """Return a contract's own accounts with both sides at a day's end, as posted by a moment."""
    sides: dict[str, list[int]] = {}
    rows = Transfer.objects.filter(contract=contract, effective_on__lte=on, posted_at__lt=known_at)
    for debit, credit, yen in rows.values_list("debit", "credit", "yen"):
        for place, account in enumerate((debit, credit)):
            if account.endswith(f":{contract}"):
                sides.setdefault(account, [0, 0])[place] += yen
    return [
        Balance(name, Yen(debit), Yen(credit)) for name, (debit, credit) in sorted(sides.items())
    ]


def posted(*, kind: str, key_prefix: str, effective_on: date) -> Posted:
    """Return number and sum of the transfers of a kind whose key begins so, on a day."""
    rows = Transfer.objects.filter(
        kind=kind, effective_on=effective_on, key__startswith=key_prefix
    ).aggregate(count=Count("key"), yen=Sum("yen"))
    return Posted(rows["count"], Yen(int(rows["yen"] or 0)))
