"""全契約（倒産防止共済） — for everybody at once is the same, to the yen, as one by one."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Malformed
from kyosai.schemes.tosanboshi import cancellation, portfolio, premium_total
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.loan import mutual_aid_loan, temporary_loan
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage, Eligible
from kyosai.schemes.tosanboshi.portfolio import Population
from kyosai.schemes.tosanboshi.premium_total import Premiums
from tests.schemes.generated import GAPS, MANY, ORIGIN, columns

TODAY = date(2026, 11, 24)
NOW = Month.of(TODAY)
CEILING = 8_000_000
WITHOUT_END = Damage(uncollectable=Yen(10**12))


@dataclass(frozen=True)
class Contract:
    """Stretches (first month, yen a month, months), yen lent and applied."""

    stretches: tuple[tuple[Month, int, int], ...]
    lent: int = 0
    applied: int = 0

    @property
    def begun(self) -> list[tuple[int, int]]:
        """The yen a month and the months, of months begun by today."""
        return [
            (yen, min(months, max(0, NOW - first + 1))) for first, yen, months in self.stretches
        ]

    @property
    def paid(self) -> int:
        return sum(yen * months for yen, months in self.begun)

    @property
    def months_paid(self) -> int:
        return sum(months for yen, months in self.begun if yen)

    @property
    def premiums(self) -> Premiums:
        return Premiums(Yen(self.paid), Yen(self.lent), Yen(self.applied))


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Draw a contract that stops at the ceiling and has used up no more than it paid."""
    month, room, stretches = Month(1985, 10) + draw(st.integers(0, 500)), CEILING, []
    for yen, months in draw(
        st.lists(
            st.tuples(st.integers(0, 40).map(lambda step: step * 5_000), st.integers(0, 70)),
            max_size=5,
        )
    ):
        whole = min(months, room // yen) if yen else months
        stretches.append((month, yen, whole))
        room -= yen * whole
        month += whole + draw(GAPS)
    if room and draw(st.booleans()):
        stretches.append((month, min(room, 200_000), 1))  # a last month that takes the remainder
    paid = Contract(tuple(stretches)).paid
    tenth = draw(st.integers(0, paid))
    return Contract(tuple(stretches), tenth * 10, draw(st.integers(0, paid - tenth)))


CONTRACTS = st.lists(contracts(), max_size=5)
AMOUNTS = st.integers(0, 9_000_000)


def together(each: list[Contract]) -> Population:
    rows = [
        (number, first - ORIGIN, yen, months)
        for number, contract in enumerate(each)
        for first, yen, months in contract.stretches
    ]
    lent, applied = ([getattr(one, name) for one in each] for name in ("lent", "applied"))
    used_up = (np.array(column, np.int64) for column in (lent, applied))
    return Population(*columns(rows, width=4), *used_up)


def net(contract: Contract) -> Yen:
    return premium_total.net_premium_total(contract.premiums)


@MANY
@given(CONTRACTS, st.sampled_from(Ending), st.booleans())
def test_ending_all_contracts_is_ending_each(
    each: list[Contract], ending: Ending, has_special_reason: bool
) -> None:
    population = together(each)

    totals = portfolio.net_premium_totals(population, on=TODAY).tolist()
    allowances = portfolio.cancellation_allowances(
        population, ending=ending, on=TODAY, has_special_reason=has_special_reason
    ).tolist()

    assert totals == [net(one).amount for one in each]
    assert allowances == [
        cancellation.cancellation_allowance(
            net(one),
            ending=ending,
            months_paid=one.months_paid,
            has_special_reason=has_special_reason,
        ).amount
        for one in each
    ]


@pytest.mark.long  # make night draws many more
@MANY
@given(CONTRACTS, AMOUNTS)
def test_what_all_may_borrow_for_a_while_is_what_each_may(each: list[Contract], owed: int) -> None:
    found = portfolio.temporary_loan_limits(together(each), owed=np.full(len(each), owed), on=TODAY)

    assert found.tolist() == [
        temporary_loan.temporary_loan_limit(
            net(one),
            months_paid=one.months_paid,
            is_at_ceiling=net(one) == Yen(CEILING),
            owed=Yen(owed),
            on=TODAY,
        ).amount
        for one in each
    ]


@MANY
@given(CONTRACTS, AMOUNTS, st.integers(0, 90_000_000))
def test_what_all_premiums_let_borrow_is_what_each_ones_do(
    each: list[Contract], late: int, balance: int
) -> None:
    found = portfolio.mutual_aid_loan_limits(
        together(each),
        not_counted=np.full(len(each), late),
        balances=np.full(len(each), balance),
        on=TODAY,
    )

    assert found.tolist() == [
        mutual_aid_loan.mutual_aid_loan_limit(
            Eligible(
                paid=Yen(one.paid),
                lent=Yen(one.lent),
                applied=Yen(one.applied),
                paid_late=Yen(late),
            ),
            damage=WITHOUT_END,
            balance=Yen(balance),
            on=TODAY,
        ).amount
        for one in each
    ]


def test_at_the_ceiling_the_voluntary_rate_counts() -> None:
    """40か月で800万円: 95%は760万円（規則25条かっこ書）。前納の月はまだ数えない（法15条2項）."""
    at_ceiling = Contract(((Month(2022, 1), 200_000, 40),))
    prepaid = Contract(((NOW + -11, 200_000, 24),))

    population = together([at_ceiling, prepaid])

    nobody_owes = np.zeros(2, np.int64)
    limits = portfolio.temporary_loan_limits(population, owed=nobody_owes, on=TODAY).tolist()
    assert limits == [7_600_000, 1_700_000]
    assert population.months_paid(TODAY).tolist() == [40, 12]


@pytest.mark.parametrize(
    ("contract", "field"),
    [
        pytest.param(Contract(((NOW, 205_000, 1),)), "掛金月額", id="上限をこえる掛金"),
        pytest.param(Contract(((NOW, 5_000, -1),)), "納付月数", id="負の月数"),
        pytest.param(Contract((), lent=5), "貸し付けた共済金", id="10で割り切れない共済金"),
        pytest.param(Contract((), applied=-1), "充当された掛金", id="負の充当"),
        pytest.param(
            Contract(((NOW + -9, 5_000, 6), (NOW + -8, 5_000, 6))), "最初の月", id="重なる"
        ),
    ],
)
def test_a_population_that_cannot_be_is_refused_whole(contract: Contract, field: str) -> None:
    with pytest.raises(Malformed) as refusal:
        together([contract])

    assert refusal.value.field == field


def test_more_used_up_than_paid_is_refused() -> None:
    population = together([Contract(((NOW, 5_000, 1),), applied=5_001)])

    with pytest.raises(Malformed, match="掛金総額"):
        portfolio.net_premium_totals(population, on=TODAY)
