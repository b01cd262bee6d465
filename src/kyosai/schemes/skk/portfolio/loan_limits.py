"""全契約の貸付限度額 — what everybody may borrow against the premiums, by the same dated terms."""

from datetime import date

import numpy as np

from kyosai.basis.law import implements
from kyosai.schemes.skk.loan.kinds import LoanKind, product
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.basic import cancellation_allowances, premiums_paid
from kyosai.schemes.skk.portfolio.population import Population


@implements("独立行政法人中小企業基盤整備機構法15条2項8号", "貸付規程1条")
def contract_loan_limits(
    kind: LoanKind, *, population: Population, balances: Yens, of_kind: Yens, on: date
) -> Yens:
    """Return each contract's limit, as ``contract_loan_limit`` does one by one.

    ``balances`` is what all loans of a contract still owe, in yen; ``of_kind`` what those of this
    kind do.
    """
    lent = product(kind, on=on)
    base = np.minimum(cancellation_allowances(population), premiums_paid(population))
    line = base * lent.share.numerator // (lent.share.denominator * lent.unit) * lent.unit
    line = np.where(population.paid >= lent.months_needed, line, 0)
    room = np.minimum(line, lent.all_loans.amount) - balances
    limits = np.minimum(room, lent.largest.amount - of_kind) // lent.unit * lent.unit
    return np.where(limits >= lent.smallest.amount, limits, 0)
