"""倒産防止共済の見通し — the premium total, what a cancellation would bring, and the 40th month."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from kyosai.basis.money import Yen, total
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes.tosanboshi import cancellation, premium
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total


def total_today(paid: Sequence[Paid], *, today: date) -> dict[str, Any]:
    """Return 掛金総額, what a cancellation of one's own would bring today, and what is still to go.

    A month counts when it has been debited; loans, which lessen the total, come with lending.
    """
    months = sum(each.months for each in paid)
    net = net_premium_total(Premiums(total([each.monthly_premium * each.months for each in paid])))
    bound = premium.ceiling(on=today)
    own = cancellation.cancellation_allowance(net, ending=Ending.VOLUNTARY, months_paid=months)
    return {
        "yen": net.amount,
        "months": months,
        "cancellation": own.amount,
        "months_to_full": max(0, _months_for_all() - months),
        "ceiling": bound.amount,
        "room": max(Yen(0), bound - net).amount,
    }


def _months_for_all() -> int:
    """Return the months after which a cancellation of one's own brings back the whole total."""
    return next(
        months for months in count() if cancellation.rate(Ending.VOLUNTARY, months_paid=months) == 1
    )
