"""The debits to come: what is prepaid, by class, and where foresight ends."""

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.payment_terms import Ahead, Books, ClassFrom, Terms, debits_to_come
from tests.procedures.collection.world import cycle

OCTOBER, DECEMBER = Month(2026, 10), Month(2026, 12)
MONTHLY = Terms("skk", ((OCTOBER, Yen(10_000)),))


def taken(terms: Terms, *, opens: str = "2026-12", **books: object) -> dict[str, list[str]]:
    """Return for each debit day the months it takes."""
    found = debits_to_come(terms, books=Books(**books), opens=cycle(opens), count=14)  # type: ignore[arg-type]
    return {f"{each.debit_on:%Y-%m}": [str(month) for month in each.months] for each in found}


def test_no_debit_is_foretold_beyond_the_calendar() -> None:
    assert list(taken(MONTHLY))[-1] == "2027-12"


def test_a_month_paid_already_is_taken_by_no_class_again() -> None:
    paid = frozenset(OCTOBER + distance for distance in range(12))
    yearly = Terms("skk", MONTHLY.premiums, classes=(ClassFrom(OCTOBER, "yearly", 12),))

    found = taken(yearly, asked=paid)

    assert found["2026-12"] == ["2027-10", "2027-11"]
    assert "2027-10" not in found


@pytest.mark.parametrize(
    ("since", "turn"),
    [("2026-10", "2026-12"), ("2026-12", "2026-12"), ("2027-01", "2027-12"), ("2028-01", None)],
)
def test_a_yearly_prepayment_comes_round_until_its_last_month(since: str, turn: str | None) -> None:
    yearly = Ahead(DECEMBER, 12, is_yearly=True, until=Month(2028, 11))

    assert yearly.next_turn(Month.parse(since)) == (Month.parse(turn) if turn else None)


def test_what_is_prepaid_once_does_not_come_again() -> None:
    assert Ahead(DECEMBER, 12).next_turn(Month(2027, 1)) is None
