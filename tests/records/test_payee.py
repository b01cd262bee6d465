"""Where money goes: the account the premiums come from, however long ago it was registered."""

from datetime import date

import pytest

from kyosai.records.payments import payee


@pytest.mark.parametrize(
    ("registered_on", "payable_from"),
    [
        (date(2026, 12, 28), date(2027, 1, 6)),  # 年末年始の休みは数えない
        (date(2011, 10, 1), date(2011, 10, 15)),  # 暦より前の口座
    ],
)
def test_a_changed_account_waits_five_bank_days(registered_on: date, payable_from: date) -> None:
    assert payee.payable_from(registered_on) == payable_from
