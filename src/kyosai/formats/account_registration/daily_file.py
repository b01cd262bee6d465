"""登録結果ファイル — the hub's CSV of one day, in Shift_JIS: the truth about every mandate."""

import re
from datetime import date, datetime
from typing import NamedTuple

from kyosai.basis.refusal import Malformed
from kyosai.formats.account_registration.messages import MEANINGS

COLUMNS = (
    "依頼番号",
    "顧客番号",
    "銀行コード",
    "支店コード",
    "預金種目",
    "口座番号",
    "預金者名カナ",
    "結果コード",
    "登録日",
)
REGISTERED = "00"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[!-+\--~]{1,20}",
        r"[0-9]{20}",
        r"(?!0000|9999)[0-9]{4}",
        r"[0-9]{3}",
        r"[129]",
        r"[0-9]{7}",
        r"[0-9A-Z ().\-ｱ-ﾟ]{1,30}",
        r"[0-9]{2}",
        r"[0-9]{8}",
    )
)
_ALWAYS = (0, 1, 7)
_PERSONAL = (5, 6)  # whose account it is: never told to whoever reads of a broken file
_HIDDEN = "＊"


class MandateResult(NamedTuple):
    """One line: the only place where the full account number comes to us."""

    request_id: str
    customer_no: str
    bank_code: str
    branch_code: str
    account_kind: str
    account_number: str
    holder_kana: str
    code: str
    registered_on: date | None

    @property
    def is_registered(self) -> bool:
        """Tell whether the bank took the mandate."""
        return self.code == REGISTERED


def read_day(content: bytes, *, day: date) -> list[MandateResult]:
    """Read the whole day, or refuse it whole: heading, every line, and the count at its end."""
    lines = _lines(content)
    if lines[0] != ",".join(COLUMNS):
        raise Malformed(1, "見出し", _beginning(lines[0]))
    results, seen = [], set()
    for record, line in enumerate(lines[1:-1], start=2):
        result = _result(line, record=record, day=day)
        if result.request_id in seen:
            raise Malformed(record, COLUMNS[0], f"{result.request_id}が2回あります")
        seen.add(result.request_id)
        results.append(result)
    if lines[-1] != f"END,{len(results)}":
        raise Malformed(len(lines), "件数", _beginning(lines[-1]))
    return results


def _lines(content: bytes) -> list[str]:
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError as error:
        record = content[: error.start].count(b"\n") + 1
        raise Malformed(record, "文字コード", content[error.start : error.end].hex()) from None
    lines = text.split("\r\n")
    if lines.pop() or len(lines) < 2:
        raise Malformed(len(lines) + 1, "改行", "ファイルが途中で終わりました")
    return lines


def _result(line: str, *, record: int, day: date) -> MandateResult:
    values = line.split(",")
    if len(values) != len(COLUMNS):
        raise Malformed(record, "列の数", str(len(values)))
    is_registered = values[7] == REGISTERED
    for index, (column, pattern, value) in enumerate(zip(COLUMNS, _PATTERNS, values, strict=True)):
        may_be_empty = index not in _ALWAYS and not is_registered
        if not pattern.fullmatch(value) and not (value == "" and may_be_empty):
            found = _HIDDEN * len(value) if index in _PERSONAL else value
            raise Malformed(record, column, found[:80])
    if values[7] not in MEANINGS:
        raise Malformed(record, COLUMNS[7], values[7])
    registered_on = _registered_on(values[8], record=record, day=day)
    return MandateResult._make([*values[:8], registered_on])


def _beginning(line: str) -> str:
    """Return the first two columns of a line: enough to know it by, too little to know anybody."""
    return ",".join(line.split(",")[:2])[:80]


def _registered_on(text: str, *, record: int, day: date) -> date | None:
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a date, no instant
    except ValueError:
        raise Malformed(record, COLUMNS[8], text) from None
    if found > day:
        raise Malformed(record, COLUMNS[8], text)
    return found
