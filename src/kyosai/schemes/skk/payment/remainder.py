"""現価の一括支給 — who may have the instalments still to come at once, why, and how many."""

from datetime import date

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment.instalments import instalment_months, present_value


class Reason(Keyed):
    """What happened while instalments were being paid (法9条の4第1項, 規則10条の3)."""

    DEATH = "契約者の死亡"
    SEVERE_DISABILITY = "重度の障害"
    HOME_DAMAGED = "災害による住宅などの相当程度の被害"
    SIMILAR = "重度の障害や住宅の被害に準ずると認められる事情"


class Recipient(Keyed):
    """Who is paid the rest; heirs, not survivors in the order of 法10条."""

    HEIRS = "相続人"
    HOLDER = "契約者本人"


class NotAskedFor(Refused):
    """A holder in special circumstances who has not asked for the rest."""

    reason = "残りを一括で受け取るには、ご本人の請求が必要です。請求書を出してください。"


class BeforeTheClaim(Refused):
    """An event before the instalments were claimed."""

    reason = "事情の生じた日が、分割の請求より前です。日付を確かめてください。"


@implements(
    "小規模企業共済法9条の4第1項",
    "小規模企業共済法施行規則10条の3",
    says="{reason}のとき、残りを一括で受け取るのは{result}です。",
)
def recipient(reason: Reason, *, is_requested: bool) -> Recipient:
    """Return who is paid the rest at once; a living holder has to ask for it."""
    if reason is Reason.DEATH:
        return Recipient.HEIRS
    if not is_requested:
        raise NotAskedFor(field="is_requested")
    return Recipient.HOLDER


@implements(
    "小規模企業共済法9条の4第1項",
    says="{happened_on}までに支給期月の来ていない分割共済金は{result}です（年-月）。",
)
def months_to_come(*, happened_on: date, years: int, claimed_on: date) -> tuple[Month, ...]:
    """Return the months of payment that had not arrived when it happened.

    The month in which it happened has arrived with its first day.
    """
    if happened_on < claimed_on:
        raise BeforeTheClaim(field="happened_on")
    all_months = instalment_months(years=years, claimed_on=claimed_on)
    return tuple(month for month in all_months if month > Month.of(happened_on))


@implements(
    "小規模企業共済法9条の4第1項",
    "小規模企業共済法9条の4第2項",
    says="残りを一括で支給する額は{result}です。",
)
def paid_at_once(each: Yen, *, happened_on: date, years: int, claimed_on: date) -> Yen:
    """Return what the instalments still to come are worth after the event, in whole yen."""
    months = months_to_come(happened_on=happened_on, years=years, claimed_on=claimed_on)
    return present_value(each, remaining=len(months), claimed_on=claimed_on)
