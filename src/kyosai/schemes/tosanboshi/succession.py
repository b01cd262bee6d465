"""承継 — who may follow into a contract, and how two contracts become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi import periods, trades
from kyosai.schemes.tosanboshi.eligibility import UNBLEMISHED, Finding, Past, past_findings
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing, Kind
from kyosai.schemes.tosanboshi.trades import Enterprise

CEILING_TIMES = 40  # 法12条3項「掛金納付制限額の四十分の一」


class TooLate(Refused):
    """The request came more than three months after the event."""

    reason = "承継の申出は、相続や合併などの日から3か月までです。新しい加入をご検討ください。"


class PartOnly(Refused):
    """Only part of the business has passed on."""

    reason = (
        "承継できるのは、事業の全部を受けついだときです。一部のときは、契約はもとの方に残ります。"
    )


class Cause(Kind):
    """How somebody follows (法12条1項)."""

    INHERITANCE = "相続"
    MERGER = "合併"
    DIVISION = "会社分割"
    TRANSFER = "事業の譲渡（法人成りをふくむ）"


@dataclass(frozen=True)
class Standing:
    """A contract at the succession: since when, months paid and unpaid, premium and net total.

    Months paid and unpaid are those whose due date came before the succession.
    """

    effective_on: date
    months_paid: int
    months_unpaid: int
    monthly_premium: Yen
    net_premium_total: Yen

    def __post_init__(self) -> None:
        BelowNothing.refuse(
            months_paid=self.months_paid,
            months_unpaid=self.months_unpaid,
            monthly_premium=self.monthly_premium,
            net_premium_total=self.net_premium_total,
        )


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Who asks to follow; ``has_debts``: the contract owes loans, interest, penalties, returns."""

    enterprise: Enterprise
    has_debts: bool = False
    takes_over_debts: bool = False
    past: Past = UNBLEMISHED


@implements("中小企業倒産防止共済法12条1項", "中小企業倒産防止共済法施行規則34条")
def insist_on_request_in_time(*, happened_on: date, requested_on: date) -> None:
    """Refuse a request more than three months after the inheritance, merger, split or transfer."""
    Backwards.refuse(happened_on, later=requested_on, field="requested_on")
    months: int = _law().on(requested_on)["months_to_ask"]
    if requested_on > periods.last_day(happened_on, months=months):
        raise TooLate(field="requested_on")


@implements("中小企業倒産防止共済法12条1項", "中小企業倒産防止共済法7条4項")
def insist_on_whole_business(cause: Cause, *, is_whole: bool) -> None:
    """Refuse a split or a transfer of less than the whole business."""
    if cause in {Cause.DIVISION, Cause.TRANSFER} and not is_whole:
        raise PartOnly(field="cause")


@implements("中小企業倒産防止共済法12条2項", says="承継を拒むことのできる事由を調べました。")
def succession_findings(successor: Successor, *, on: date) -> tuple[Finding, ...]:
    """Return every ground on which SMRJ may refuse a successor; there are no others.

    A year in business is not asked for, nor that the successor have no contract (inferred).
    """
    holds = {
        "not_small": not trades.is_small(successor.enterprise, on=on),
        "debts_not_taken_over": successor.has_debts and not successor.takes_over_debts,
    }
    grounds = _law().on(on)["ground"]
    return (
        *(
            Finding(key, grounds[key]["provision"], grounds[key]["sentence"], True)
            for key, found in holds.items()
            if found
        ),
        *past_findings(successor.past, on=on),
    )


@implements(
    "中小企業倒産防止共済法12条3項",
    "中小企業倒産防止共済法12条4項",
    "中小企業倒産防止共済法施行令5条",
)
def merged(one: Standing, *, other: Standing, ceiling: Yen) -> tuple[Standing, Yen]:
    """Return the one contract that two become, and the yen to be returned.

    The earlier day of effect, the larger number of months paid and of months unpaid; premium and
    total together, each up to its ceiling; the excess of the total goes back.
    """
    together = one.net_premium_total + other.net_premium_total
    highest = Yen(ceiling.amount // CEILING_TIMES)
    contract = Standing(
        min(one.effective_on, other.effective_on),
        max(one.months_paid, other.months_paid),
        max(one.months_unpaid, other.months_unpaid),
        min(one.monthly_premium + other.monthly_premium, highest),
        min(together, ceiling),
    )
    return contract, together - contract.net_premium_total


@implements(
    "中小企業倒産防止共済法施行令5条1項",
    "中小企業倒産防止共済法施行令5条2項",
    "中小企業倒産防止共済法施行令5条3項",
    says="通して{result}か月と数えます。",
)
def months_through(before: Sequence[int], *, after: int) -> int:
    """Return months paid, or unpaid, of contracts that met: the most of any, and those since.

    「いずれか多い月数と承継の日以後に納付期限が到来した月分について…月数との合計月数」.
    """
    BelowNothing.refuse(before=min(before, default=0), after=after)
    return max(before, default=0) + after


@implements(
    "中小企業倒産防止共済法施行令5条4項",
    says="貸付額の計算に入れない掛金は{result}です。",
)
def left_out_of_loan(paid: Sequence[tuple[date, Yen]], *, failed_on: date) -> Yen:
    """Return the premiums of contracts not six months old at the failure, also since they met.

    ``paid``: each contract's day of effect, and the yen paid for it, or for its share since. One
    exactly six months old counts (inferred, as in 法9条1項).
    """
    needed: int = _law().on(failed_on)["months_before_failure"]
    for _, yen in paid:
        BelowNothing.refuse(paid=yen)
    return total([yen for since, yen in paid if failed_on < periods.last_day(since, months=needed)])


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "succession")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
