"""見本の人の名前 — names, readings and addresses that belong to nobody.

Every family name says that it is a sample, and every address lies in an imaginary town.
"""

import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_PARTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIRST, SECOND, GIVEN, ENDING = (_PARTS[name] for name in ("first", "second", "given", "ending"))
PREFECTURES = _PARTS["prefectures"]
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
FORMS = ("株式会社", "有限会社", "合同会社")


def people(draw: np.random.Generator, count: int) -> list[tuple[str, str]]:
    """Return so many names with their readings."""
    parts = [list(each.items()) for each in (FIRST, SECOND, GIVEN, ENDING)]
    picks = [draw.integers(0, len(part), count) for part in parts]
    return [
        (
            f"{parts[0][a][0]}{parts[1][b][0]}　{parts[2][c][0]}{parts[3][d][0]}",
            f"{parts[0][a][1]}{parts[1][b][1]}　{parts[2][c][1]}{parts[3][d][1]}",
        )
        for a, b, c, d in zip(*picks, strict=True)
    ]


def addresses(draw: np.random.Generator, count: int) -> list[str]:
    """Return so many addresses in imaginary towns."""
    where = draw.integers(0, len(PREFECTURES), count)
    numbers: NDArray[np.int64] = draw.integers(1, 30, (count, 4))
    return [
        f"{PREFECTURES[place]}架空市見本町{town}丁目{block}番{house}号".translate(DIGITS)
        for place, (_, town, block, house) in zip(where, numbers.tolist(), strict=True)
    ]


def companies(draw: np.random.Generator, count: int) -> list[str]:
    """Return so many names of companies."""
    families = [first + second for first in FIRST for second in SECOND]
    picks = draw.integers(0, len(families), count)
    forms = draw.integers(0, len(FORMS), count)
    return [f"{families[n]}{FORMS[form]}" for n, form in zip(picks, forms, strict=True)]
