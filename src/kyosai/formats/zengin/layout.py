"""レコード定義 — fields as the bank's own table; cut a record, and name the field that is wrong."""

import re
from dataclasses import dataclass
from functools import cache

from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import characters

WIDTH = 120
HIDDEN = "＊"


@dataclass(frozen=True)
class Field:
    """One column of the bank's table: its label is the bank's own."""

    name: str
    label: str
    width: int
    digits: bool = False
    required: bool = False  # never blank
    only: str = ""  # a pattern narrower than digits or characters
    is_personal: bool = False  # whose account it is: never told to whoever reads of a broken file

    @property
    def pattern(self) -> bytes:
        """The bytes this field may hold, as a regular expression."""
        if self.only:
            return self.only.encode()
        if self.digits:
            return b"[0-9]{%d}" % self.width
        return b"%b%b{%d}" % (b"(?! )" if self.required else b"", _CHARACTER, self.width)

    def told(self, found: bytes) -> str:
        """Return what was found here as anybody may read it."""
        return HIDDEN * len(found) if self.is_personal else characters.shown(found)


Layout = tuple[Field, ...]

_CHARACTER = b"[" + re.escape(characters.encoded(characters.ANYWHERE)) + b"]"


def width(layout: Layout) -> int:
    """Return how many bytes a record of this layout takes."""
    return sum(field.width for field in layout)


def bounds(layout: Layout, name: str) -> slice:
    """Return where in the record a field lies."""
    start = 0
    for field in layout:
        if field.name == name:
            return slice(start, start + field.width)
        start += field.width
    raise KeyError(name)


def label_at(layout: Layout, place: int) -> str:
    """Return the bank's label of the field a byte lies in."""
    labels = (field.label for field in layout if place < bounds(layout, field.name).stop)
    return next(labels, "レコード長")


def split(layout: Layout, content: bytes, *, record: int) -> dict[str, str]:
    """Cut one record into its fields, or refuse it at the first that does not fit."""
    fields, start = {}, 0
    for field in layout:
        end = start + field.width
        fields[field.name] = characters.shown(content[start:end])
        if not re.compile(field.pattern).fullmatch(content, start, end):
            raise Malformed(record, field.label, field.told(content[start:end]))
        start = end
    if len(content) != start:
        raise Malformed(record, "レコード長", str(len(content)))
    return fields


@cache
def whole(layout: Layout) -> re.Pattern[bytes]:
    """Return one pattern for any number of records of a layout, to check a file at C speed."""
    return re.compile(b"(?:" + b"".join(field.pattern for field in layout) + b")*+")


def difference(layout: Layout, expected: bytes, found: bytes, *, record: int) -> Malformed:
    """Name the first field in which two records differ."""
    start = 0
    for field in layout:
        piece = found[start : start + field.width]
        if piece != expected[start : start + field.width]:
            return Malformed(record, field.label, field.told(piece))
        start += field.width
    raise AssertionError("the records are equal")


def records(content: bytes, *, width: int = WIDTH) -> bytes:
    """Return the records end to end, line ends taken off, or refuse the first of wrong width.

    A file has no line ends at all, or CRLF after every record: nothing between.
    """
    if content[width : width + 2] != b"\r\n":
        stray = re.search(rb"[\r\n]", content)
        if stray:
            raise Malformed(stray.start() // width + 1, "改行", characters.shown(stray.group()))
        if not content or len(content) % width:
            cut = [content[n : n + width] for n in range(0, len(content), width)]
            raise _wrong_width(cut, width)
        return content
    bare = _without_line_ends(content, width)
    if bare is not None:
        return bare
    lines = content.split(b"\r\n")
    if lines[-1] or any(len(line) != width for line in lines[:-1]):
        raise _wrong_width(lines if lines[-1] else lines[:-1], width)
    return b"".join(lines)


def _without_line_ends(content: bytes, width: int) -> bytes | None:
    """Return the records of a file that is whole: CRLF after each, and none anywhere else."""
    count, rest = divmod(len(content), width + 2)
    if rest or content[width :: width + 2] != b"\r" * count:
        return None
    if content[width + 1 :: width + 2] != b"\n" * count or content.count(b"\r\n") != count:
        return None
    bare = bytearray(content)
    del bare[width :: width + 2]
    del bare[width :: width + 1]
    return bytes(bare)


def _wrong_width(lines: list[bytes], width: int) -> Malformed:
    for record, line in enumerate(lines, start=1):
        if len(line) != width:
            return Malformed(record, "レコード長", str(len(line)))
    return Malformed(len(lines), "改行", "最後の改行がありません" if lines else "空のファイル")
