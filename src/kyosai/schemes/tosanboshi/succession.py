"""承継 — somebody follows into a contract, and two contracts become one."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused

MONTHS_TO_ASK = 3  # 規則34条
CEILING_TIMES = 40  # 法12条3項「掛金納付制限額の四十分の一」


class TooLate(Refused):
    """The request came more than three months after the event."""

    reason = "承継の申出は、相続や合併などの日から3か月までです。新しい加入をご検討ください。"


@dataclass(frozen=True)
class Standing:
    """A contract at the succession: since when, months paid and unpaid, premium and net total."""

    effective_on: date
    months_paid: int
    months_unpaid: int
    monthly_premium: Yen
    net_premium_total: Yen


@implements("中小企業倒産防止共済法12条1項", "中小企業倒産防止共済法施行規則34条")
def insist_on_request_in_time(*, happened_on: date, requested_on: date) -> None:
    """Refuse a request more than three months after the inheritance, merger, split or transfer."""
    if requested_on > later(happened_on, months=MONTHS_TO_ASK):
        raise TooLate(field="requested_on")


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
