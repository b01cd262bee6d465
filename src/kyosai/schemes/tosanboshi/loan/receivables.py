"""売掛金債権等 — which claims on a failed customer count, what is taken off, and dependence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import periods
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind

NOTHING = Yen(0)


class Nature(Kind):
    """What a claim arose from; only the first four count (規則14条)."""

    TRADE = "売掛金"
    BILL = "受取手形・小切手"
    ELECTRONIC = "でんさい（電子記録債権）"
    ADVANCE_PAID = "前渡金返還請求権"
    MONEY_LENT = "貸付金"
    ACCOMMODATION_BILL = "融通手形"
    RENT = "不動産の賃貸借による債権"
    SOLD_TO_CONSUMER = "一般消費者への債権"
    WITHOUT_TRADE = "商品や役務の取引のない債権"


COUNTED = {Nature.TRADE, Nature.BILL, Nature.ELECTRONIC, Nature.ADVANCE_PAID}


class MoreThanAll(Refused):
    """Trade with one customer above the trade with all."""

    reason = "1社との取引額が、全体の取引額をこえています。取引額を確かめてください。"


@dataclass(frozen=True, kw_only=True)
class Receivable:
    """One claim in yen, and what is taken off it, each part by its name; refused below nothing.

    ``is_discounted``: a bill sold to a bank. It counts only once bought back.
    """

    nature: Nature
    gross: Yen
    collected: Yen = NOTHING  # already paid
    set_off: Yen = NOTHING  # against what the claimant owes the customer
    deposited: Yen = NOTHING  # deposits and guarantees the claimant holds
    secured: Yen = NOTHING  # covered by collateral or a guarantor
    taken_back: Yen = NOTHING  # the value of goods recovered
    is_discounted: bool = False
    is_bought_back: bool = False

    def __post_init__(self) -> None:
        BelowNothing.refuse(gross=self.gross, taken_off=min(self.taken_off))

    @property
    def taken_off(self) -> tuple[Yen, ...]:
        """Every part that is not lost."""
        return (self.collected, self.set_off, self.deposited, self.secured, self.taken_back)


@implements("中小企業倒産防止共済法施行規則14条", says="{nature}は{result:数えます|数えません}。")
def is_counted(nature: Nature) -> bool:
    """Tell whether a claim of this nature is 売掛金債権 or 前渡金返還請求権."""
    return nature in COUNTED


@implements(
    "中小企業倒産防止共済法9条2項",
    "中小企業倒産防止共済法施行規則15条",
    says="回収が困難となった額は{result}です。",
)
def uncollectable(receivables: Sequence[Receivable]) -> Yen:
    """Return what of the claims is lost: gross less every part taken off, none below nothing.

    Which parts are taken off is not published; all named ones are (assumed).
    """
    return total([_lost(each) for each in receivables])


@implements("中小企業倒産防止共済法施行規則16条1項1号", says="取引依存度は{result}%です。")
def dependence_percent(with_customer: Yen, *, with_all: Yen) -> Fraction:
    """Return the share of the failed customer in the claimant's trade, in per cent.

    Over which months is not laid down; both amounts are those of the claimant's form.
    """
    BelowNothing.refuse(with_customer=with_customer, with_all=with_all)
    if with_customer > with_all:
        raise MoreThanAll(field="with_customer")
    return Fraction(100 * with_customer.amount, with_all.amount) if with_all else Fraction(0)


@implements(
    "中小企業倒産防止共済法施行規則16条",
    says="倒産の日まで1年以上の取引が{result:あります|ありません}。",
)
def has_traded_a_year(
    *, traded_since: date, failed_on: date, in_business_since: date | None = None
) -> bool:
    """Tell whether trade with the customer has gone on for a year up to the failure.

    ``in_business_since``: for a claimant who changes customers all the time, whose own business
    is asked about instead (規則16条2項).
    """
    since = traded_since if in_business_since is None else in_business_since
    months: int = _law().on(failed_on)["months_of_trade"]
    return periods.has_lasted(since, until=failed_on, months=months)


def _lost(claim: Receivable) -> Yen:
    is_with_bank = claim.is_discounted and not claim.is_bought_back
    if is_with_bank or not is_counted(claim.nature):
        return NOTHING
    return max(NOTHING, claim.gross - total(claim.taken_off))


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "receivables")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
