"""金融機関名 — an account taken over without its bank's name is shown with the master's."""

from datetime import date

import pytest

from kyosai.records.mandates import banks
from kyosai.records.payments import accounts
from kyosai.records.payments.accounts import Given
from tests.procedures.payout.claimants import holder, party


@pytest.mark.parametrize(
    ("code", "told", "shown"),
    [
        ("9901", "", "サンプル銀行"),
        ("9901", "サンプル銀行（旧）", "サンプル銀行（旧）"),
        ("0001", "", "0001"),
    ],
    ids=["マスタの名前", "届いた名前が先", "マスタにないときは番号"],
)
def test_a_bank_is_called_as_told_else_by_the_master(code: str, told: str, shown: str) -> None:
    assert banks.name(code, told=told) == shown


@pytest.mark.django_db
def test_an_account_taken_over_is_paid_to_a_bank_with_a_name() -> None:
    holder(account=False)
    day = date(2026, 10, 1)
    account = Given(
        "9902", "", "101", "", "1", "1234567", "ｶﾝﾘﾖｳ ﾀﾛｳ", "taken_over", day, date(2026, 10, 8)
    )

    known = accounts.payee(accounts.register(party(1), account))

    assert known.bank_name == "みほん信用金庫"
