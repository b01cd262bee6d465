"""全契約 — for everybody at once is the same, to the yen, as one by one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed, Refused
from kyosai.schemes.skk import premium_tiers
from kyosai.schemes.skk.benefit import Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.portfolio import basic
from kyosai.schemes.skk.portfolio.population import Population
from kyosai.schemes.skk.premium_tiers import Stretch
from tests.schemes.generated import HISTORIES, MANY, columns


def together(histories: Sequence[Sequence[Stretch]]) -> Population:
    rows = [
        (number, stretch.monthly_premium.amount, stretch.months)
        for number, history in enumerate(histories)
        for stretch in history
    ]
    return Population(len(histories), *columns(rows, width=3))


@MANY
@given(HISTORIES, st.sampled_from(Kind))
def test_everybody_at_once_is_everybody_one_by_one(
    histories: list[list[Stretch]], kind: Kind
) -> None:
    population = together(histories)

    found = basic.basic_benefits(kind, population=population).tolist()

    assert found == [basic_benefit(kind, history=each).amount for each in histories]


@MANY
@given(HISTORIES)
def test_cancelling_all_is_cancelling_each(histories: list[list[Stretch]]) -> None:
    population = together(histories)

    found = basic.cancellation_allowances(population).tolist()

    assert found == [cancellation_allowance(each).amount for each in histories]
    assert basic.premiums_paid(population).tolist() == [
        premium_tiers.premiums_paid(each).amount for each in histories
    ]


def test_a_quarter_yen_is_rounded_once_on_the_total() -> None:
    """500円・90か月の率は81.25%: 36,562.5円は36,563円、2区分なら73,125円（法22条）."""
    population = together([[Stretch(Yen(500), 90)], [Stretch(Yen(1_000), 90)]])

    assert basic.cancellation_allowances(population).tolist() == [36_563, 73_125]


@pytest.mark.parametrize(
    ("rows", "field", "place"),
    [
        pytest.param([(0, 1_000, -1)], "納付月数", 1, id="負の月数"),
        pytest.param([(0, 1_000, 1_441)], "納付月数", 1, id="120年をこえる月数"),
        pytest.param([(0, 1_000, 1), (0, 1_250, 12)], "掛金月額", 2, id="500円きざみでない掛金"),
        pytest.param([(0, 1_000, 1), (1, 70_500, 12)], "掛金月額", 2, id="上限をこえる掛金"),
        pytest.param([(0, -500, 12)], "掛金月額", 1, id="負の掛金"),
        pytest.param([(1, 1_000, 12), (0, 1_000, 12)], "契約", 2, id="契約の順が逆"),
        pytest.param([(0, 1_000, 12), (2, 1_000, 12)], "契約", 2, id="いない契約"),
        pytest.param([(-1, 1_000, 12)], "契約", 1, id="負の契約"),
        pytest.param(
            [(0, 1_000, 1), (1, 1_000, 1_000), (1, 1_000, 1_000)],
            "納付月数の合計",
            2,
            id="人の一生より長い",
        ),
    ],
)
def test_a_population_that_cannot_be_is_refused_whole(
    rows: list[tuple[int, int, int]], field: str, place: int
) -> None:
    with pytest.raises(Malformed) as refusal:
        Population(2, *columns(rows, width=3))

    assert (refusal.value.field, refusal.value.record) == (field, place)


def test_what_can_just_be_is_taken() -> None:
    population = Population(2, *columns([(0, 70_000, 1_440), (1, 500, 0)], width=3))

    assert population.paid.tolist() == [1_440, 0]


@pytest.mark.parametrize(("yen", "months"), [(1_000, -1), (1_250, 12), (70_500, 12), (-500, 12)])
def test_a_stretch_that_cannot_be_is_refused(yen: int, months: int) -> None:
    with pytest.raises(Refused):
        Stretch(Yen(yen), months)
