"""掛止め — the four reasons for which a holder need not, or cannot, pay."""

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen

TIMES = 40  # 法14条4項「掛金月額の四十倍に相当する額」
TENFOLD = 10  # 法14条6項


class Holiday(Keyed):
    """Why a month is not paid."""

    AT_CEILING = "掛金総額が上限に達した"  # 法14条3項: stops by itself
    FORTY_TIMES = "掛金総額が掛金月額の40倍に達した"  # 法14条4項: by notification
    IN_GRACE = "共済金の据置期間"  # 法14条5項: with SMRJ's consent
    LOAN_AND_PREMIUMS = "貸付残高と掛金総額の10倍が限度額に達した"  # 法14条6項: by notification


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
    assert Yen(0) <= net_premium_total <= ceiling, "a net total lies below the ceiling"
    reached = {
        Holiday.AT_CEILING: net_premium_total == ceiling,
        Holiday.FORTY_TIMES: net_premium_total >= monthly_premium * TIMES,
        Holiday.IN_GRACE: is_in_grace,
        Holiday.LOAN_AND_PREMIUMS: loan_balance + net_premium_total * TENFOLD >= ceiling * TENFOLD,
    }
    return tuple(holiday for holiday, holds in reached.items() if holds)
