"""総合振込の依頼 — a file of money to be sent to accounts, as the bank wants it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import writing
from kyosai.formats.zengin.direct_debit import NewCode
from kyosai.formats.zengin.layout import width
from kyosai.formats.zengin.transfer_layout import DATA, END, HEADER, TRAILER
from kyosai.formats.zengin.writing import Body, Consignor


class TransferRequest(NamedTuple):
    """One account to pay. Numbers are already at full width, the name in bank characters.

    Banks and branches go by their numbers alone: some banks compare a name, and refuse ours.
    """

    bank_code: str
    branch_code: str
    account_kind: str
    account_number: str
    payee: str
    amount: Yen
    new_code: NewCode
    customer_number: str


def write(
    requests: Iterable[TransferRequest],
    *,
    consignor: Consignor,
    transfer_on: date,
    line_ends: bool = True,
    ebcdic: bool = False,
) -> bytes:
    """Return the file: equal requests give equal bytes, and one bad record stops it all.

    A customer number stands once in a file: it is how a returned payment finds its way back.
    """
    body = writing.body(requests, line=_line, layout=DATA)
    header = _header(consignor, transfer_on, ebcdic=ebcdic)
    content = header + body.content + _closing(body)
    return writing.finished(content, line_ends=line_ends, ebcdic=ebcdic)


def fault(request: TransferRequest) -> Malformed | None:
    """Return why a bank would refuse this record, to be asked before a file is built."""
    return writing.fault(request, line=_line, layout=DATA)


def _line(request: TransferRequest) -> str:
    bank, branch, kind, number, payee, amount, new, customer = request
    return (
        f"2{bank}{'':15}{branch}{'':15}    {kind}{number}{payee:30}"
        f"{amount.amount:010}{new.value}{customer}7 {'':7}"
    )


def _header(consignor: Consignor, transfer_on: date, *, ebcdic: bool) -> bytes:
    line = (
        f"121{'1' if ebcdic else '0'}{consignor.code}{consignor.name:<40}{transfer_on:%m%d}"
        f"{consignor.columns}"
    )
    return writing.encoded([line], first=1, layout=HEADER)


def _closing(body: Body) -> bytes:
    trailer = f"8{body.count:06d}{body.total:012d}{'':101}9{'':119}".encode("ascii")
    assert len(trailer) == width(TRAILER) + width(END)
    return trailer
