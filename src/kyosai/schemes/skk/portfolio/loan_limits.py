"""全契約の貸付限度額 — what everybody may borrow against the premiums, by the same dated terms."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.skk import loan
from kyosai.schemes.skk.loan.contract_loan import LoanKind
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.basic import cancellation_allowances, premiums_paid
from kyosai.schemes.skk.portfolio.population import Population


@dataclass(frozen=True)
class Terms:
    """What bounds a loan of one kind."""

    share: Fraction
    unit: Yen
    smallest: Yen
    most: Yen
    months_needed: int


@implements("貸付規程1条")
def terms(kind: LoanKind, *, on: date) -> Terms:
    """Return what bounds a loan of one kind on a day."""
    law = _law().on(on)
    bounds = law["kind"][kind.key]
    return Terms(
        Fraction(law["share_percent"], 100),
        Yen(law["unit"]),
        Yen(bounds["smallest"]),
        Yen(min(bounds["largest"], law["all_loans"])),
        law["months_needed"],
    )


@implements("独立行政法人中小企業基盤整備機構法15条2項8号", "貸付規程1条")
def contract_loan_limits(
    kind: LoanKind, *, population: Population, balances: Yens, on: date
) -> Yens:
    """Return each contract's limit, as ``contract_loan_limit`` does one by one.

    ``balances`` is what all loans of a contract still owe, in yen.
    """
    lent = terms(kind, on=on)
    parts, unit = lent.share.denominator, lent.unit.amount
    base = np.minimum(cancellation_allowances(population), premiums_paid(population))
    room = np.minimum(base * lent.share.numerator, lent.most.amount * parts) - balances * parts
    limits = room // (parts * unit) * unit
    may_borrow = (population.paid >= lent.months_needed) & (limits >= lent.smallest.amount)
    return np.where(may_borrow, limits, 0)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(loan.__name__, "kinds")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
