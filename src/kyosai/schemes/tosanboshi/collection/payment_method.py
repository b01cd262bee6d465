"""納付の方法 — by direct debit, unless SMRJ has approved a transfer."""

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind


class Method(Kind):
    """How a premium reaches SMRJ."""

    DIRECT_DEBIT = "口座振替"
    TRANSFER = "振込み"
    CASH = "現金"


class NotByThisMethod(Refused):
    """A method the ordinance does not admit here."""

    reason = "掛金は口座振替で納めます。できない事情があるときは、振込みの承認を申し出てください。"


class NotDivided(Refused):
    """Part of a month's premium."""

    reason = "1か月分の掛金を分けて納めることはできません。1か月分をまとめて納めてください。"


@implements("中小企業倒産防止共済法施行規則36条1項", "中小企業倒産防止共済法施行規則附則3条")
def insist_on_method(
    method: Method, *, is_approved: bool = False, paid_cash_in_2011: bool = False
) -> None:
    """Refuse a transfer without approval, and cash of anyone who did not pay so in October 2011."""
    admitted = {
        Method.DIRECT_DEBIT: True,
        Method.TRANSFER: is_approved,
        Method.CASH: paid_cash_in_2011,
    }
    if not admitted[method]:
        raise NotByThisMethod(field="method")


@implements("中小企業倒産防止共済法14条2項", says="{paid}は掛金{result}か月分です。")
def whole_months(paid: Yen, *, monthly_premium: Yen) -> int:
    """Return how many months a payment is for; refuse one that would divide a month."""
    BelowNothing.refuse(paid=paid, monthly_premium=monthly_premium)
    if not monthly_premium or paid.amount % monthly_premium.amount:
        raise NotDivided(field="paid")
    return paid.amount // monthly_premium.amount
