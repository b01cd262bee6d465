"""控除証明書の額 — what a year's certificate says: paid, still planned, and the sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax.deductible_premiums import Payment, deductible_premiums

NOTHING = Yen(0)


class TooEarly(Refused):
    """The year's premiums are not certified yet."""

    reason = "控除証明書は、その年の10月1日から出せます。10月になってから開いてください。"


class NothingPaid(Refused):
    """Nothing was paid in the year, and nothing will be."""

    reason = (
        "この年に納めた掛金がありません。証明する額がないので、控除証明書は出せません。"
        "納めたはずのときは、機構に問い合わせてください。"
    )


@dataclass(frozen=True)
class Figures:
    """The figures of one certificate; ``total`` is paid and planned, less the discounts."""

    year: int
    paid: Yen
    paid_until: Month | None
    planned: Yen
    planned_from: Month | None
    planned_until: Month | None
    discounts: Yen
    total: Yen


@implements(
    "所得税法75条1項",
    "所得税法施行令262条",
    says="{year}年分の控除証明書の額を、帳簿から計算しました。",
)
def figures(
    payments: Sequence[Payment],
    planned: Sequence[Payment],
    *,
    year: int,
    on: date,
    discounts: Yen = NOTHING,
) -> Figures:
    """Return what is certified of a year on a day, also of unpaid, prepaid and changed premiums.

    Refused before October of the year, and when nothing is to be certified.
    """
    law = _law().on(on)
    if on < date(year, law["first_month"], 1):
        raise TooEarly
    paid = [each for each in payments if each.paid_on.year == year]
    to_come = [each for each in planned if each.paid_on.year == year and law["plans_count"]]
    total = deductible_premiums([*paid, *to_come], year=year, discounts=discounts)
    if total == NOTHING:
        raise NothingPaid
    paid_in, planned_in = _months(paid), _months(to_come)
    return Figures(
        year=year,
        paid=deductible_premiums(paid, year=year),
        paid_until=max(paid_in, default=None),
        planned=deductible_premiums(to_come, year=year),
        planned_from=min(planned_in, default=None),
        planned_until=max(planned_in, default=None),
        discounts=discounts,
        total=total,
    )


@implements("所得税法施行令262条")
def everybody_from(year: int) -> date:
    """Return the day from which the certificates of everybody are made."""
    month, day = _law().on(date(year, 12, 31))["everybody_from"].split("-")
    return date(year, int(month), int(day))


def _months(payments: Sequence[Payment]) -> list[Month]:
    return [Month.of(each.paid_on) for each in payments]


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "premium_certificate")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
