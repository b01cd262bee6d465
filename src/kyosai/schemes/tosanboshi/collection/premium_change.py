"""掛金月額の変更 — what may be changed, for what reason, and what the next debits take."""

from collections.abc import Collection
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import premium
from kyosai.schemes.tosanboshi.collection import cut_off
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind

NOTHING = Yen(0)
TENFOLD = 10  # 規則9条3号「掛金総額の十倍に相当する額」


class Reason(Kind):
    """Why less can be paid from now on (規則9条)."""

    SMALLER_BUSINESS = "事業の規模を縮小し、いまの掛金が要らなくなった"
    WORSE_BUSINESS = "事業の経営が著しく悪化した"
    ILLNESS = "病気やけがをした"
    URGENT_EXPENSE = "急な費用を払った"
    LOAN_AND_PREMIUMS = "貸付残高と掛金総額の10倍の合計が8,000万円に達した"


class NoReason(Refused):
    """A decrease without one of the reasons of the ordinance."""

    reason = (
        "減額できるのは、事業の縮小、経営の悪化・病気・急な出費、貸付残高の事情があるときです。"
        "当てはまる理由を選んでください。"
    )


class NoChange(Refused):
    """The premium asked for is the present one."""

    reason = "いまの掛金月額と同じです。変えたい金額を選んでください。"


class Prepaid(Refused):
    """A decrease while months are prepaid."""

    reason = "前納している間は減額できません。前納の終わった月からお申し込みください。"


@implements(
    "中小企業倒産防止共済法8条",
    "中小企業倒産防止共済法施行規則9条",
    says="掛金月額を{old}から{new}に変えられます。",
)
def insist_on_change(
    old: Yen,
    *,
    new: Yen,
    on: date,
    reasons: Collection[Reason] = (),
    loan_balance: Yen = NOTHING,
    net_premium_total: Yen = NOTHING,
    is_prepaid: bool = False,
) -> None:
    """Refuse a change to what cannot be a premium, and a decrease without a reason that holds.

    An increase is always accepted. That balance and tenfold total reach the loan ceiling is
    reckoned here, not believed.
    """
    BelowNothing.refuse(loan_balance=loan_balance, net_premium_total=net_premium_total)
    premium.monthly_premium(new.amount, on=on)
    if new == old:
        raise NoChange(field="monthly_premium")
    if new > old:
        return
    together = loan_balance + net_premium_total * TENFOLD
    is_reached = together >= premium.ceiling(on=on) * TENFOLD
    if not is_reached and not set(reasons) - {Reason.LOAN_AND_PREMIUMS}:
        raise NoReason(field="reasons")
    if is_prepaid:
        raise Prepaid(field="monthly_premium")


@implements(
    "中小企業倒産防止共済法8条4項",
    "中小企業倒産防止共済法14条1項",
    says="{received_on}に届いた変更で、届いた月からの引き落としは{result}です。",
)
def debits_after_change(old: Yen, *, new: Yen, received_on: date, months: int) -> tuple[Yen, ...]:
    """Return what the debits take, from the month of receipt on, for so many months.

    Each month costs the new premium from the month of receipt on. What came too late for that
    month's debit is made good: what lacks with the next debit; what was too much from the second
    next on, month after month until it is used up.
    """
    BelowNothing.refuse(old=old, new=new, months=months)
    if cut_off.acts_in(received_on) == Month.of(received_on):
        return (new,) * months
    if new >= old:
        return (old, new + new - old, *(new,) * months)[:months]
    return (old, new, *_using_up(old - new, new, months))[:months]


def _using_up(excess: Yen, each: Yen, months: int) -> list[Yen]:
    taken = []
    for _ in range(months):
        used = min(excess, each)
        excess -= used
        taken.append(each - used)
    return taken
