"""口座振替の結果 — the bank's answer, read whole or refused whole, against our own request."""

import re
from datetime import date
from enum import Enum
from itertools import compress
from typing import NamedTuple

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import characters
from kyosai.formats.zengin.debit_layout import DATA, END, HEADER, TRAILER
from kyosai.formats.zengin.layout import WIDTH, bounds, difference, records, split


class Outcome(Enum):
    """振替結果コード, in the bank's words."""

    COLLECTED = "振替済"
    SHORT_OF_FUNDS = "資金不足"
    NO_ACCOUNT = "預金取引なし"
    STOPPED_BY_PAYER = "預金者の都合による振替停止"
    NO_MANDATE = "預金口座振替依頼書なし"
    STOPPED_BY_CONSIGNOR = "委託者の都合による振替停止"
    OTHER = "その他"
    PENDING = "結果未着"
    NOT_REQUESTED = "請求不能"


OUTCOMES = {
    "0": Outcome.COLLECTED,
    "1": Outcome.SHORT_OF_FUNDS,
    "2": Outcome.NO_ACCOUNT,
    "3": Outcome.STOPPED_BY_PAYER,
    "4": Outcome.NO_MANDATE,
    "5": Outcome.OTHER,  # 5 to 7 are 欠番: treated as 9, with an alarm.
    "6": Outcome.OTHER,
    "7": Outcome.OTHER,
    "8": Outcome.STOPPED_BY_CONSIGNOR,
    "9": Outcome.OTHER,
    "N": Outcome.PENDING,  # N and E are private to collection agencies.
    "E": Outcome.NOT_REQUESTED,
}
UNUSED = frozenset("567")


class DebitResult(NamedTuple):
    """What became of one request; the customer number is the only safe key."""

    customer_number: str
    outcome: Outcome
    amount: Yen
    code: str

    @property
    def is_alarming(self) -> bool:
        """Tell whether the bank used a code nobody has defined."""
        return self.code in UNUSED


_CUSTOMER = bounds(DATA, "customer_number")
_AMOUNT = bounds(DATA, "amount")
_ORDER = re.compile(rb"1(?:2+(?:89?)?)?")
_CODE = bounds(DATA, "result_code").start


def read_results(content: bytes, *, request: bytes, debit_on: date) -> list[DebitResult]:
    """Read every result, or refuse the whole file: half a bank file is worse than none.

    ``request`` is the file as it was sent, ``debit_on`` the full date, which no bank file holds.
    """
    read = _read(content, request=request, debit_on=debit_on)
    return [
        DebitResult(customer, OUTCOMES[code], Yen(amount), code)
        for customer, amount, code in zip(read.customers, read.amounts, read.codes, strict=True)
    ]


def read_codes(content: bytes, *, request: bytes, debit_on: date) -> list[tuple[str, str]]:
    """Read customer number and result code of every record, or refuse the whole file."""
    read = _read(content, request=request, debit_on=debit_on)
    return list(zip(read.customers, read.codes, strict=True))


class _Read(NamedTuple):
    """The columns of a file's data records; there may be a million of them."""

    customers: list[str]
    amounts: list[int]
    codes: str


def _read(content: bytes, *, request: bytes, debit_on: date) -> _Read:
    sent, found = _records(request), _records(content)
    _check_order(found)
    _check_header(found[:WIDTH], sent[:WIDTH], debit_on)
    _check_unchanged(sent[WIDTH : -2 * WIDTH], found[WIDTH : -2 * WIDTH])
    read = _columns(found[WIDTH : -2 * WIDTH])
    _check_totals(read, found[-2 * WIDTH : -WIDTH], record=len(read.codes) + 2)
    if found[-WIDTH:] != sent[-WIDTH:]:
        raise difference(END, sent[-WIDTH:], found[-WIDTH:], record=len(read.codes) + 3)
    return read


def _records(content: bytes) -> bytes:
    is_ebcdic = content[:3] == characters.to_ebcdic(b"191")
    return records(characters.from_ebcdic(content) if is_ebcdic else content)


def _check_order(found: bytes) -> None:
    kinds = found[::WIDTH]
    in_order = _ORDER.match(kinds)
    reached = in_order.end() if in_order else 0
    if reached < len(kinds):
        kind = characters.shown(kinds[reached : reached + 1])
        raise Malformed(reached + 1, "データ区分", kind)
    if kinds[-1:] != b"9":
        raise Malformed(reached, "データ区分", "エンドレコードの前でファイルが終わりました")


def _check_header(found: bytes, sent: bytes, debit_on: date) -> None:
    day = split(HEADER, found, record=1)["debit_day"]
    if day != f"{debit_on:%m%d}":
        raise Malformed(1, "引落日", day)
    if found != sent:
        raise difference(HEADER, sent, found, record=1)


def _check_unchanged(sent: bytes, found: bytes) -> None:
    """Compare every byte but the result code; on a difference say which kind it is."""
    masked = bytearray(found)
    masked[_CODE::WIDTH] = b"0" * (len(found) // WIDTH)
    if masked != sent:
        _check_customers(_customers(sent), _customers(found))
        for record, start in enumerate(range(0, len(sent), WIDTH), start=2):
            if masked[start : start + WIDTH] != sent[start : start + WIDTH]:
                before, after = sent[start : start + WIDTH], bytes(masked[start : start + WIDTH])
                raise difference(DATA, before, after, record=record)


def _check_customers(sent: list[bytes], found: list[bytes]) -> None:
    seen: set[bytes] = set()
    known = set(sent)
    for record, customer in enumerate(found, start=2):
        if customer in seen:
            raise Malformed(record, "顧客番号", f"{characters.shown(customer)}が2回あります")
        if customer not in known:
            raise Malformed(record, "顧客番号", characters.shown(customer))
        seen.add(customer)
    for record, customer in enumerate(sent, start=2):
        if customer not in seen:
            raise Malformed(record, "顧客番号", f"{characters.shown(customer)}がありません")


def _customers(data: bytes) -> list[bytes]:
    first, last = _CUSTOMER.start, _CUSTOMER.stop
    return [data[start + first : start + last] for start in range(0, len(data), WIDTH)]


def _columns(data: bytes) -> _Read:
    codes = data[_CODE::WIDTH].decode("latin-1")
    if not OUTCOMES.keys() >= set(codes):
        record, code = next((n, c) for n, c in enumerate(codes, start=2) if c not in OUTCOMES)
        raise Malformed(record, "振替結果コード", characters.shown(code.encode("latin-1")))
    text = data.decode("latin-1")
    starts = range(0, len(text), WIDTH)
    amounts = [int(text[start + _AMOUNT.start : start + _AMOUNT.stop]) for start in starts]
    customers = [text[start + _CUSTOMER.start : start + _CUSTOMER.stop] for start in starts]
    return _Read(customers, amounts, codes)


def _check_totals(read: _Read, content: bytes, *, record: int) -> None:
    """Compare the lines with the bank's own sums before anyone believes either."""
    trailer = split(TRAILER, content, record=record)
    is_collected = [OUTCOMES[code] is Outcome.COLLECTED for code in read.codes]
    count, total = len(read.codes), sum(read.amounts)
    collected, collected_total = sum(is_collected), sum(compress(read.amounts, is_collected))
    labels = {field.name: field.label for field in TRAILER}
    for name, counted, summed in (
        ("all", count, total),
        ("collected", collected, collected_total),
        ("failed", count - collected, total - collected_total),
    ):
        for part, figure in (("count", counted), ("total", summed)):
            stated = trailer[f"{name}_{part}"]
            if int(stated) != figure:
                raise Malformed(record, labels[f"{name}_{part}"], stated)
