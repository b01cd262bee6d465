"""納付の履歴 — every month a contract ever paid, before it came to us and since, by stretch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.paid_before.models import PaidBefore
from kyosai.records.premiums import reads as premiums


@dataclass(frozen=True)
class Paid:
    """Months paid one after another at one monthly premium, from a first month on."""

    first: Month
    monthly_premium: Yen
    months: int


def history(contract: str, *, rows: Sequence[dict[str, Any]] | None = None) -> tuple[Paid, ...]:
    """Return what a contract has paid, the oldest first; unpaid months are gaps.

    ``rows``: its months, where somebody has read them already.
    """
    since = [
        Paid(Month.of(row["month"]), Yen(row["yen"]), 1)
        for row in (premiums.of_contract(contract) if rows is None else rows)
        if row["state"] == "paid"
    ]
    return tuple(_joined([*_before(contract), *since]))


def last_month(contract: str) -> Month | None:
    """Return the last month a contract paid before it came to us; nothing where it began here."""
    return max((each.first + (each.months - 1) for each in _before(contract)), default=None)


def before(contract: str) -> tuple[Paid, ...]:
    """Return what a contract had paid when it came to us."""
    return tuple(_before(contract))


def joined(stretches: Iterable[Paid]) -> tuple[Paid, ...]:
    """Return stretches, those joined that follow each other at the same premium."""
    return tuple(_joined(stretches))


def _before(contract: str) -> Iterator[Paid]:
    rows = PaidBefore.objects.filter(contract_id=contract).order_by("first_month")
    for first, yen, months in rows.values_list("first_month", "yen", "months"):
        yield Paid(Month.of(first), Yen(yen), months)


def _joined(stretches: Iterable[Paid]) -> Iterator[Paid]:
    """Join stretches that follow each other at the same premium."""
    last: Paid | None = None
    for each in stretches:
        if last is None:
            last = each
        elif last.first + last.months == each.first and last.monthly_premium == (
            each.monthly_premium
        ):
            last = Paid(last.first, last.monthly_premium, last.months + each.months)
        else:
            yield last
            last = each
    if last is not None:
        yield last
