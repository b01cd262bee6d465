"""給付の源泉徴収 — what is kept back of a payment, by the income it is and what was declared."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month, span
from kyosai.exchange.messages.claims import Declaration, OtherPayment
from kyosai.records.contracts import terms
from kyosai.records.contracts.reads import Standing
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes.skk.entitlement.causes import Income
from kyosai.schemes.tax import retirement_income
from kyosai.schemes.tax.retirement_deduction import is_short, retirement_deduction, years_counted
from kyosai.schemes.tax.retirement_income import Declared, ImpossibleMonths, ThisYear, Withholding
from kyosai.schemes.tax.retirement_overlap import Earlier, overlapping_years

NOTHING = Yen(0)


@dataclass(frozen=True)
class Taxed:
    """What is withheld, and the deduction and taxable sum it rests on."""

    parts: Withholding = field(default_factory=Withholding)
    deduction: Yen = NOTHING
    taxable: Yen = NOTHING

    @property
    def withheld(self) -> Yen:
        """All three taxes."""
        return total([self.parts.national, self.parts.municipal, self.parts.prefectural])


@dataclass(frozen=True)
class Served:
    """The time that counts as service: the months paid, and those a holiday left out."""

    months: int
    first: Month
    last: Month
    stopped: Collection[Month]


def served(contract: Standing, history: tuple[Paid, ...]) -> Served | None:
    """Return the service a contract's paid months are; none while nothing was paid."""
    if not history:
        return None
    first, last = history[0].first, history[-1].first + (history[-1].months - 1)
    pays = terms.of(contract.number, scheme=contract.scheme)
    stopped = frozenset(month for month in span(first, last) if pays.is_paused(month))
    return Served(sum(each.months for each in history), first, last, stopped)


def of(
    lump_sum: Yen,
    *,
    income: Income | None,
    declaration: Declaration,
    served: Served | None,
    on: date,
) -> Taxed:
    """Return what is withheld from a payment at once: of a 退職所得 alone."""
    if income is not Income.RETIREMENT or served is None or not lump_sum:
        return Taxed()
    declared = _declared(declaration, served, on=on)
    parts = withheld(lump_sum, served.months, declared=declared, is_made=declaration.is_made, on=on)
    deduction = retirement_deduction(
        years_counted(served.months + (declared.this_year or NO_OTHER).months_apart),
        on=on,
        is_disabled=declared.is_disabled,
        overlapping_years=declared.overlapping_years,
    )
    taxable = retirement_income.taxable_of_year(
        lump_sum, months_paid=served.months, declared=declared, on=on
    )
    return Taxed(parts, deduction, taxable)


@implements(
    "所得税法201条3項",
    "地方税法328条の6第2項",
    says="{lump_sum}から、所得税等{result.national}、市町村民税{result.municipal}、"
    "道府県民税{result.prefectural}を徴収します。",
)
def withheld(
    lump_sum: Yen, months: int, *, declared: Declared, is_made: bool, on: date
) -> Withholding:
    """Return what is withheld; undeclared, the resident taxes are those of this payment alone."""
    by_law = retirement_income.withheld_with_declaration(
        lump_sum, months_paid=months, declared=declared, on=on
    )
    if is_made:
        return by_law
    whole = retirement_income.withheld_without_declaration(lump_sum, on=on)
    return Withholding(whole, by_law.municipal, by_law.prefectural)


NO_OTHER = ThisYear(paid=NOTHING, withheld=Withholding())


def _declared(declaration: Declaration, served: Served, *, on: date) -> Declared:
    if not declaration.is_made:
        return Declared()
    earlier = [
        Earlier(
            received_on=date.fromisoformat(each.received_on),
            income=Yen(each.yen),
            first=Month.parse(each.first),
            last=Month.parse(each.last),
            is_dc=each.is_dc,
        )
        for each in declaration.earlier
    ]
    years = overlapping_years(
        earlier, first=served.first, last=served.last, on=on, stopped=served.stopped
    )
    return Declared(
        is_disabled=declaration.is_disabled,
        overlapping_years=years,
        this_year=_this_year(declaration.this_year, on=on),
    )


def _this_year(other: OtherPayment | None, *, on: date) -> ThisYear | None:
    """Return the year's other payment; short by its own months, as nobody declares otherwise."""
    if other is None:
        return None
    months = other.months_apart + other.months_shared
    if not months:
        raise ImpossibleMonths(field="this_year")
    return ThisYear(
        paid=Yen(other.yen),
        withheld=Withholding(Yen(other.national), Yen(other.municipal), Yen(other.prefectural)),
        months_apart=other.months_apart,
        months_shared=other.months_shared,
        is_short=is_short(years_counted(months), on=on),
    )
