"""120バイトの記録 — the bank's own small reader and writer of business code 91."""

import re
from collections.abc import Sequence

WIDTH = 120
MMDD = slice(54, 58)
CONSIGNOR, CREDITED = slice(4, 14), slice(96, 103)
BANK, BRANCH, KIND, NUMBER = slice(1, 5), slice(20, 23), slice(42, 43), slice(43, 50)
HOLDER, AMOUNT, NEW_CODE, CUSTOMER = slice(50, 80), slice(80, 90), slice(90, 91), slice(91, 111)
RESULT = 111
_FORBIDDEN = re.compile(rb"[^0-9A-Z \\,.()/\-\xa2\xa3\xa6\xb1-\xdf]")


class FileRefused(Exception):
    """A file that is not taken: why, at which record, in which field."""

    def __init__(self, reason: str, *, record: int = 0, field: str = "") -> None:
        self.reason, self.record, self.field = reason, record, field
        super().__init__(reason)


def records(content: bytes) -> list[bytes]:
    """Cut a file into its records: CRLF after each, or none at all."""
    content = content.removesuffix(b"\x1a")
    if b"\r" in content or b"\n" in content:
        lines = content.split(b"\r\n")
        if lines.pop() != b"":
            raise FileRefused("最後の改行がありません", record=len(lines) + 1, field="改行")
    else:
        lines = [content[start : start + WIDTH] for start in range(0, len(content), WIDTH)]
    for record, line in enumerate(lines, start=1):
        if len(line) != WIDTH or b"\r" in line or b"\n" in line:
            raise FileRefused(
                "レコードの長さが120バイトではありません", record=record, field="長さ"
            )
    return lines


def check_order(lines: Sequence[bytes]) -> None:
    """Refuse what is not header, one or more data records, trailer, end."""
    kinds = b"".join(line[:1] for line in lines)
    if re.fullmatch(rb"12+89", kinds):
        return
    good = re.match(rb"1(?:2+(?:89?)?)?", kinds)
    record = (good.end() if good else 0) + 1
    raise FileRefused("レコードの順番が正しくありません", record=record, field="データ区分")


def amount(line: bytes, *, record: int) -> int:
    """Return the amount of a data record; without it no total can be checked."""
    if not line[AMOUNT].isdigit():
        raise FileRefused("金額が数字ではありません", record=record, field="引落金額")
    return int(line[AMOUNT])


def fault_code(line: bytes) -> str:
    """Return the result code a bad record gets, or nothing for a good one."""
    if _FORBIDDEN.search(line):
        return "9"
    bank, branch = line[BANK], line[BRANCH]
    if not bank.isdigit() or bank in (b"0000", b"9999"):
        return "9"
    if not branch.isdigit() or not _knows_branch(bank, branch):
        return "9"
    if line[KIND] not in (b"1", b"2", b"3", b"9") or line[NEW_CODE] not in (b"0", b"1", b"2", b" "):
        return "9"
    if not line[NUMBER].isdigit() or int(line[AMOUNT]) == 0:
        return "9"
    return "2" if line[NUMBER] == b"0000000" else ""


def _knows_branch(bank: bytes, branch: bytes) -> bool:
    """The post office numbers its branches by 記号: ab8 and ab9."""
    return branch[2:] in b"89" if bank == b"9900" else branch != b"999"


def trailer(line: bytes, *, amounts: Sequence[int], codes: str) -> bytes:
    """Return the trailer of a result: what was asked, debited and not debited."""
    done = [yen for yen, code in zip(amounts, codes, strict=True) if code == "0"]
    failed = len(amounts) - len(done), sum(amounts) - sum(done)
    split = b"%06d%012d%06d%012d" % (len(done), sum(done), *failed)
    return b"8%06d%012d" % (len(amounts), sum(amounts)) + split + line[55:]
