"""字形 — which characters the shipped font can show, read from the font itself."""

import struct
from functools import cache
from importlib.resources import files

GETA = "〓"  # The printers' mark for a character that is not in the case.
_FONT = "BIZUDPGothic_400Regular.ttf"


@cache
def shown() -> frozenset[int]:
    """Return every code point the font has a glyph for (cmap, formats 4 and 12)."""
    font = files(__package__).joinpath("fonts", _FONT).read_bytes()
    table = _table(font, b"cmap")
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, table + 2)[0]):
        start = table + struct.unpack_from(">I", font, table + 4 + 8 * index + 4)[0]
        kind = struct.unpack_from(">H", font, start)[0]
        if kind == 12:
            found.update(_groups(font, start))
        elif kind == 4:
            found.update(_segments(font, start))
    return frozenset(found)


def printable(text: str) -> tuple[str, list[str]]:
    """Return a text with 〓 for what the font lacks, and the characters that were replaced."""
    missing = [c for c in text if ord(c) not in shown()]
    return "".join(GETA if c in missing else c for c in text), list(dict.fromkeys(missing))


def _table(font: bytes, tag: bytes) -> int:
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise AssertionError("a font has a character map")


def _groups(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">I", font, start + 12)[0]
    triples = (struct.unpack_from(">III", font, start + 16 + 12 * n) for n in range(count))
    return {point for first, last, _ in triples for point in range(first, last + 1)}


def _segments(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    last = struct.unpack_from(f">{count}H", font, start + 14)
    first = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    spans = zip(first, last, strict=True)
    return {point for low, high in spans if low != 0xFFFF for point in range(low, high + 1)}
