"""e-Taxの文字 — which characters a document may have, and the plainer form of those it may not.

The name itself is kept as it was given; only what goes to e-Tax bears the reduced form (縮退).
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from kyosai.basis import parameters
from kyosai.basis.refusal import Refused

HALF_WIDTH = range(0xFF61, 0xFFA0)
SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


class NoReducedForm(Refused):
    """Characters that e-Tax does not take, and nobody has chosen a plainer form of."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(
            f"e-Taxで使えない文字があります（{letters}）。担当者が、代わりの文字を選んでください。"
        )


def reduced(text: str, *, chosen: Mapping[str, str] | None = None) -> str:
    """Return a text in the letters of e-Tax, or refuse it; ``chosen`` are forms a desk picked."""
    if all(is_taken(letter) for letter in text):
        return text
    forms = _forms() | dict(chosen or {})
    plain = "".join(forms.get(each, each) for each in _widened(text) if ord(each) not in SELECTORS)
    lacking = "".join(dict.fromkeys(each for each in plain if not is_taken(each)))
    if lacking:
        raise NoReducedForm(lacking)
    return plain


def is_taken(letter: str) -> bool:
    """Tell whether e-Tax takes a character."""
    firsts, lasts = _ranges()
    place = bisect_right(firsts, ord(letter)) - 1
    return place >= 0 and ord(letter) <= lasts[place]


def _widened(text: str) -> str:
    """Return a text with half-width kana as full-width ones, sound marks joined."""
    parts, run = [], ""
    for letter in text:
        if ord(letter) in HALF_WIDTH:
            run += letter
        else:
            parts += [normalize("NFKC", run), letter]
            run = ""
    return "".join([*parts, normalize("NFKC", run)])


@cache
def _ranges() -> tuple[list[int], list[int]]:
    rows = parameters.rows(__package__, "letters")
    points = [[int(row[side].removeprefix("U+"), 16) for row in rows] for side in ("first", "last")]
    return points[0], points[1]


@cache
def _forms() -> dict[str, str]:
    rows = parameters.rows(__package__, "reduced_forms")
    return {row["original"]: row["reduced"] for row in rows}
