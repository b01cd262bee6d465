"""Histories nobody would think of: every class of contract, gaps, increases and decreases."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch
from kyosai.schemes.skk.premium_tiers import Stretch

MANY = settings(max_examples=int(os.environ.get("KYOSAI_EXAMPLES", "200")))  # make night: 20,000
PREMIUMS = st.integers(1, 140).map(lambda steps: Yen(steps * 500))
STRETCHES = st.builds(Stretch, PREMIUMS, st.integers(0, 250))
HISTORIES = st.lists(st.lists(STRETCHES, max_size=5), max_size=6)
BEGINNING = Month(1965, 12)
ORIGIN = Month(0, 1)
# A class is the first month: 旧第一種 before 1996-04, 七年法, 十年法, 十五年法 since 2004-04.
CLASSES = (st.integers(0, 363), st.integers(364, 411), st.integers(412, 459), st.integers(460, 720))
FIRST_MONTHS = st.one_of(*CLASSES).map(lambda months: BEGINNING + months)
GAPS = st.one_of(st.just(0), st.integers(1, 60))
EVENTS = st.one_of(
    st.integers(0, 59).map(lambda months: Month(2018, 4) + months),  # the years with a rate
    st.integers(0, 400).map(lambda months: Month(2004, 4) + months),
)


@st.composite
def dated_histories(draw: st.DrawFn, event: Month) -> tuple[PaidStretch, ...]:
    """Draw what one contract paid until an event, the oldest stretch first."""
    month, found = draw(FIRST_MONTHS), []
    for stretch in draw(st.lists(STRETCHES, max_size=4)):
        months = max(0, min(stretch.months, event - month + 1))
        found.append(PaidStretch(month, Stretch(stretch.monthly_premium, months)))
        month += months + draw(GAPS)
    return tuple(found)


@st.composite
def events_and_histories(draw: st.DrawFn) -> tuple[Month, list[tuple[PaidStretch, ...]]]:
    """Draw a month of an event, and what some contracts paid until then."""
    event = draw(EVENTS)
    return event, draw(st.lists(dated_histories(event), max_size=4))


@st.composite
def second_kind_cases(draw: st.DrawFn) -> tuple[Month, list[tuple[PaidStretch, ...]]]:
    """Draw contracts begun before April 1996 that have not matured."""
    event, histories = draw(CASES)
    old = [each for each in histories if each and each[0].first < Month(1996, 4)]
    paid = [sum(stretch.stretch.months for stretch in each) for each in old]
    return event, [each for each, months in zip(old, paid, strict=True) if months < 360]


CASES = events_and_histories()


def columns(rows: Sequence[tuple[int, ...]], *, width: int) -> Any:
    """Return rows of whole numbers as columns."""
    return np.array(rows, dtype=np.int32).reshape(-1, width).T
