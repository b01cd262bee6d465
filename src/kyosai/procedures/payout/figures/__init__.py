"""給付の計算 — what one contract pays for a cause, by the law alone, with every reason."""

from collections.abc import Callable
from datetime import date

from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout.figures import skk, tosanboshi
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.contracts.reads import Standing

BY_SCHEME: dict[str, Callable[..., Figures]] = {
    "skk": skk.figures,
    "tosanboshi": tosanboshi.figures,
}


def of(contract: Standing, claim: Claim, *, on: date) -> Figures:
    """Return what a claim comes to when it is decided on a day, or refuse it."""
    return BY_SCHEME[contract.scheme](contract, claim, on=on)
