"""納期の延長 — when a disaster gives a premium more time."""

from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused


class NoGround(Refused):
    """A wish for more time without a disaster or another unavoidable cause."""

    reason = (
        "納付期限を延ばせるのは、災害などのやむを得ない理由で納められないときです。"
        "理由を書いて申請してください。"
    )


class NotLater(Refused):
    """A new due date that is no later than the old one."""

    reason = "延長後の期限が、もとの期限より後になっていません。希望する期限を確かめてください。"


@implements("小規模企業共済法20条", says="{due_on}の納付期限は{result}まで延びます。")
def extended_due_on(due_on: date, *, extended_to: date, is_unavoidable: bool) -> date:
    """Return the due date SMRJ grants for a disaster or another unavoidable cause."""
    if not is_unavoidable:
        raise NoGround(field="is_unavoidable")
    if extended_to <= due_on:
        raise NotLater(field="extended_to")
    return extended_to
