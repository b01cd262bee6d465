"""Posting: once under a key, never with other money, undone only by its mirror."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError

from kyosai.basis.money import Yen
from kyosai.basis.tokyo import TOKYO
from kyosai.records.ledger import reads, writes
from kyosai.records.ledger.models import Transfer
from kyosai.records.ledger.writes import KeyReused, Posting
from kyosai.records.ledger.years import YearNotOpen

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 24, 12, 5, tzinfo=TOKYO)
POSTING = Posting(
    key="collected:skk-agency-2026-12:000000196:2026-12",
    kind="premium_collected",
    debit="bank:collections:skk",
    credit="premiums:skk:000000196",
    amount=Yen(10_000),
    effective_on=date(2026, 12, 18),
    contract="000000196",
)
MANY = (
    "SELECT 'k:' || n, %s::timestamptz, 2026::smallint, n::text, 'premium_collected',"
    " 'bank:skk', 'premiums:skk:' || n, 1000 * n, DATE '2026-12-18', ''"
    " FROM generate_series(1, 3) n"
)


def test_a_posting_becomes_one_transfer_of_its_fiscal_year() -> None:
    posted = writes.post(POSTING, at=AT)

    assert (posted.fiscal_year, posted.yen, posted.posted_at) == (2026, 10_000, AT)


def test_january_belongs_to_the_fiscal_year_before() -> None:
    posted = writes.post(replace(POSTING, effective_on=date(2027, 1, 18)), at=AT)

    assert posted.fiscal_year == 2026


def test_the_same_key_with_the_same_money_is_the_same_transfer() -> None:
    first = writes.post(POSTING, at=AT)

    again = writes.post(POSTING, at=AT.replace(hour=13))

    assert again.pk == first.pk
    assert again.posted_at == AT
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"amount": Yen(10_001)},
        {"debit": "bank:other:skk"},
        {"credit": "premiums:skk:000000293"},
        {"contract": "000000293"},
        {"effective_on": date(2027, 4, 1)},
        {"case_number": "K-00000001-95"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_key_with_other_money_is_a_defect(other: dict[str, object]) -> None:
    writes.post(POSTING, at=AT)

    with pytest.raises(KeyReused):
        writes.post(replace(POSTING, **other), at=AT)


def test_a_key_of_another_year_is_no_new_key() -> None:
    writes.post(replace(POSTING, effective_on=date(2027, 3, 31)), at=AT)

    with pytest.raises(KeyReused):
        writes.post(replace(POSTING, effective_on=date(2027, 4, 1)), at=AT)


def test_a_year_nobody_opened_is_said_clearly() -> None:
    later = replace(POSTING, effective_on=date(2099, 4, 1))

    with pytest.raises(YearNotOpen, match="2099"):
        writes.post(later, at=AT)


def test_many_of_a_year_nobody_opened_are_not_posted() -> None:
    later = MANY.replace("2026-12-18", "2099-04-01").replace("2026::", "2099::")

    with pytest.raises(YearNotOpen, match="2099"):
        writes.post_many((later, [AT]), count=3)


def test_nothing_is_not_posted() -> None:
    with pytest.raises(IntegrityError, match="transfer_moves_something"):
        writes.post(replace(POSTING, amount=Yen(0)), at=AT)


def test_a_reversal_is_the_mirror_image_and_leaves_nothing_in_the_accounts() -> None:
    writes.post(POSTING, at=AT)

    mirror = writes.reverse(POSTING.key, effective_on=date(2027, 1, 5), at=AT)

    assert mirror.key == f"reversal:{POSTING.key}"
    assert (mirror.debit, mirror.credit) == (POSTING.credit, POSTING.debit)
    assert {balance.difference for balance in reads.balances()} == {Yen(0)}


def test_accounts_of_single_contracts_are_added_up() -> None:
    for number in ("000000195", "000000286"):
        own = replace(POSTING, key=number, contract=number, credit=f"premiums:skk:{number}")
        writes.post(own, at=AT)

    found = {balance.account: balance.credit for balance in reads.balances()}

    assert found == {POSTING.debit: Yen(0), "premiums:skk": POSTING.amount * 2}


def test_an_account_of_another_contract_than_the_transfers_is_added_up_too() -> None:
    between = replace(POSTING, debit="premiums:skk:000000292", credit="suspense:skk")
    writes.post(between, at=AT)

    assert {balance.account for balance in reads.balances()} == {"premiums:skk", "suspense:skk"}


def test_balances_are_as_of_a_day() -> None:
    writes.post(POSTING, at=AT)

    assert reads.balances(on=date(2026, 12, 17)) == []
    assert len(reads.balances(on=date(2026, 12, 18))) == 2


def test_a_reversal_is_posted_once() -> None:
    writes.post(POSTING, at=AT)
    writes.reverse(POSTING.key, effective_on=date(2027, 1, 5), at=AT)

    writes.reverse(POSTING.key, effective_on=date(2027, 1, 5), at=AT)

    assert Transfer.objects.count() == 2


def test_many_are_posted_by_one_statement() -> None:
    assert writes.post_many((MANY, [AT]), count=3) == 3
    assert [(b.account, b.difference.amount) for b in reads.balances()] == [
        ("bank:skk", 6_000),
        ("premiums:skk:1", -1_000),
        ("premiums:skk:2", -2_000),
        ("premiums:skk:3", -3_000),
    ]


def test_many_posted_again_are_the_same_transfers() -> None:
    writes.post_many((MANY, [AT]), count=3)

    assert writes.post_many((MANY, [AT]), count=3) == 0
    assert Transfer.objects.count() == 3


def test_one_of_many_with_other_money_is_a_defect_and_posts_none() -> None:
    other = replace(POSTING, key="k:2", contract="2", debit="bank:skk", credit="premiums:skk:2")
    writes.post(other, at=AT)

    with pytest.raises(KeyReused):
        writes.post_many((MANY, [AT]), count=3)
    assert Transfer.objects.count() == 1


def test_fewer_than_expected_is_a_defect() -> None:
    with pytest.raises(KeyReused):
        writes.post_many((MANY, [AT]), count=4)


def test_the_two_sides_of_all_accounts_are_equal() -> None:
    writes.post(POSTING, at=AT)
    writes.post_many((MANY, [AT]), count=3)

    assert reads.trial_balance_difference() == Yen(0)


def test_transfers_of_a_day_and_kind_are_summed() -> None:
    writes.post_many((MANY, [AT]), count=3)

    told = reads.posted(kind="premium_collected", key_prefix="k:", effective_on=date(2026, 12, 18))

    assert (told.count, told.yen) == (3, Yen(6_000))
