"""掛止めの理由の判定 — which reasons of 倒産防止共済 the books show today."""

from kyosai.basis.money import Yen, total
from kyosai.procedures.amendment.paying import Paying
from kyosai.records.loans import reads as loans
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.tosanboshi import premium, premium_holiday
from kyosai.schemes.tosanboshi.premium_holiday import Holiday

MUTUAL_AID = "mutual_aid"  # the kind a 共済金の貸付け is recorded as


def reasons(before: Paying) -> tuple[Holiday, ...]:
    """Return every reason for which this contract need not, or cannot, pay."""
    return premium_holiday.premium_holidays(
        paid_in(before),
        monthly_premium=before.terms.premium_in(before.first_free),
        loan_balance=loans.left(before.contract.number, kinds=[MUTUAL_AID]),
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
