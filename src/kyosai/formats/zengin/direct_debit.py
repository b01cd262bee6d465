"""口座振替の依頼 — a file of requests to debit accounts, as the bank wants it."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import writing
from kyosai.formats.zengin.debit_layout import DATA, END, HEADER, TRAILER
from kyosai.formats.zengin.layout import width
from kyosai.formats.zengin.writing import Body, Consignor

__all__ = ["Consignor", "DebitRequest", "NewCode", "fault", "write"]


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
    body = writing.body(requests, line=_line, layout=DATA)
    header = _header(consignor, debit_on, ebcdic=ebcdic)
    content = header + body.content + _closing(body)
    return writing.finished(content, line_ends=line_ends, ebcdic=ebcdic)


def fault(request: DebitRequest) -> Malformed | None:
    """Return why a bank would refuse this record, to be asked before a file is built."""
    return writing.fault(request, line=_line, layout=DATA)


def _line(request: DebitRequest) -> str:
    bank, bank_name, branch, branch_name, kind, number, holder, amount, new, customer = request
    yen = amount.amount
    return (
        f"2{bank}{bank_name:15}{branch}{branch_name:15}    {kind}{number}{holder:30}"
        f"{yen:010}{new._value_}{customer}0        "
    )


def _header(consignor: Consignor, debit_on: date, *, ebcdic: bool) -> bytes:
    line = (
        f"191{'1' if ebcdic else '0'}{consignor.code}{consignor.name:<40}{debit_on:%m%d}"
        f"{consignor.columns}"
    )
    return writing.encoded([line], first=1, layout=HEADER)


def _closing(body: Body) -> bytes:
    trailer = f"8{body.count:06d}{body.total:012d}{0:036d}{'':65}9{'':119}".encode("ascii")
    assert len(trailer) == width(TRAILER) + width(END)
    return trailer
