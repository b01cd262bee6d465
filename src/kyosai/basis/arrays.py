"""配列 — whole numbers by the million: running sums, sums by owner, and what cannot be, refused."""

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.refusal import Malformed

Numbers = NDArray[np.int64]


def running_sums(amounts: NDArray[np.integer]) -> Numbers:
    """Return the sums of the first none, one, two … amounts."""
    sums = np.zeros(len(amounts) + 1, np.int64)
    np.cumsum(amounts, out=sums[1:])
    return sums


def refuse_where(is_wrong: NDArray[np.bool_], *, values: NDArray[np.integer], field: str) -> None:
    """Refuse values of which any is wrong, naming the first one and its place."""
    if is_wrong.any():
        place = int(np.argmax(is_wrong))
        raise Malformed(place + 1, field, str(values[place]))


def refuse_outside(values: NDArray[np.integer], *, field: str, most: int) -> None:
    """Refuse values of which any is below nought or above the most there can be."""
    if values.size and (values.min() < 0 or values.max() > most):
        refuse_where((values < 0) | (values > most), values=values, field=field)
