"""全契約の貸付限度額 — what everybody may borrow against the premiums, by the same dated terms."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.schemes.skk import loan
from kyosai.schemes.skk.loan.contract_loan import LoanKind
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.basic import cancellation_allowances, premiums_paid
from kyosai.schemes.skk.portfolio.population import Population


@implements("独立行政法人中小企業基盤整備機構法15条2項8号", "貸付規程1条")
def contract_loan_limits(
    kind: LoanKind, *, population: Population, balances: Yens, on: date
) -> Yens:
    """Return each contract's limit, as ``contract_loan_limit`` does one by one.

    ``balances`` is what all loans of a contract still owe, in yen.
    """
    law = _law().on(on)
    terms = law["kind"][kind.key]
    share = Fraction(law["share_percent"], 100)
    base = np.minimum(cancellation_allowances(population), premiums_paid(population))
    most = min(terms["largest"], law["all_loans"]) * share.denominator
    room = np.minimum(base * share.numerator, most) - balances * share.denominator
    limits = room // (share.denominator * law["unit"]) * law["unit"]
    may_borrow = (population.paid >= law["months_needed"]) & (limits >= terms["smallest"])
    return np.where(may_borrow, limits, 0)


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(loan.__name__, "kinds")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
