"""What a bank, a line or a tired person does to a good file."""

import random
from datetime import date, timedelta

FAULTS = (
    "cut",
    "halves",
    "wrong_day",
    "wrong_total",
    "foreign",
    "missing",
    "repeated",
    "changed",
    "twice",
)
STATEMENT_FAULTS = ("cut", "halves", "changed_total", "twice")


def spoiled(fault: str, good: bytes, chance: random.Random) -> list[bytes]:
    """Return what arrives instead of a good file."""
    lines = good.split(b"\r\n")[:-1]
    return [
        each for each in _MAKING[fault](good, lines, chance) if each != good or fault == "twice"
    ]


def _cut(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [good[: chance.randrange(len(good))]]


def _halves(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    """A file in two pieces, cut between records or anywhere."""
    width = len(lines[0]) + 2
    at = chance.choice((width * chance.randrange(1, len(lines)), chance.randrange(1, len(good))))
    return [good[:at], good[at:]]


def _wrong_day(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    head = lines[0]
    told = date(2028, int(head[54:56]), int(head[56:58])) + timedelta(days=chance.choice((-1, 1)))
    return [_joined([head[:54] + f"{told:%m%d}".encode() + head[58:], *lines[1:]])]


def _wrong_total(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    tail = lines[-2]
    return [
        _joined([*lines[:-2], tail[:25] + b"%012d" % (int(tail[25:37]) + 1) + tail[37:], lines[-1]])
    ]


def _changed_total(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    tail = lines[-2]
    return [
        _joined([*lines[:-2], tail[:7] + b"%013d" % (int(tail[7:20]) + 1) + tail[20:], lines[-1]])
    ]


def _foreign(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    """One record is somebody else's."""
    place = chance.randrange(1, len(lines) - 2)
    line = lines[place]
    return [_joined([*lines[:place], line[:91] + b"9" * 20 + line[111:], *lines[place + 1 :]])]


def _missing(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.randrange(1, len(lines) - 2)
    return [_joined([*lines[:place], *lines[place + 1 :]])]


def _repeated(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.randrange(1, len(lines) - 2)
    return [_joined([*lines[: place + 1], *lines[place:]])]


def _changed(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    """One byte that is not the bank's to change."""
    place = 122 * chance.randrange(1, len(lines) - 2) + chance.randrange(1, 110)
    return [good[:place] + (b"7" if good[place : place + 1] != b"7" else b"3") + good[place + 1 :]]


def _twice(good: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [good]


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


_MAKING = {
    "cut": _cut,
    "halves": _halves,
    "wrong_day": _wrong_day,
    "wrong_total": _wrong_total,
    "changed_total": _changed_total,
    "foreign": _foreign,
    "missing": _missing,
    "repeated": _repeated,
    "changed": _changed,
    "twice": _twice,
}
