"""配列 — what the arrays of a population hold, and how far its histories may reach."""

import numpy as np
from numpy.typing import NDArray

from kyosai.basis.months import Month
from kyosai.schemes.skk.premium_tiers import HIGHEST, TIER

Months = NDArray[np.int32]
Yens = NDArray[np.int64]  # One amount a contract, in whole yen.

LONGEST = 1_440  # months; 120 years, longer than anybody pays
MOST_TIERS = HIGHEST.amount // TIER.amount
ORIGIN = Month(0, 1)  # from which months are counted
