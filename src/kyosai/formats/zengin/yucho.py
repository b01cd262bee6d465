"""ゆうちょの口座 — how 記号 and 番号 of a post office account become branch, kind and number."""

import re
from typing import NamedTuple

from kyosai.basis.refusal import Refused

_SYMBOL = re.compile(r"([01])([0-9]{2})[0-9]{2}")
_ENDING = {"1": "8", "0": "9"}  # 通常貯金 1abc0 → 店番 ab8、振替口座 0abc0 → 店番 ab9
_KIND = {"8": "1", "9": "2"}


class NotYucho(Refused):
    """A symbol or number no post office account has."""

    reason = "ゆうちょの記号は5けた、番号は8けたまでの数字です。通帳を見て入れ直してください。"


class YuchoAccount(NamedTuple):
    """The account as other banks write it."""

    branch_code: str
    account_kind: str
    account_number: str


def account(symbol: str, number: str) -> YuchoAccount:
    """Return a post office account as other banks write it (inferred from the public rule).

    The last digit of 番号 of a 通常貯金 is dropped; that of a 振替口座 stands as it is.
    """
    parts = _SYMBOL.fullmatch(symbol)
    if parts is None or not re.fullmatch(r"[0-9]{2,8}", number):
        raise NotYucho
    ending = _ENDING[parts[1]]
    digits = number[:-1] if ending == "8" else number
    if len(digits) > 7 or (ending == "8" and number[-1] != "1"):
        raise NotYucho
    return YuchoAccount(parts[2] + ending, _KIND[ending], digits.zfill(7))
