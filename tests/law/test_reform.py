"""A reform is asked for everybody: nothing before its day, its own table from then on."""

from datetime import date
from fractions import Fraction

import numpy as np

from kyosai.basis.months import Month
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.portfolio.arrays import ORIGIN
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.reform import Reform, reformed_tier_benefit
from tools import reform as tool

SINCE = date(2027, 4, 1)
LESS = Reform("1%下げる", Kind.B, SINCE, Fraction("0.99"), unit=10, from_months=36)


def test_the_table_changes_on_its_day_and_only_from_its_month() -> None:
    before = date(2027, 3, 31)

    assert reformed_tier_benefit(LESS, months=120, on=before) == 63_040
    assert reformed_tier_benefit(LESS, months=120, on=SINCE) == 62_400  # 62,409.6 cut to ten yen
    assert reformed_tier_benefit(LESS, months=35, on=SINCE) == 17_500


def test_the_answer_counts_totals_and_who_loses() -> None:
    """1,260,800 and 24,000 by today's table, 5,751.536 added in fiscal 2021 and 2022."""
    first = Month(2017, 4) - ORIGIN
    columns = np.array([[0, 10_000, 120, first], [1, 1_000, 24, first]], dtype=np.int32).T

    lines = "\n".join(tool.answer(LESS, DatedPopulation(2, *columns)))

    assert "前 1,290,552円  後 1,277,752円  差 -12,800円" in lines
    assert "増える人 0  減る人 1  変わらない人 1" in lines
    assert "10年以上15年未満: 1人、差 -12,800円" in lines
