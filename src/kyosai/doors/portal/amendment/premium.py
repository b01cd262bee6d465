"""毎月の掛金を変える（SK04・SK05・TB02・TB03） — what is asked, in either scheme."""

from typing import Any

from django import forms

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.amendment.wish import Wish
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.schemes import both
from kyosai.schemes.tosanboshi.collection.premium_change import Reason

NO_REASON = "none"


def _amount(words: str) -> Any:
    field = Number(
        "新しい毎月の掛金",
        ask=f"新しい毎月の掛金を、{words}で入力してください。",
        lowest=1,
        highest=999_999,
        help_text=f"{words}で選べます。",
    )
    return told(field, unit="円", short="新しい毎月の掛金", width="chars-8", inputmode="numeric")


class Personal(Asked):
    """小規模企業共済: the amount alone."""

    scheme = "skk"
    monthly_premium = _amount("1,000円から70,000円まで、500円きざみ")

    def clean_monthly_premium(self) -> int:
        """Ask the Act's own rule."""
        yen: int = self.cleaned_data["monthly_premium"]
        try:
            both.rules_for(self.scheme).monthly_premium(yen, on=today.today())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return yen

    def kept(self) -> Answers:
        """Return the amount and no reason: this Act asks for none."""
        return {"monthly_premium": self.cleaned_data["monthly_premium"], "reasons": []}


class Enterprise(Personal):
    """倒産防止共済: the amount, and why when it becomes less."""

    scheme = "tosanboshi"
    monthly_premium = _amount("5,000円から200,000円まで、5,000円きざみ")
    reason = told(
        Choice(
            "掛金を減らすときは、その理由",
            choices=(
                (NO_REASON, "減らさない（増やす）"),
                *((reason.key, reason.value) for reason in Reason),
            ),
            ask="理由を選んでください。増やすときは「減らさない（増やす）」を選びます。",
        ),
        why="減らせるのは、決められた理由があるときだけだからです（規則9条）。",
        short="減らす理由",
    )

    def kept(self) -> Answers:
        """Return the amount and the reason, if there is one."""
        reason = self.cleaned_data["reason"]
        return super().kept() | {"reasons": [] if reason == NO_REASON else [reason]}


PREMIUM = Wish(
    key="premium",
    title="毎月の掛金を変える",
    lead="いつからいくらになるかを、送る前に確かめられます。",
    message=PremiumChange,
    forms={"skk": Personal, "tosanboshi": Enterprise},
    send="この金額に変える",
)
