"""Books that contradict themselves are seen, and nothing starts on them."""

from datetime import date, timedelta

import pytest

from kyosai.procedures.upkeep import check, reconcile
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")


@pytest.fixture
def collected() -> str:
    contract = holder(1, applied_on=date(2026, 11, 24))
    holder(2, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER, {world.customer_no(2): "1"})
    return contract


def test_sound_books_pass(collected: str) -> None:
    check.check()


BREAKS = {
    "掛金は、ある契約のものである": (
        "INSERT INTO premium_due VALUES ('2026-12-01', 1, '2027-01-31', '2026-12-18', '999999999')"
    ),
    "依頼した月は、納付すべき月である": "DELETE FROM premium_due WHERE month = '2026-11-01'",
    "未納の月は、納付されていない": (
        "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
        " ask_again_in)"
        " SELECT contract_id, '2026-12-01', 10000, '1', cycle_id, 1, '2027-02-01' FROM debit_result"
        " WHERE code = '0'"
    ),
    "引き落とせなかった月は、未納に残っている": "DELETE FROM premium_arrear",
    "ファイルは、依頼の件数と金額に等しい": "UPDATE debit_request SET yen = yen + 1",
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_each_contradiction_is_named(collected: str, name: str) -> None:
    world.run(BREAKS[name])

    with pytest.raises(check.NotSound, match=name):
        check.check()


def test_a_transfer_without_a_payment_is_seen(collected: str) -> None:
    key = f"collected:{DECEMBER.key}:{collected}:2026-10"
    world.run(
        "INSERT INTO ledger_transfer (key, fiscal_year, contract, kind, debit, credit, yen,"
        " effective_on, posted_at, case_number) VALUES (%s, 2026, %s, 'premium_collected',"
        " 'bank:collections:skk', 'premiums:skk:x', 10000, '2026-12-18', now(), '')",
        [key, collected],
    )

    with pytest.raises(check.NotSound, match="納付した月には、仕訳が一つある"):
        check.check()
    assert [(d.words, d.left, d.right) for d in reconcile.differences(DECEMBER.key)] == [
        ("消込と仕訳の金額", 20_000, 30_000),
        ("仕訳と納付すべき掛金の月数", 3, 2),
        ("仕訳と納付すべき掛金の金額", 30_000, 20_000),
    ]


def test_a_month_paid_in_two_cycles_is_seen(collected: str) -> None:
    world.whole(cycle("2027-01"))
    world.run("UPDATE debit_request SET months = '{2026-12-01}' WHERE cycle_id LIKE '%%2027-01'")

    with pytest.raises(check.NotSound, match="同じ月は、二度納付されない"):
        check.check()


def test_a_cycle_with_a_difference_is_not_confirmed() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER)
    world.run("UPDATE premium_due SET yen = yen + 500")

    found = reconcile.confirm(DECEMBER.key, at=DECEMBER.result_at + timedelta(hours=1))

    assert [each.words for each in found] == ["仕訳と納付すべき掛金の金額"]
    row = world.standing(DECEMBER)
    assert row is not None
    assert row.confirmed_at is None


def test_no_plan_is_made_while_an_answered_cycle_is_not_reconciled() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER)
    january = cycle("2027-01")

    with pytest.raises(check.NotSound, match=DECEMBER.key):
        check.before(january.debit_on)
    reconcile.confirm(DECEMBER.key, at=DECEMBER.result_at)
    check.before(january.debit_on)


def test_a_failed_month_that_is_lost_from_the_arrears_is_a_difference() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "1"})
    world.run("DELETE FROM premium_arrear WHERE month = '2026-11-01'")

    (found,) = reconcile.confirm(DECEMBER.key, at=DECEMBER.result_at)

    assert (found.words, found.left, found.right) == ("振替不能と未納の月数", 2, 1)
