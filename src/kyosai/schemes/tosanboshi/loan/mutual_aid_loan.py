"""共済金の貸付け — how much a holder may borrow when a customer has failed."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import periods, premium
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing

NOTHING = Yen(0)


class TooYoung(Refused):
    """Less than six months between the contract's effect and the failure, or paid by then."""

    reason = (
        "取引先の倒産の日までに、契約から6か月と6か月分の納付が必要です。"
        "この倒産では借りられません。急ぐ資金は一時貸付金をご覧ください。"
    )


class TooLate(Refused):
    """The claim came more than six months after the failure."""

    reason = "取引先の倒産の日から6か月を過ぎたため、請求できません。"


class TooLittle(Refused):
    """The loan would be smaller than the smallest one."""

    reason = "貸付額が下限に届きません。取引先への売掛金などの金額を確かめてください。"


class AboveLimit(Refused):
    """More was asked for than may be lent."""

    reason = "借りられる上限をこえています。上限以下の金額にしてください。"


class NotByUnit(Refused):
    """The amount is not a multiple of 50,000 yen."""

    reason = "貸付額は5万円きざみです。5万円で割り切れる金額にしてください。"


class NotALoan(Refused):
    """An amount that is not lent: nothing, above the ceiling, or off the unit of 50,000 yen."""

    reason = "共済金の貸付額は5万円きざみで、8,000万円までです。金額を確かめてください。"


@dataclass(frozen=True, kw_only=True)
class Eligible:
    """What 法9条2項 reckons with, in yen: the premiums paid, and what each item takes off."""

    paid: Yen
    lent: Yen = NOTHING  # 1号: all mutual-aid loans ever lent or promised
    applied: Yen = NOTHING  # 2号: premiums applied to debts
    recently_increased: Yen = NOTHING  # 3号: what an increase of the last six months has brought
    paid_late: Yen = NOTHING  # 4号: after the failure and more than two months late

    def __post_init__(self) -> None:
        BelowNothing.refuse(**vars(self))


@dataclass(frozen=True, kw_only=True)
class Damage:
    """Receivables that cannot be collected, and the trade with the customer that failed."""

    uncollectable: Yen
    monthly_trade: Yen = NOTHING
    dependence_percent: Fraction = Fraction(0)
    has_traded_a_year: bool = False

    def __post_init__(self) -> None:
        BelowNothing.refuse(
            uncollectable=self.uncollectable,
            monthly_trade=self.monthly_trade,
            dependence_percent=self.dependence_percent,
        )


@implements(
    "中小企業倒産防止共済法9条1項",
    says="{effective_on}からの契約・納付{months_paid}か月・{failed_on}の倒産・{claimed_on}の請求は、"
    "期間の要件を満たします。",
)
def insist_on_time(
    *, effective_on: date, failed_on: date, claimed_on: date, months_paid: int
) -> None:
    """Refuse a contract younger than six months at the failure, or a claim after six months.

    ``months_paid``: by the day of the failure. ``claimed_on``: the day the claim was posted.
    """
    facts = _facts(claimed_on)
    BelowNothing.refuse(months_paid=months_paid)
    Backwards.refuse(failed_on, later=claimed_on, field="claimed_on")
    needed = facts["months_needed"]
    if months_paid < needed or failed_on < periods.last_day(effective_on, months=needed):
        raise TooYoung(field="failed_on")
    if claimed_on > periods.last_day(failed_on, months=facts["claim_within_months"]):
        raise TooLate(field="claimed_on")


@implements(
    "中小企業倒産防止共済法9条2項3号",
    says="{effective_on}に始まった増額は、{result:除かれます|除かれません}。",
)
def is_recent_increase(*, effective_on: date, failed_on: date, claimed_on: date) -> bool:
    """Tell whether an increase took effect in the six months before the failure, or since.

    「倒産の発生の日の前日の六月前の日から貸付けの請求があつた日までの間」
    """
    Backwards.refuse(failed_on, later=claimed_on, field="claimed_on")
    eve = date.fromordinal(failed_on.toordinal() - 1)
    first = later(eve, months=-_facts(claimed_on)["look_back_months"])
    return first <= effective_on <= claimed_on


@implements(
    "中小企業倒産防止共済法9条2項4号",
    "中小企業倒産防止共済法施行規則18条",
    says="期限{due_on}・納付{paid_on}の掛金は、{result:除かれます|除かれません}。",
)
def is_paid_too_late(*, due_on: date, paid_on: date, failed_on: date) -> bool:
    """Tell whether a premium came after the failure and more than two months after its due date."""
    allowed: int = _facts(paid_on)["late_months_allowed"]
    return paid_on > failed_on and paid_on > periods.last_day(due_on, months=allowed)


@implements(
    "中小企業倒産防止共済法9条2項",
    "中小企業倒産防止共済法施行規則17条",
    says="取引依存度による上乗せは{result}です。",
)
def urgent_funds(damage: Damage, *, on: date) -> Yen:
    """Return the yen added for dependence: a month's trade times the dependence over 20, at most 2.

    Nothing below 20 per cent, or without a year of trade (規則16条).
    """
    facts = _facts(on)
    needed: int = facts["dependence_percent"]
    if damage.dependence_percent < needed or not damage.has_traded_a_year:
        return NOTHING
    times = min(Fraction(facts["dependence_most"]), damage.dependence_percent / needed)
    return cut_off(damage.monthly_trade.of(times))


@implements(
    "中小企業倒産防止共済法9条2項",
    "中小企業倒産防止共済法施行令2条",
    says="掛金の10倍・被害額・限度額の残りのうち、いちばん少ない{result}まで借りられます。",
)
def mutual_aid_loan_limit(premiums: Eligible, *, damage: Damage, balance: Yen, on: date) -> Yen:
    """Return the most that may be lent: ten times the premiums, the damage, or the ceiling's rest.

    ``balance`` is what earlier loans still owe. Never less than nothing.
    """
    BelowNothing.refuse(balance=balance)
    facts = _facts(on)
    times, ceiling = int(facts["times"]), Yen(facts["ceiling"])
    tenth = cut_off(premiums.lent.of(Fraction(1, times)))
    base = premiums.paid - tenth - premiums.applied - premiums.recently_increased
    tenfold = (base - premiums.paid_late) * times
    lost = damage.uncollectable + urgent_funds(damage, on=on)
    return max(NOTHING, min(tenfold, lost, ceiling - balance))


@implements("中小企業倒産防止共済法9条2項", says="5万円きざみで、{result}まで貸し付けます。")
def most_lent(limit: Yen, *, on: date) -> Yen:
    """Return the most that can be lent below a limit: what is under a unit of 50,000 is dropped."""
    BelowNothing.refuse(limit=limit)
    return cut_off(Fraction(limit.amount), unit=_facts(on)["unit"])


@implements("中小企業倒産防止共済法施行規則12条", says="貸付けの下限は{result}です。")
def smallest_loan(*, total_monthly_trade: Yen, on: date, owed_by_young: Yen | None = None) -> Yen:
    """Return the smallest loan: 500,000 yen, or a fifth of all monthly trade when that is less.

    ``owed_by_young``: what a contract signed at 5,000 yen owed until its sixth to tenth month; ten
    times that stands in for the 500,000.
    """
    BelowNothing.refuse(
        total_monthly_trade=total_monthly_trade, owed_by_young=owed_by_young or NOTHING
    )
    facts = _facts(on)
    times = int(facts["times"])
    usual = Yen(facts["smallest"]) if owed_by_young is None else owed_by_young * times
    share = Fraction(facts["smallest_share_percent"], 100)
    return min(usual, cut_off(total_monthly_trade.of(share)))


@implements("中小企業倒産防止共済法施行規則12条")
def owed_by_young(*, signed_at: Yen, effective_on: date, claimed_on: date) -> Yen | None:
    """Return what a contract signed at 5,000 yen has owed by a claim in its first months, or None.

    「効力を生じた日から…請求の日までの期間が六月以上十月未満」: the months whose due date has come.
    """
    facts = _facts(claimed_on)
    first, end = (
        periods.last_day(effective_on, months=facts[name]) for name in ("young_from", "young_until")
    )
    if signed_at != Yen(facts["young_premium"]) or not first <= claimed_on < end:
        return None
    months = premium.months_owed(effective_on=effective_on, last_on=claimed_on)
    due = [premium.due_on(month, effective_on=effective_on) for month in months]
    return signed_at * sum(day <= claimed_on for day in due)


@implements("中小企業倒産防止共済法9条2項", says="貸付額は{result}です。")
def amount_lent(asked: Yen, *, limit: Yen, smallest: Yen, on: date) -> Yen:
    """Return the amount asked for, or refuse it: by the unit, the limit and the smallest loan."""
    if asked.amount % _facts(on)["unit"]:
        raise NotByUnit(field="amount")
    if asked > limit:
        raise AboveLimit(field="amount")
    if asked <= NOTHING or asked < smallest:
        raise TooLittle(field="amount")
    return asked


@implements("中小企業倒産防止共済法9条2項", "中小企業倒産防止共済法施行令2条")
def insist_on_loan(loan: Yen, *, on: date) -> None:
    """Refuse an amount that cannot have been lent: nothing, above the ceiling, off the unit."""
    facts = _facts(on)
    if not 0 < loan.amount <= facts["ceiling"] or loan.amount % facts["unit"]:
        raise NotALoan(field="loan")


@implements("中小企業倒産防止共済法施行令3条")
def terms_on(on: date) -> list[dict[str, int]]:
    """Return the terms in force: from which amount in yen, how many years."""
    terms: list[dict[str, int]] = _facts(on)["term"]
    return terms


@implements("中小企業倒産防止共済法施行令3条")
def grace_months_on(on: date) -> int:
    """Return the months of grace before the first instalment."""
    months: int = _facts(on)["grace_months"]
    return months


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "mutual_aid_loan")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
