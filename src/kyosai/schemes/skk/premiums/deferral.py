"""納付期限の延長 — more time for those whom a disaster keeps from paying."""

from collections.abc import Mapping
from datetime import date

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk import premium


class Cause(Keyed):
    """Why a premium cannot be paid in time (法20条)."""

    DISASTER = "災害"
    UNAVOIDABLE = "その他やむを得ない事由"


class NotUnable(Refused):
    """The holder can pay in time."""

    reason = "期限までに納められるときは延長できません。納められない理由を書いてください。"


class TooLate(Refused):
    """The month's due date has passed."""

    reason = "納付期限を過ぎた月分は延長できません。期限がまだ来ていない月分を申し込んでください。"


class NotLater(Refused):
    """A wanted date that is not after the due date."""

    reason = "希望する期限が、いまの納付期限より後ではありません。後の日を入れてください。"


Deferrals = Mapping[Month, date]
"""The months put off, each with the day until which SMRJ has extended it."""


@implements(
    "小規模企業共済法20条",
    "小規模企業共済法施行規則22条",
    says="{cause}のため、{due_on}の期限を{until}まで延ばします。",
)
def deferred(due_on: date, *, until: date, applied_on: date, cause: Cause, is_unable: bool) -> date:
    """Return the extended due date, or refuse it.

    「納付期限までに納付することができないと認めるとき」. An expired due date is not extended
    (inferred: there is nothing left to extend).
    """
    assert isinstance(cause, Cause), "no other cause is allowed"
    if not is_unable:
        raise NotUnable(field="cause")
    if applied_on > due_on:
        raise TooLate(field="applied_on")
    if until <= due_on:
        raise NotLater(field="until")
    return until


@implements(
    "小規模企業共済法17条1項",
    "小規模企業共済法20条",
    says="延長を入れた{month}分の納付期限は{result}です。",
)
def due_on(month: Month, *, formed_on: date, deferrals: Deferrals) -> date:
    """Return the last day on which a month's premium is in time, where SMRJ extended it or not."""
    by_law = premium.due_on(month, formed_on=formed_on)
    return max(by_law, deferrals.get(month, by_law))
