"""先取特権 — what of an allowance is paid before other creditors of SMRJ."""

from collections.abc import Sequence

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi.cancellation import Ending, after_offset, cancellation_allowance
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total


@implements(
    "中小企業倒産防止共済法18条",
    says="民法の一般の先取特権に次いで、{result}が先に支払われます。",
)
def secured(
    premiums: Premiums, *, ending: Ending, months_paid: int, owed: Sequence[Yen] = ()
) -> Yen:
    """Return what ranks before other creditors, next after the general liens of the Civil Code.

    The allowance less what may be set off. ``premiums.lent`` here holds loans received, without
    those only promised (法18条2項).
    """
    allowance = cancellation_allowance(
        net_premium_total(premiums), ending=ending, months_paid=months_paid
    )
    return after_offset(allowance, owed=owed)
