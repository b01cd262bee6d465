"""レコードの書き出し — rows become the lines of a bank file, or the first bad one is named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import characters
from kyosai.formats.zengin.layout import WIDTH, Layout, label_at, split, whole

MOST_RECORDS = 999_999  # 合計件数 has six digits.
MOST_YEN = 999_999_999_999  # 合計金額 has twelve.
MOST_A_RECORD = 9_999_999_999  # 金額 has ten.
AT_ONCE = 20_000


class Row(Protocol):
    """One account, an amount, and the number by which the bank's answer finds its way back."""

    @property
    def amount(self) -> Yen:
        """The yen of this row."""

    @property
    def customer_number(self) -> str:
        """Our key; once in a file."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Body:
    """The data records of a file, and what its trailer says of them."""

    content: bytes
    count: int
    total: int


@dataclass(frozen=True)
class Consignor:
    """Who hands the file in: the number the bank gave us, and our account there."""

    code: str
    name: str
    bank_code: str
    bank_name: str = ""
    branch_code: str = "000"
    branch_name: str = ""
    account_kind: str = ""
    account_number: str = ""

    @property
    def columns(self) -> str:
        """The account's columns of a header, from the bank to the filler."""
        return (
            f"{self.bank_code}{self.bank_name:<15}{self.branch_code}{self.branch_name:<15}"
            f"{self.account_kind:<1}{self.account_number:<7}{'':17}"
        )


def body(rows: Iterable[R], *, line: Callable[[R], str], layout: Layout) -> Body:
    """Return the data records: equal rows give equal bytes, and one bad row stops it all.

    A customer number stands once in a file.
    """
    chunks, count, total = [], 0, 0
    seen: set[str] = set()
    labels = {field.name: field.label for field in layout}
    for some in _in_runs(rows):
        numbers, first = [row.customer_number for row in some], count + 2
        _refuse_too_wide(some, first=first, label=labels["amount"])
        chunks.append(encoded(list(map(line, some)), first=first, layout=layout))
        _refuse_repeated(numbers, seen, first=first, label=labels["customer_number"])
        count += len(some)
        total += sum(row.amount.amount for row in some)
    _insist_on_totals(count, total)
    return Body(b"".join(chunks), count, total)


def encoded(lines: Sequence[str], *, first: int, layout: Layout) -> bytes:
    """Return lines as bytes; one pattern over all of them, and a slow look only at a bad one."""
    try:
        content = characters.encoded("".join(lines))
    except UnicodeEncodeError:
        raise _bad_line(lines, first, layout) from None
    if not whole(layout).fullmatch(content):
        raise _bad_line(lines, first, layout)
    return content


def fault(row: R, *, line: Callable[[R], str], layout: Layout) -> Malformed | None:
    """Return why a bank would refuse one row, if it would."""
    try:
        body([row], line=line, layout=layout)
    except Malformed as malformed:
        return malformed
    return None


def finished(content: bytes, *, line_ends: bool, ebcdic: bool) -> bytes:
    """Return the file: CRLF after every record when asked for, and an EBCDIC file has none."""
    if ebcdic:
        return characters.to_ebcdic(content)
    if not line_ends:
        return content
    ends = range(0, len(content), WIDTH)
    return b"".join([content[start : start + WIDTH] + b"\r\n" for start in ends])


def _bad_line(lines: Sequence[str], first: int, layout: Layout) -> Malformed:
    for record, line in enumerate(lines, start=first):
        try:
            split(layout, characters.encoded(line), record=record)
        except UnicodeEncodeError as error:
            return Malformed(record, label_at(layout, error.start), line[error.start])
        except Malformed as malformed:
            return malformed
    raise AssertionError("the pattern and its fields disagree")


def _in_runs(rows: Iterable[R]) -> Iterator[list[R]]:
    """Cut the rows into runs short enough to be checked as one text."""
    remaining = iter(rows)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def _refuse_too_wide(some: Sequence[Row], *, first: int, label: str) -> None:
    """An amount of eleven digits would push every later field out of its place."""
    for record, row in enumerate(some, start=first):
        if row.amount.amount > MOST_A_RECORD:
            raise Malformed(record, label, str(row.amount.amount))


def _refuse_repeated(numbers: list[str], seen: set[str], *, first: int, label: str) -> None:
    if seen.isdisjoint(numbers) and len(set(numbers)) == len(numbers):
        seen.update(numbers)
        return
    for record, number in enumerate(numbers, start=first):
        if number in seen:
            raise Malformed(record, label, f"{number}が2回あります")
        seen.add(number)


def _insist_on_totals(count: int, total: int) -> None:
    if not 0 < count <= MOST_RECORDS:
        raise Malformed(count + 2, "合計件数", str(count))
    if total > MOST_YEN:
        raise Malformed(count + 2, "合計金額", str(total))
