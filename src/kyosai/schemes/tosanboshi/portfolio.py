"""全契約 — the same rules over arrays: a figure a contract, for everybody at once, in whole yen."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kyosai.basis import parameters
from kyosai.basis.arrays import Numbers, refuse_outside, refuse_where, running_sums
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.tosanboshi import cancellation, loan, premium
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.premium_total import TENTH

Yens = NDArray[np.int64]  # One amount a contract, in whole yen.

LONGEST = 1_440  # months; 120 years, longer than anybody pays
MUCH = 10**12  # yen; more than any ceiling, or all that one contract can hold
HIGHEST = 200_000  # yen a month; no version of the Act allowed more
ORIGIN = Month(0, 1)  # from which months are counted


@dataclass(frozen=True, eq=False)
class Population:
    """What each contract paid, by stretches of constant premium, and what mutual aid took of it.

    ``contract`` counts from nought and never goes down; ``first`` counts months from January 0.
    ``lent`` and ``applied`` are yen a contract. Refuses what cannot be, naming the first at fault.
    """

    contract: NDArray[np.int32]
    first: NDArray[np.int32]
    monthly_premium: NDArray[np.int32]
    months: NDArray[np.int32]
    lent: Yens
    applied: Yens

    def __post_init__(self) -> None:
        owner, end = self.contract, self.first + self.months
        backwards = np.append(False, owner[1:] < owner[:-1])[: len(owner)]
        overlaps = (owner[1:] == owner[:-1]) & (end[:-1] > self.first[1:])
        refuse_outside(owner, field="契約", most=len(self.lent) - 1)
        refuse_where(backwards, values=owner, field="契約")
        refuse_outside(self.months, field="納付月数", most=LONGEST)
        refuse_outside(self.monthly_premium, field="掛金月額", most=HIGHEST)
        refuse_where(np.append(False, overlaps)[: len(owner)], values=self.first, field="最初の月")
        refuse_outside(self.lent, field="貸し付けた共済金", most=MUCH)
        refuse_where(self.lent % TENTH != 0, values=self.lent, field="貸し付けた共済金")
        refuse_outside(self.applied, field="充当された掛金", most=MUCH)

    def paid(self, on: date) -> Yens:
        """Return the yen each contract paid for months already begun."""
        return self._added_up(self._begun(on) * self.monthly_premium)

    def months_paid(self, on: date) -> Numbers:
        """Return how many months already begun each contract paid."""
        return self._added_up(np.where(self.monthly_premium > 0, self._begun(on), 0))

    def _begun(self, on: date) -> Numbers:
        reached = Month.of(on) - ORIGIN + 1 - self.first.astype(np.int64)
        return np.clip(reached, 0, self.months)

    def _added_up(self, amounts: Numbers) -> Numbers:
        return np.diff(running_sums(amounts)[self._edges])

    @cached_property
    def _edges(self) -> Numbers:
        return running_sums(np.bincount(self.contract, minlength=len(self.lent)))


@implements("中小企業倒産防止共済法11条4項", "中小企業倒産防止共済法15条2項")
def net_premium_totals(population: Population, *, on: date) -> Yens:
    """Return each 掛金総額; refuse a population in which more was used up than was paid."""
    totals = population.paid(on) - population.lent // TENTH - population.applied
    refuse_where(totals < 0, values=totals, field="掛金総額")
    return totals


@implements("中小企業倒産防止共済法11条1項", "中小企業倒産防止共済法11条3項")
def cancellation_allowances(
    population: Population, *, ending: Ending, on: date, has_special_reason: bool = False
) -> Yens:
    """Return each contract's 解約手当金, as ``cancellation_allowance`` does one by one."""
    shares, unit = _rates(ending, has_special_reason)
    share = shares[np.minimum(population.months_paid(on), LONGEST)]
    return net_premium_totals(population, on=on) * share // unit


@implements("中小企業倒産防止共済法10条の2第2項", "中小企業倒産防止共済法施行規則25条")
def temporary_loan_limits(population: Population, *, owed: Yens, on: date) -> Yens:
    """Return each contract's limit of 一時貸付金, as ``temporary_loan_limit`` does."""
    facts = _law("temporary_loan").on(on)
    ceiling = premium.payable(Yen(MUCH), net_premium_total=Yen(0), on=on)
    allowances = np.where(
        net_premium_totals(population, on=on) == ceiling.amount,
        cancellation_allowances(population, ending=Ending.VOLUNTARY, on=on),
        cancellation_allowances(population, ending=Ending.BY_SMRJ, on=on),
    )
    room = (allowances * facts["share_percent"] - owed * 100) // (100 * facts["unit"])
    limits = room * facts["unit"]
    return np.where(limits >= facts["smallest"], limits, 0)


@implements("中小企業倒産防止共済法9条2項", "中小企業倒産防止共済法施行令2条")
def mutual_aid_loan_limits(
    population: Population, *, not_counted: Yens, balances: Yens, on: date
) -> Yens:
    """Return what each contract's premiums let it borrow, however large the damage.

    ``not_counted`` is what 3号 and 4号 take off: recent increases, and premiums paid late.
    """
    facts = _law("mutual_aid_loan").on(on)
    used_up = population.lent // facts["times"] + population.applied + not_counted
    tenfold = (population.paid(on) - used_up) * facts["times"]
    limits: Yens = np.maximum(0, np.minimum(tenfold, facts["ceiling"] - balances))
    return limits


@cache
def _rates(ending: Ending, has_special_reason: bool) -> tuple[Numbers, int]:
    """Return which parts of the total come back by months paid, and how many are the whole."""
    rates = [
        cancellation.rate(ending, months_paid=months)
        if cancellation.is_allowance_due(
            ending, months_paid=months, has_special_reason=has_special_reason
        )
        else Fraction(0)
        for months in range(LONGEST + 1)
    ]
    unit = lcm(*(rate.denominator for rate in rates))
    return np.array([int(rate * unit) for rate in rates], np.int64), unit


@cache
def _law(name: str) -> Dated[dict[str, Any]]:
    facts = parameters.table(loan.__name__, name)
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
