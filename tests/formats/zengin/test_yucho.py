"""ゆうちょの口座 — symbol and number of a passbook, as other banks write them."""

import pytest

from kyosai.formats.zengin import yucho
from kyosai.formats.zengin.yucho import NotYucho, YuchoAccount


@pytest.mark.parametrize(
    ("symbol", "number", "account"),
    [
        pytest.param("10123", "12345671", YuchoAccount("018", "1", "1234567"), id="通常貯金"),
        pytest.param("11940", "21", YuchoAccount("198", "1", "0000002"), id="短い番号は0をつける"),
        pytest.param("00150", "123456", YuchoAccount("019", "2", "0123456"), id="振替口座"),
    ],
)
def test_symbol_and_number_become_branch_kind_and_number(
    symbol: str, number: str, account: YuchoAccount
) -> None:
    assert yucho.account(symbol, number) == account


@pytest.mark.parametrize(
    ("symbol", "number"),
    [("20120", "12345671"), ("1012", "12345671"), ("10120", "12345672"), ("10120", "1"),
     ("00150", "12345678"), ("1012０", "12345671")],
)  # fmt: skip
def test_what_no_passbook_shows_is_refused(symbol: str, number: str) -> None:
    with pytest.raises(NotYucho, match="通帳を見て"):
        yucho.account(symbol, number)
