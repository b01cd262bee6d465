"""全契約の全額 — dated histories of every class at once are the same, to the yen, as one by one."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Malformed
from kyosai.schemes.skk.benefit import Kind, table_amount
from kyosai.schemes.skk.full_benefit.amounts import FIRST_BASE, NoJun
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_due, benefit_of, cancellation_due
from kyosai.schemes.skk.full_benefit.paid_months import DatedHistory, PaidStretch, paid_in
from kyosai.schemes.skk.loan.contract_loan import Debt, contract_loan_limit
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.portfolio import full
from kyosai.schemes.skk.portfolio.cancelled import cancellations_due
from kyosai.schemes.skk.portfolio.full import benefits_due
from kyosai.schemes.skk.portfolio.loan_limits import contract_loan_limits
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.portfolio.shares import BILLION, SLACK, Shares
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.schemes.generated import CASES, MANY, ORIGIN, columns, second_kind_cases

TODAY = date(2026, 11, 24)
LAST = Month(2026, 10)
OFFERED = [kind for kind in LoanKind if kind is not LoanKind.SPECIAL_DISASTER]
Case = tuple[Month, list[tuple[PaidStretch, ...]]]


def together(histories: Sequence[DatedHistory]) -> DatedPopulation:
    rows = [
        (number, each.stretch.monthly_premium.amount, each.stretch.months, each.first - ORIGIN)
        for number, history in enumerate(histories)
        for each in history
    ]
    return DatedPopulation(len(histories), *columns(rows, width=4))


def paid(first: str, months: int, yen: int = 10_000) -> PaidStretch:
    return PaidStretch(Month.parse(first), Stretch(Yen(yen), months))


@MANY
@given(CASES, st.sampled_from(Kind))
def test_everybodys_whole_benefit_is_each_ones(case: Case, kind: Kind) -> None:
    event, histories = case
    population = together(histories)

    found = benefits_due(kind, population=population, event=event).tolist()

    assert found == [benefit_due(kind, history=each, event=event).amount for each in histories]
    assert [population.history(number) for number in range(len(histories))] == histories


@pytest.mark.long  # make night draws many more
@MANY
@given(CASES)
def test_cancelling_all_contracts_of_any_age_is_cancelling_each(case: Case) -> None:
    event, histories = case

    found = cancellations_due(together(histories), event=event).tolist()

    assert found == [cancellation_due(each, event=event).amount for each in histories]


@MANY
@given(CASES, st.sampled_from(OFFERED), st.integers(0, 20_000_000), st.booleans())
def test_what_all_may_borrow_is_what_each_may(
    case: Case, kind: LoanKind, owed: int, is_same_kind: bool
) -> None:
    _, histories = case
    balances = np.full(len(histories), owed)
    debt = Debt(Yen(owed), Yen(owed if is_same_kind else 0))

    found = contract_loan_limits(
        kind,
        population=together(histories),
        balances=balances,
        of_kind=balances * is_same_kind,
        on=TODAY,
    )

    assert found.tolist() == [
        contract_loan_limit(
            kind, history=[each.stretch for each in history], debt=debt, on=TODAY
        ).amount
        for history in histories
    ]


@pytest.mark.long  # make night draws many more
@MANY
@given(second_kind_cases(), st.sampled_from((Kind.A, Kind.B)))
def test_everybodys_benefit_of_the_second_kind_is_each_ones(case: Case, kind: Kind) -> None:
    event, histories = case

    found = benefits_due(kind, population=together(histories), event=event, is_second_kind=True)

    assert found.tolist() == [
        benefit_of(kind, paid=paid_in(each, is_second_kind=True), event=event).amount
        for each in histories
    ]


def test_the_second_kind_has_no_jun_and_ends_with_its_maturity() -> None:
    population = together([[paid("1990-04", 361)]])

    with pytest.raises(NoJun):
        benefits_due(Kind.JUN, population=population, event=Month(2020, 4), is_second_kind=True)
    with pytest.raises(Malformed, match="第二種の納付月数"):
        benefits_due(Kind.A, population=population, event=Month(2020, 4), is_second_kind=True)


def test_events_before_the_tables_in_force_are_refused() -> None:
    with pytest.raises(NotYetInForce):
        benefits_due(Kind.A, population=together([]), event=Month(2004, 3))
    with pytest.raises(NotYetInForce):
        cancellations_due(together([]), event=Month(2004, 3))


@given(CASES, st.sampled_from(Kind))
def test_an_amount_too_near_to_fifty_sen_is_told_alone_and_the_same(case: Case, kind: Kind) -> None:
    """Say that cutting off may take a yen, and every contract is told alone."""
    event, histories = case
    population = together(histories)
    by_arrays = benefits_due(kind, population=population, event=event).tolist()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(full, "MOST_CUT_OFF", full.PARTS)
        alone = benefits_due(kind, population=population, event=event).tolist()

    assert alone == by_arrays


def test_only_what_lies_within_a_millionth_below_fifty_sen_is_told_alone() -> None:
    """端数を整える前の総額は5,027,994.88円と16,353,733.58円で、50銭から遠い."""
    population = together([[paid("1994-05", 390)], [paid("1985-04", 492, 20_000)]])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(full, "_alone", lambda *_: pytest.fail("far from fifty sen"))
        benefits_due(Kind.A, population=population, event=LAST)

    assert Fraction(full.MOST_CUT_OFF, full.PARTS) == Fraction(14, 10**7), "ten billionths a tier"


@settings(max_examples=30)  # each one fills a table anew
@example((Month(2018, 4), [(paid("1965-12", 94, 500),)]), Kind.JUN)
@given(CASES, st.sampled_from(Kind))
def test_another_table_changes_all_as_it_changes_each(case: Case, kind: Kind) -> None:
    event, histories = case
    population = together(histories)

    def of_tier(months: int) -> Fraction:
        by_table = table_amount(kind, months=months) if months >= FIRST_BASE else 500 * months
        return Fraction(by_table * 9 // 10)

    by_arrays = benefits_due(kind, population=population, event=event, of_tier=of_tier)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(full, "MOST_CUT_OFF", full.PARTS)
        alone = benefits_due(kind, population=population, event=event, of_tier=of_tier)
    today = benefits_due(kind, population=population, event=event)

    assert by_arrays.tolist() == alone.tolist()
    assert (by_arrays <= today).all()


@given(
    st.fractions(0, 700_000, max_denominator=10**12),
    st.lists(st.fractions(0, 1, max_denominator=10**20), min_size=1, max_size=4),
)
def test_what_cutting_off_takes_is_never_more_than_it_says(
    yen: Fraction, parts: list[Fraction]
) -> None:
    """The shares are at most four in all: differences grow threefold in a hundred and ten years."""
    exactly = yen * sum(parts) * BILLION
    whole, billionths = (np.array([part]) for part in divmod(int(yen * BILLION), BILLION))

    shares = reduce(add, (Shares.of([part]) for part in parts))
    found = int(shares.times(whole, billionths)[0])

    assert 0 <= exactly - found <= SLACK


@pytest.mark.parametrize(
    ("history", "yen"),
    [
        pytest.param([paid("1985-04", 492)], 6_241_200, id="旧第一種（D171）"),
        pytest.param([paid("1995-04", 372)], 4_158_000, id="旧第一種・1年だけ（D172）"),
        pytest.param([paid("2001-04", 300)], 3_093_000, id="十年法（D169）"),
        pytest.param([], 0, id="何も納めていない"),
        pytest.param([paid("2020-01", 0)], 0, id="0か月の記録だけ"),
    ],
)
def test_a_known_contract_among_all_is_cancelled(history: list[PaidStretch], yen: int) -> None:
    population = together([[paid("2010-01", 36)], history])

    assert cancellations_due(population, event=LAST).tolist() == [288_000, yen]


@pytest.mark.parametrize(
    ("kind", "history", "event", "yen"),
    [
        pytest.param(Kind.A, paid("2017-04", 66), "2022-09", 690_168, id="D088"),
        pytest.param(Kind.B, paid("2010-04", 156), "2023-03", 1_678_410, id="D095"),
        pytest.param(Kind.JUN, paid("2020-10", 27), "2022-12", 270_000, id="D102"),
    ],
)
def test_a_known_contract_among_all_meets_its_event(
    kind: Kind, history: PaidStretch, event: str, yen: int
) -> None:
    population = together([[], [history]])

    benefits = benefits_due(kind, population=population, event=Month.parse(event))

    assert benefits.tolist() == [0, yen]


@pytest.mark.parametrize(
    "history",
    [
        pytest.param([paid("2020-01", 12), paid("2020-12", 12)], id="重なる"),
        pytest.param([paid("2021-01", 12), paid("2020-01", 12)], id="前後する"),
        pytest.param([paid("1965-11", 12)], id="制度のできる前"),
    ],
)
def test_a_history_that_cannot_be_is_refused(history: list[PaidStretch]) -> None:
    with pytest.raises(Malformed) as refusal:
        together([[paid("2010-01", 36)], history])

    assert (refusal.value.field, refusal.value.record) == ("最初の月", 1 + len(history))


def test_months_paid_after_the_event_are_refused() -> None:
    population = together([[paid("2010-01", 36)], [paid("2010-01", 37)]])

    with pytest.raises(Malformed, match="2件目「事由の月より後の納付」"):
        benefits_due(Kind.A, population=population, event=Month(2012, 12))
    with pytest.raises(Malformed, match="2件目「事由の月より後の納付」"):
        cancellations_due(population, event=Month(2012, 12))


def test_two_contracts_may_pay_in_the_same_months() -> None:
    population = together([[paid("2010-01", 36)], [paid("2005-01", 36)]])

    assert population.paid.tolist() == [36, 36]
