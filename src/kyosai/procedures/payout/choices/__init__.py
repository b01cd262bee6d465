"""解約前の比較（G5） — cancelling today, later, borrowing, paying less, or waiting for old age.

Every yen here is what the law itself answers; months to come are taken as paid on time.
"""

from collections.abc import Callable, Iterator
from datetime import date

from kyosai.procedures.payout.choices import skk, tosanboshi
from kyosai.procedures.payout.choices.choice import Choice
from kyosai.records.contracts.reads import Standing

BY_SCHEME: dict[str, Callable[[Standing, date], Iterator[Choice]]] = {
    "skk": skk.choices,
    "tosanboshi": tosanboshi.choices,
}


def of(contract: Standing, *, on: date) -> list[Choice]:
    """Return the choices of a holder on a day, today's cancellation first."""
    return list(BY_SCHEME[contract.scheme](contract, on))
