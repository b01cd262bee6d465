"""共済金の全額 — what holds for every dated history, and what no history can be."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis import parameters
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import explained
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.benefit import Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.full_benefit import contract_classes, differences
from kyosai.schemes.skk.full_benefit.additional import additional, additional_rate, open_years
from kyosai.schemes.skk.full_benefit.amounts import Matured, NoJun, amount_of_tier
from kyosai.schemes.skk.full_benefit.benefit_due import (
    benefit_due,
    benefit_of,
    cancellation_due,
    cancellation_of,
)
from kyosai.schemes.skk.full_benefit.contract_classes import ContractClass
from kyosai.schemes.skk.full_benefit.paid_months import (
    ImpossibleHistory,
    PaidIn,
    PaidStretch,
    bands,
    paid_in,
)
from kyosai.schemes.skk.payment import draw_down
from kyosai.schemes.skk.premium_tiers import Stretch, premium_tiers, premiums_paid

A, B, JUN = Kind.A, Kind.B, Kind.JUN
FIRST, SECOND = ContractClass.FIRST_KIND, ContractClass.SECOND_KIND
KINDS = st.sampled_from(Kind)
PARTS = st.lists(
    st.tuples(st.integers(0, 24), st.integers(2, 140).map(lambda n: n * 500), st.integers(1, 120)),
    min_size=1,
    max_size=4,
)
FIRSTS = st.builds(Month, st.integers(1966, 2020), st.integers(1, 12))


def paid(first: str, months: int, yen: int = 10_000) -> PaidStretch:
    return PaidStretch(Month.parse(first), Stretch(Yen(yen), months))


def history(first: Month, parts: list[tuple[int, int, int]]) -> list[PaidStretch]:
    """Return stretches with gaps between them."""
    found = []
    for gap, yen, months in parts:
        found.append(PaidStretch(first + gap, Stretch(Yen(yen), months)))
        first += gap + months
    return found


def event_after(stretches: list[PaidStretch]) -> Month:
    last = paid_in(stretches).last
    assert last is not None
    return max(last, Month(2004, 4))


def plain(stretches: list[PaidStretch]) -> list[Stretch]:
    return [each.stretch for each in stretches]


@given(PARTS, KINDS)
def test_a_history_since_2023_is_worth_its_basic_amounts(
    parts: list[tuple[int, int, int]], kind: Kind
) -> None:
    """While the rates since fiscal 2023 are unknown, the dated and the plain figure are one."""
    stretches = history(Month(2023, 4), parts)
    event = event_after(stretches)

    assert benefit_due(kind, history=stretches, event=event) == basic_benefit(
        kind, history=plain(stretches)
    )
    assert cancellation_due(stretches) == cancellation_allowance(plain(stretches))


@given(FIRSTS, PARTS)
def test_bands_hold_every_yen_paid_and_the_tiers_months(
    first: Month, parts: list[tuple[int, int, int]]
) -> None:
    stretches = history(first, parts)

    found = bands(stretches)

    assert Yen(500 * sum(band.tiers * len(band.months) for band in found)) == premiums_paid(
        plain(stretches)
    )
    tiers = [len(band.months) for band in found for _ in range(band.tiers)]
    assert tuple(tiers) == premium_tiers(plain(stretches))


@given(FIRSTS, PARTS)
def test_a_is_at_least_b_and_b_at_least_jun_and_nobody_loses_premiums(
    first: Month, parts: list[tuple[int, int, int]]
) -> None:
    stretches = history(first, parts)
    event = event_after(stretches)
    a, b, jun = (benefit_due(kind, history=stretches, event=event) for kind in Kind)
    if paid_in(stretches).months_paid >= 12:
        assert a >= b >= jun >= premiums_paid(plain(stretches))
        assert cancellation_due(stretches, event=event) > Yen(0)


@given(FIRSTS, st.integers(12, 400), st.sampled_from([A, B, JUN, None]))
def test_a_month_more_never_brings_less(first: Month, months: int, kind: Kind | None) -> None:
    """While it is paid without a gap, whatever the contract's age."""

    def worth(count: int) -> Yen:
        stretches = [PaidStretch(first, Stretch(Yen(1_000), count))]
        event = event_after(stretches)
        if kind is None:
            return cancellation_due(stretches, event=event)
        return benefit_due(kind, history=stretches, event=event)

    assert worth(months) <= worth(months + 1)


@given(PARTS, KINDS, st.integers(1, 20))
def test_a_higher_premium_never_brings_less(
    parts: list[tuple[int, int, int]], kind: Kind, more: int
) -> None:
    stretches = history(Month(1990, 4), parts)
    event = event_after(stretches)
    higher = [
        PaidStretch(
            each.first,
            Stretch(
                Yen(min(70_000, each.stretch.monthly_premium.amount + 500 * more)),
                each.stretch.months,
            ),
        )
        for each in stretches
    ]

    assert benefit_due(kind, history=stretches, event=event) <= benefit_due(
        kind, history=higher, event=event
    )


@given(FIRSTS, PARTS)
def test_the_mixed_rate_lies_between_the_tables(
    first: Month, parts: list[tuple[int, int, int]]
) -> None:
    for band in bands(history(first, parts)):
        assert Fraction(80, 100) <= differences.mixed_rate(band) <= Fraction(150, 100)


@pytest.mark.parametrize(("year", "rows"), [(1996, 371), (2000, 412), (2004, 460)])
def test_the_differences_have_every_month(year: int, rows: int) -> None:
    found = parameters.rows("kyosai.schemes.skk.full_benefit", f"differences_{year}")

    assert [int(row["months"]) for row in found] == list(range(1, rows + 1))
    assert all(int(row["a"]) >= int(row["b"]) >= int(row["jun"]) for row in found)
    assert all(row["second_kind_a"] for row in found[:359])


def test_the_differences_for_jun_are_four_fifths_of_b_before_2004() -> None:
    for year in (1996, 2000):
        for row in parameters.rows("kyosai.schemes.skk.full_benefit", f"differences_{year}"):
            assert int(row["jun"]) * 5 == int(row["b"]) * 4


def test_the_second_kinds_table_has_every_month_and_rises() -> None:
    rows = parameters.rows("kyosai.schemes.skk.full_benefit", "second_kind")

    assert [int(row["months"]) for row in rows] == list(range(36, 361))
    assert [row["months"] for row in rows if not row["b"]] == ["360"]
    for column in ("a", "b"):
        values = [int(row[column]) for row in rows if row[column]]
        assert values == sorted(set(values))


def test_a_tier_above_the_highest_premium_before_a_change_takes_the_next_younger_kind() -> None:
    """七年法の契約で、2000年4月に増やした区分は十年法と同じ（経過措置政令3条3項）."""
    seven = bands([paid("1997-04", 36), paid("2000-04", 300, 20_000)])
    ten = bands([paid("2000-04", 300, 20_000)])

    upper = seven[1]

    assert (upper.months, upper.tiers) == (ten[0].months, 20)
    for kind in Kind:
        assert amount_of_tier(kind, band=upper, months=300) == amount_of_tier(
            kind, band=ten[0], months=300
        )
    assert differences.mixed_rate(upper) == differences.mixed_rate(ten[0])
    assert differences.mixed_rate(seven[0]) > differences.mixed_rate(upper)


def test_above_the_highest_premium_of_2004_today_s_rules_hold() -> None:
    upper = bands([paid("2001-04", 36), paid("2004-04", 240, 20_000)])[1]

    assert differences.difference(A, band=upper, months=240) == 0
    assert differences.mixed_rate(upper) == 1


def test_months_paid_before_a_decrease_keep_their_difference() -> None:
    """減額した区分の差額は、納めた月数だけ複利で増える（「掛金納付月数に相当する期間」）."""
    frozen = bands([paid("2001-04", 36, 20_000), paid("2004-04", 240)])[1]

    assert differences.difference(A, band=frozen, months=36) == 530


@pytest.mark.parametrize("months", [5, 6, 11, 12])
def test_below_the_months_needed_nothing_is_due(months: int) -> None:
    stretches, event = [paid("2025-01", months)], Month(2026, 1)

    assert bool(cancellation_due(stretches)) is (months >= 12)
    assert bool(benefit_due(JUN, history=stretches, event=event)) is (months >= 12)
    assert bool(benefit_due(A, history=stretches, event=event)) is (months >= 6)


def test_a_tier_under_thirty_six_months_gets_no_addition() -> None:
    band = bands([paid("2019-04", 35)])[0]

    assert additional(A, band=band, event=Month(2022, 2)) == 0


def test_a_year_is_open_only_where_the_benefit_needs_its_rate() -> None:
    whole_years = paid_in([paid("2019-04", 36)])
    started = paid_in([paid("2019-04", 37)])

    assert open_years(whole_years, event=Month(2026, 10)) == ()
    assert open_years(started, event=Month(2026, 10)) == (2026,)
    assert open_years(paid_in([paid("2024-04", 30)]), event=Month(2026, 10)) == ()


def test_a_frozen_tier_gets_the_part_of_the_year_of_the_event() -> None:
    """凍った区分でも、最後の基準月のあとの月は事由の年度の率（法9条3項2号ハ）."""
    band = bands([paid("2016-04", 42)])[0]

    added = additional(B, band=band, event=Month(2022, 10))

    at_base = Fraction(18_250) * Fraction("0.00036")
    since = Fraction(21_350) * Fraction("0.00504") * Fraction(6, 12)
    assert added == at_base + since


@given(PARTS, PARTS, st.integers(0, 12))
def test_carried_months_are_added_tier_by_tier_and_the_gap_is_not_counted(
    before: list[tuple[int, int, int]], after: list[tuple[int, int, int]], gap: int
) -> None:
    earlier = history(Month(1990, 4), before)
    last = paid_in(earlier).last
    assert last is not None
    later = history(last + gap, [(0, *after[0][1:]), *after[1:]])

    together = paid_in(later, earlier=[earlier])

    assert together.months_paid == sum(each.stretch.months for each in (*earlier, *later))
    tiers = [len(band.months) for band in together.bands for _ in range(band.tiers)]
    assert tuple(tiers) == premium_tiers(plain([*earlier, *later]))


def test_a_carried_contract_keeps_the_differences_of_the_oldest() -> None:
    """旧第一種の月数を通算した十五年法の契約には、4条を準用する（経過措置政令6条3項4号）."""
    chain = paid_in([paid("2010-04", 180)], earlier=[[paid("1990-04", 239)]])
    single = paid_in([paid("2010-04", 180)])

    old, new = chain.bands[0], single.bands[0]

    assert [old.before(day) for day in differences.CHANGES.values()] == [72, 120, 168]
    assert differences.difference(A, band=old, months=419) > 0
    assert differences.difference(A, band=new, months=180) == 0


def test_a_contract_may_begin_in_the_month_in_which_the_old_one_ended() -> None:
    found = paid_in([paid("2020-03", 10)], earlier=[[paid("2019-04", 12)]])

    assert found.months_paid == 22
    assert len(found.bands[0].months) == 22


@given(PARTS, st.integers(0, 3_000_000), KINDS)
def test_drawing_down_lowers_the_benefit_but_never_closes_the_door(
    parts: list[tuple[int, int, int]], debt: int, kind: Kind
) -> None:
    whole = paid_in(history(Month(1998, 4), parts))
    left = draw_down.drawn_down_from(whole, debt=Yen(debt))
    event = max(whole.last or Month(2004, 4), Month(2004, 4))

    assert left.months_paid == whole.months_paid
    assert benefit_of(kind, paid=left, event=event) <= benefit_of(kind, paid=whole, event=event)
    taken = sum(band.tiers * len(band.months) for band in whole.bands) - sum(
        band.tiers * len(band.months) for band in left.bands
    )
    assert taken == min(-(-debt // 500), sum(band.tiers * len(band.months) for band in whole.bands))


def test_after_a_draw_down_the_thresholds_are_as_before() -> None:
    """契約12か月、6か月分を取りくずしても解約手当金は支給する（法16条の3第2項）."""
    whole = paid_in([paid("2020-01", 12, 1_000)])

    left = draw_down.drawn_down_from(whole, debt=Yen(6_000))

    assert [len(band.months) for band in left.bands] == [12]
    assert left.bands[0].tiers == 1
    assert cancellation_of(left, event=Month(2020, 12)) == Yen(4_800)


def test_the_newest_months_are_drawn_down_first() -> None:
    whole = paid_in([paid("2020-01", 36, 1_000)])

    left = draw_down.drawn_down_from(whole, debt=Yen(500))

    assert [str(band.months[-1]) for band in left.bands] == ["2022-12", "2022-11"]


@pytest.mark.parametrize(
    "stretches",
    [
        pytest.param([paid("2020-01", 12), paid("2020-12", 12)], id="重なる"),
        pytest.param([paid("2021-01", 12), paid("2020-01", 12)], id="前後する"),
        pytest.param([paid("1965-11", 12)], id="制度のできる前"),
    ],
)
def test_a_history_that_cannot_be_is_refused(stretches: list[PaidStretch]) -> None:
    with pytest.raises(ImpossibleHistory):
        bands(stretches)


def test_the_first_month_of_the_scheme_counts() -> None:
    assert paid_in([paid("1965-12", 1)]).months_paid == 1


@pytest.mark.parametrize(("year", "is_assumed"), [(2017, False), (2022, False), (2023, True)])
def test_an_assumed_rate_says_so(year: int, is_assumed: bool) -> None:
    with explained() as findings:
        additional_rate(year)

    assert ("assumed_rate" in [finding.rule for finding in findings]) is is_assumed


def test_an_earlier_contract_that_ends_after_the_new_one_began_is_refused() -> None:
    with pytest.raises(ImpossibleHistory):
        bands([paid("2020-01", 12)], earlier=[[paid("2019-04", 12)]])


def test_months_after_the_event_are_refused() -> None:
    with pytest.raises(ImpossibleHistory):
        benefit_due(A, history=[paid("2020-01", 12)], event=Month(2020, 11))
    with pytest.raises(ImpossibleHistory):
        cancellation_due([paid("2020-01", 12)], event=Month(2020, 11))


def test_the_month_of_the_event_counts() -> None:
    assert benefit_due(A, history=[paid("2020-01", 12)], event=Month(2020, 12)) == Yen(120_000)


@pytest.mark.parametrize(("yen", "months"), [(10_000, -1), (0, 12), (750, 12), (70_500, 12)])
def test_a_stretch_that_cannot_be_is_refused(yen: int, months: int) -> None:
    with pytest.raises(Refused):
        Stretch(Yen(yen), months)


def test_nobody_paid_nothing_is_due_nothing() -> None:
    assert benefit_due(A, history=[], event=Month(2026, 10)) == Yen(0)
    assert cancellation_due([]) == Yen(0)
    assert paid_in([]) == PaidIn((), 0, None)


def test_a_gap_is_no_month_paid() -> None:
    with_gap = bands([paid("2020-01", 12), paid("2021-07", 12)])

    assert len(with_gap[0].months) == 24


def test_more_months_before_a_change_than_the_scheme_is_old_are_refused() -> None:
    with pytest.raises(ImpossibleHistory):
        differences.difference_then(A, year=1996, months=372)


def test_a_second_kind_contract_has_no_jun_and_ends_at_360_months() -> None:
    young = paid_in([paid("1990-04", 240)], is_second_kind=True)
    mature = paid_in([paid("1985-04", 360)], is_second_kind=True)
    beyond = paid_in([paid("1985-04", 361)], is_second_kind=True)

    with pytest.raises(NoJun):
        benefit_of(JUN, paid=young, event=Month(2010, 4))
    assert benefit_of(A, paid=mature, event=Month(2015, 3)) > Yen(20 * 212_330)
    with pytest.raises(Matured):
        benefit_of(B, paid=mature, event=Month(2015, 3))
    with pytest.raises(Matured):
        benefit_of(A, paid=beyond, event=Month(2015, 4))


@given(st.integers(36, 359), st.integers(1966, 1995))
def test_the_second_kinds_first_column_is_at_least_its_second(months: int, year: int) -> None:
    band = bands([paid(f"{year}-04", months)], is_second_kind=True)[0]

    assert amount_of_tier(A, band=band, months=months) >= amount_of_tier(
        B, band=band, months=months
    )


@pytest.mark.parametrize(
    ("formed_on", "is_second_kind", "found"),
    [
        (date(1996, 3, 31), False, FIRST),
        (date(1996, 3, 31), True, SECOND),
        (date(1996, 4, 1), False, ContractClass.ACT_OF_1995),
        (date(2000, 3, 31), False, ContractClass.ACT_OF_1995),
        (date(2000, 4, 1), False, ContractClass.ACT_OF_1998),
        (date(2004, 3, 31), False, ContractClass.ACT_OF_1998),
        (date(2004, 4, 1), False, ContractClass.ACT_OF_2003),
    ],
)
def test_the_kind_of_a_contract_is_told_by_its_day(
    formed_on: date, is_second_kind: bool, found: ContractClass
) -> None:
    """経過措置政令1条8号〜12号."""
    assert contract_classes.contract_class(formed_on, is_second_kind=is_second_kind) is found


def test_there_is_no_second_kind_since_april_1996_and_no_contract_before_the_scheme() -> None:
    with pytest.raises(contract_classes.NoSecondKind):
        contract_classes.contract_class(date(1996, 4, 1), is_second_kind=True)
    with pytest.raises(NotYetInForce):
        contract_classes.contract_class(date(1965, 11, 30))


@pytest.mark.parametrize(
    ("classes", "found"),
    [
        pytest.param([FIRST, ContractClass.ACT_OF_2003], FIRST, id="6条3項4号"),
        pytest.param([SECOND, ContractClass.ACT_OF_1998], SECOND, id="6条4項2号"),
        pytest.param(
            [ContractClass.ACT_OF_1995, ContractClass.ACT_OF_1998, ContractClass.ACT_OF_2003],
            ContractClass.ACT_OF_1995,
            id="6条2項3号",
        ),
        pytest.param([ContractClass.ACT_OF_2003], ContractClass.ACT_OF_2003, id="1つだけ"),
    ],
)
def test_a_chain_counts_as_its_oldest_kind(
    classes: list[ContractClass], found: ContractClass
) -> None:
    assert contract_classes.class_of_chain(classes) is found


@pytest.mark.parametrize(
    "classes", [[], [FIRST, SECOND], [ContractClass.ACT_OF_2003, ContractClass.ACT_OF_1995]]
)
def test_a_chain_that_cannot_be_is_refused(classes: list[ContractClass]) -> None:
    with pytest.raises(contract_classes.MixedKinds):
        contract_classes.class_of_chain(classes)
