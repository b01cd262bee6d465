"""表 — what happened, as rows: when, who, what was promised, what happened."""

import unicodedata
from dataclasses import dataclass, field

HEADS = ("とき", "だれ", "約束", "起きたこと", "結果")


@dataclass
class Table:
    """The rows of a story, printed at the end."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    failed: int = 0

    def add(self, when: str, who: str, promised: str, happened: str, *, good: bool = True) -> None:
        """Add one row."""
        self.rows.append((when, who, promised, happened, "○" if good else "×"))
        self.failed += not good

    def __str__(self) -> str:
        rows = [HEADS, *self.rows]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]
        return "\n".join([lines[0], "─" * min(150, _width(max(lines, key=_width))), *lines[1:]])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
