"""委託者 — who we are to the banks: one consignor, and for each scheme an account of its own."""

from typing import Any

from django.conf import settings

from kyosai.basis import parameters
from kyosai.formats.zengin.direct_debit import Consignor


def of(scheme: str) -> Consignor:
    """Return who debits for a scheme, and into which account: the schemes' money never mixes."""
    facts = _facts()
    return Consignor(
        code=settings.HUB_CONSIGNOR_CODE,
        name=facts["name"],
        bank_code=facts["bank_code"],
        bank_name=facts["bank_name"],
        branch_code=facts["branch_code"],
        branch_name=facts["branch_name"],
        account_kind=facts["account_kind"],
        account_number=facts["account_numbers"][scheme],
    )


def scheme_of(account_number: str) -> str | None:
    """Return the scheme an account of ours belongs to, if it is one."""
    numbers: dict[str, str] = _facts()["account_numbers"]
    return next((scheme for scheme, number in numbers.items() if number == account_number), None)


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "consignor")
