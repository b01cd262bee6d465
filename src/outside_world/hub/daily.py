"""登録結果ファイル — one day's outcomes as CSV in Shift_JIS: the truth about every mandate."""

import sqlite3
from collections.abc import Sequence

COLUMNS = (
    "依頼番号", "顧客番号", "銀行コード", "支店コード", "預金種目", "口座番号", "預金者名カナ",
    "結果コード", "登録日",
)  # fmt: skip
REGISTERED = "00"


def written(mandates: Sequence[sqlite3.Row]) -> bytes:
    """Return the file: heading, a line a mandate, and how many there are."""
    lines = [",".join(COLUMNS), *map(_line, mandates), f"END,{len(mandates)}"]
    return "".join(f"{line}\r\n" for line in lines).encode("cp932")


def _line(mandate: sqlite3.Row) -> str:
    account = [
        mandate[n] for n in ("bank_code", "branch_code", "acct_type", "acct_no", "name_kana")
    ]
    day = mandate["decided_on"].replace("-", "")
    if mandate["code"] != REGISTERED:
        account, day = [""] * 5, ""
    return ",".join([mandate["request_id"], mandate["customer_no"], *account, mandate["code"], day])
