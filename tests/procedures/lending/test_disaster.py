"""特例災害時貸付け — off until two officers confirm an order; then lent by rule."""

from dataclasses import replace
from typing import Any

import pytest

from kyosai.casework.actions import SameOfficer
from kyosai.exchange.messages.lending import LoanRequest
from kyosai.procedures.lending import borrower
from kyosai.procedures.lending.skk import by_order, terms
from kyosai.records.loans import reads as loans
from kyosai.schemes.skk.loan import disaster_orders
from tests.procedures.lending.borrowing import (
    balances,
    holder,
    moment,
    party,
    request,
    sent,
    signed,
    told,
)
from tests.procedures.lending.special import NOTHING

pytestmark = pytest.mark.django_db
KEY, AT = "sample-flood-2026", "2026-10-13T10:05:00"


@pytest.fixture(autouse=True)
def contract(settings: Any) -> str:
    settings.WORKSHOP = True
    return holder()


def in_force() -> None:
    case = by_order.propose(KEY, officer="haru", at=moment(AT))
    by_order.confirm(case, officer="natsu", at=moment(AT))


def wanted(at: str = AT) -> LoanRequest:
    return request(1_000_000, 36, at=at, kind="special_disaster", occasion=NOTHING)


def test_without_a_confirmed_order_nothing_is_lent() -> None:
    by_order.propose(KEY, officer="haru", at=moment(AT))
    message = wanted()

    assert sent(message) == "failed"
    assert "いま特例災害時貸付けの定めがありません" in told(message)


def test_under_an_order_in_force_it_is_lent_at_once_and_without_interest(contract: str) -> None:
    in_force()

    assert sent(signed(wanted())) == "lent"
    (loan,) = loans.of_contract(contract)
    assert (loan.kind, loan.yearly_rate) == ("special_disaster", 0)
    assert balances() == {
        f"loans:special_disaster:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": -1_000_000,
    }


def test_whoever_proposed_it_does_not_confirm_it() -> None:
    case = by_order.propose(KEY, officer="haru", at=moment(AT))

    with pytest.raises(SameOfficer):
        by_order.confirm(case, officer="haru", at=moment(AT))
    assert not by_order.is_in_force(KEY)


def test_it_is_proposed_once() -> None:
    in_force()

    with pytest.raises(by_order.AlreadyProposed):
        by_order.propose(KEY, officer="natsu", at=moment(AT))


def test_an_order_covers_the_addresses_that_begin_with_its_area() -> None:
    (order,) = disaster_orders.open_orders(on=moment(AT).date(), with_samples=True)

    assert order.covers("東京都架空区見本町１丁目")
    assert not order.covers("大阪府架空市例示町９丁目")


def test_outside_the_workshop_a_fictional_order_does_not_exist(settings: Any) -> None:
    in_force()
    settings.WORKSHOP = False

    assert sent(wanted()) == "failed"


def test_it_is_offered_on_the_page_only_under_an_order() -> None:
    def offered() -> set[str]:
        who = borrower.borrower(party(1), scheme="skk", asked_at=moment(AT))
        return {row["key"] for row in terms.shown(who)["kinds"]}

    before = offered()
    in_force()

    assert offered() - before == {"special_disaster"}


def test_without_ones_own_statement_nothing_is_lent() -> None:
    in_force()
    message = replace(wanted(), occasion=None)

    assert sent(message) == "failed"
    assert "理由を書いて申し込みます" in told(message)
