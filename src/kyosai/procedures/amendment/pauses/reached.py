"""掛止めの理由の判定 — which reasons of 倒産防止共済 the books show today."""

from kyosai.basis.money import Yen, total
from kyosai.procedures.amendment.paying import Paying
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.tosanboshi import premium, premium_holiday
from kyosai.schemes.tosanboshi.premium_holiday import Holiday

NOTHING_LENT = Yen(0)  # No loan stands in these books yet; lending brings its balance.


def reasons(before: Paying) -> tuple[Holiday, ...]:
    """Return every reason for which this contract need not, or cannot, pay."""
    return premium_holiday.premium_holidays(
        paid_in(before),
        monthly_premium=before.terms.premium_in(before.first_free),
        loan_balance=NOTHING_LENT,
        is_in_grace=False,
        ceiling=premium.ceiling(on=before.on),
    )


def paid_in(before: Paying) -> Yen:
    """Return the net premium total: a month counts when the bank has answered that it is paid."""
    unpaid = [
        Yen(row["yen"])
        for row in premiums.of_contract(before.contract.number)
        if row["state"] in ("scheduled", "requested", "failed")
    ]
    return before.held - total(unpaid)
