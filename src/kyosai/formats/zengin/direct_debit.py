"""口座振替の依頼 — a file of requests to debit accounts, as the bank wants it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice
from typing import NamedTuple

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import characters
from kyosai.formats.zengin.debit_layout import DATA, END, HEADER, TRAILER
from kyosai.formats.zengin.layout import WIDTH, Layout, label_at, split, whole, width

MOST_RECORDS = 999_999  # 合計件数 has six digits.
MOST_YEN = 999_999_999_999  # 合計金額 has twelve.
_AT_ONCE = 20_000


class NewCode(Enum):
    """新規コード: tells the bank that a mandate is used for the first time."""

    FIRST = "1"  # 第1回引落分
    CHANGED = "2"  # 変更分
    OTHER = "0"  # その他


class DebitRequest(NamedTuple):
    """One account to debit. Numbers are already at full width, names in bank characters."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_number: str
    holder: str
    amount: Yen
    new_code: NewCode
    customer_number: str


@dataclass(frozen=True)
class Consignor:
    """Who debits: the number the bank gave us, and the account that receives."""

    code: str
    name: str
    bank_code: str
    bank_name: str = ""
    branch_code: str = "000"
    branch_name: str = ""
    account_kind: str = ""
    account_number: str = ""


def write(
    requests: Iterable[DebitRequest],
    *,
    consignor: Consignor,
    debit_on: date,
    line_ends: bool = True,
    ebcdic: bool = False,
) -> bytes:
    """Return the file: equal requests give equal bytes, and one bad record stops it all.

    ``line_ends`` puts CRLF after every record; an EBCDIC file has none.
    """
    chunks = [_header(consignor, debit_on, ebcdic=ebcdic)]
    count = total = 0
    seen: set[str] = set()
    remaining = iter(requests)
    while some := list(islice(remaining, _AT_ONCE)):
        chunk = _encoded(list(map(_line, some)), first=count + 2)
        _refuse_repeated(some, seen, first=count + 2)
        chunks.append(chunk)
        count += len(some)
        total += sum(request.amount.amount for request in some)
    chunks.append(_closing(count, total))
    return _finished(b"".join(chunks), line_ends=line_ends and not ebcdic, ebcdic=ebcdic)


def fault(request: DebitRequest) -> Malformed | None:
    """Return why a bank would refuse this record, to be asked before a file is built."""
    try:
        _encoded([_line(request)], first=1)
    except Malformed as malformed:
        return malformed
    return None


def _line(request: DebitRequest) -> str:
    bank, bank_name, branch, branch_name, kind, number, holder, amount, new, customer = request
    yen = amount.amount
    return (
        f"2{bank}{bank_name:15}{branch}{branch_name:15}    {kind}{number}{holder:30}"
        f"{yen:010}{new._value_}{customer}0        "
    )


def _encoded(lines: list[str], *, first: int, layout: Layout = DATA) -> bytes:
    """Return lines as bytes; one pattern over all of them, and a slow look only at a bad one."""
    try:
        content = characters.encoded("".join(lines))
    except UnicodeEncodeError:
        raise _bad_line(lines, first, layout) from None
    if not whole(layout).fullmatch(content):
        raise _bad_line(lines, first, layout)
    return content


def _bad_line(lines: list[str], first: int, layout: Layout) -> Malformed:
    for record, line in enumerate(lines, start=first):
        try:
            split(layout, characters.encoded(line), record=record)
        except UnicodeEncodeError as error:
            return Malformed(record, label_at(layout, error.start), line[error.start])
        except Malformed as malformed:
            return malformed
    raise AssertionError("the pattern and its fields disagree")


def _refuse_repeated(some: list[DebitRequest], seen: set[str], *, first: int) -> None:
    numbers = [request.customer_number for request in some]
    if seen.isdisjoint(numbers) and len(set(numbers)) == len(numbers):
        seen.update(numbers)
        return
    for record, number in enumerate(numbers, start=first):
        if number in seen:
            raise Malformed(record, "顧客番号", f"{number}が2回あります")
        seen.add(number)


def _header(consignor: Consignor, debit_on: date, *, ebcdic: bool) -> bytes:
    line = (
        f"191{'1' if ebcdic else '0'}{consignor.code}{consignor.name:<40}{debit_on:%m%d}"
        f"{consignor.bank_code}{consignor.bank_name:<15}"
        f"{consignor.branch_code}{consignor.branch_name:<15}"
        f"{consignor.account_kind:<1}{consignor.account_number:<7}{'':17}"
    )
    return _encoded([line], first=1, layout=HEADER)


def _closing(count: int, total: int) -> bytes:
    if not 0 < count <= MOST_RECORDS:
        raise Malformed(count + 2, "合計件数", str(count))
    if total > MOST_YEN:
        raise Malformed(count + 2, "合計金額", str(total))
    trailer = f"8{count:06d}{total:012d}{0:036d}{'':65}9{'':119}".encode("ascii")
    assert len(trailer) == width(TRAILER) + width(END)
    return trailer


def _finished(content: bytes, *, line_ends: bool, ebcdic: bool) -> bytes:
    if ebcdic:
        return characters.to_ebcdic(content)
    if not line_ends:
        return content
    ends = range(0, len(content), WIDTH)
    return b"".join([content[start : start + WIDTH] + b"\r\n" for start in ends])
