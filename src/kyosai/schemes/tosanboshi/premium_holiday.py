"""掛止め — the four reasons for which a holder need not, or cannot, pay, and how each ends."""

from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing, Kind
from kyosai.schemes.tosanboshi.premium import OutOfRange

GRACE_MONTHS = 6  # 令3条「六月の据置期間」
TIMES = 40  # 法14条4項「掛金月額の四十倍に相当する額」
TENFOLD = 10  # 法14条6項


class Holiday(Kind):
    """Why a month is not paid."""

    AT_CEILING = "掛金総額が上限に達した"  # 法14条3項: stops by itself
    FORTY_TIMES = "掛金総額が掛金月額の40倍に達した"  # 法14条4項: by notification
    IN_GRACE = "共済金の据置期間"  # 法14条5項: with SMRJ's consent
    LOAN_AND_PREMIUMS = "貸付残高と掛金総額の10倍が限度額に達した"  # 法14条6項: by notification


class AboveCeiling(Refused):
    """A net premium total above its ceiling."""

    reason = "掛金総額が上限をこえる記録になっています。記録を確かめてください。"


class OutsideGrace(Refused):
    """A pause longer than the grace of the loan, or outside it."""

    reason = "掛金を休めるのは、共済金の据置期間（6か月）の間だけです。期間を選び直してください。"


class NoCompellingReason(Refused):
    """A pause in the grace without a compelling reason."""

    reason = "据置期間に掛金を休むには、やむを得ない事情が要ります。事情を書いてください。"


class NotFortyTimes(Refused):
    """A net premium total below forty times the monthly premium."""

    reason = (
        "掛金の合計が、まだ毎月の掛金の40倍になっていません。なってから申し込んでください。"
        "毎月の掛金を減らすこともできます。"
    )


class NotEightyMillion(Refused):
    """Loans and ten times the net premium total below ten times the ceiling."""

    reason = (
        "借りている額と掛金の合計の10倍を足して、まだ8,000万円になっていません。"
        "なってから申し込んでください。"
    )


class AlreadyStopped(Refused):
    """A premium holiday that is there already."""

    reason = "掛金は、もう掛止めになっています。始めるときは「掛金の再開」を選んでください。"


class StopsByItself(Refused):
    """At the ceiling nothing is left to stop, or to begin again."""

    reason = (
        "掛金の合計が上限に達したので、引き落としは止まっています。手続きはいりません。"
        "合計が上限を下回ると、また始まります。"
    )


NOT_REACHED: dict[Holiday, type[Refused]] = {
    Holiday.FORTY_TIMES: NotFortyTimes,
    Holiday.LOAN_AND_PREMIUMS: NotEightyMillion,
}


@implements(
    "中小企業倒産防止共済法14条3項",
    "中小企業倒産防止共済法14条4項",
    "中小企業倒産防止共済法14条5項",
    "中小企業倒産防止共済法14条6項",
    says="掛止めの理由: {result}。",
)
def premium_holidays(
    net_premium_total: Yen,
    *,
    monthly_premium: Yen,
    loan_balance: Yen,
    is_in_grace: bool,
    ceiling: Yen,
) -> tuple[Holiday, ...]:
    """Return every reason that holds now; none: the month is owed.

    ``monthly_premium`` is the one after a change. ``is_in_grace``: lent, in its six months of
    grace, and SMRJ has consented. ``ceiling`` is that of the net premium total.
    """
    BelowNothing.refuse(
        net_premium_total=net_premium_total,
        monthly_premium=monthly_premium,
        loan_balance=loan_balance,
    )
    if not monthly_premium:
        raise OutOfRange(field="monthly_premium")
    if net_premium_total > ceiling:
        raise AboveCeiling(field="net_premium_total")
    reached = {
        Holiday.AT_CEILING: net_premium_total == ceiling,
        Holiday.FORTY_TIMES: net_premium_total >= monthly_premium * TIMES,
        Holiday.IN_GRACE: is_in_grace,
        Holiday.LOAN_AND_PREMIUMS: loan_balance + net_premium_total * TENFOLD >= ceiling * TENFOLD,
    }
    return tuple(holiday for holiday, holds in reached.items() if holds)


@implements("中小企業倒産防止共済法14条5項", "中小企業倒産防止共済法施行令3条")
def insist_on_pause_in_grace(
    first: Month,
    *,
    last: Month,
    lent_on: date,
    has_compelling_reason: bool,
    put_off_months: int = 0,
) -> None:
    """Refuse a pause outside the grace of a loan, or without a compelling reason.

    From the month of the loan, or the one after it, for six months at most (inferred); longer by
    the months a disaster has put the first instalment off.
    """
    lent = Month.of(lent_on)
    grace = GRACE_MONTHS + put_off_months
    Backwards.refuse(first.first_day, later=last.first_day, field="last")
    if first < lent or last > lent + grace or last - first >= grace:
        raise OutsideGrace(field="last")
    if not has_compelling_reason:
        raise NoCompellingReason(field="reason")


@implements(
    "中小企業倒産防止共済法14条4項",
    "中小企業倒産防止共済法14条6項",
    "中小企業倒産防止共済法施行規則40条2項",
)
def insist_on_notification(
    holiday: Holiday, *, reasons: tuple[Holiday, ...], is_stopped: bool
) -> None:
    """Refuse a notification whose reason does not hold, or that would change nothing.

    ``reasons``: those of ``premium_holidays`` now. At the ceiling billing stops by itself.
    """
    if is_stopped:
        raise AlreadyStopped
    if Holiday.AT_CEILING in reasons:
        raise StopsByItself
    if holiday not in reasons:
        raise NOT_REACHED[holiday](field="reason")


@implements(
    "中小企業倒産防止共済法14条3項",
    "中小企業倒産防止共済法14条4項",
    "中小企業倒産防止共済法14条6項",
    says="{holiday}による掛止めは{result:終わり、請求が再び始まります|続きます}。",
)
def is_resumed(holiday: Holiday, *, reasons: tuple[Holiday, ...], has_asked: bool = False) -> bool:
    """Tell whether a stopped contract is billed again: asked for, or its reason holds no longer.

    ``reasons``: those of ``premium_holidays`` now. A tenth of a new loan lowers the total, so the
    ceiling and the forty times no longer hold, and nobody need ask. At the ceiling asking is in
    vain.
    """
    return holiday not in reasons or (has_asked and Holiday.AT_CEILING not in reasons)
