"""払い方を変える（SK07） — every month, every half-year or every year, and in which month."""

from django import forms

from kyosai.doors import today
from kyosai.doors.portal.amendment.wish import Wish
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice
from kyosai.exchange.messages.amendments import PaymentClassChange
from kyosai.schemes import both, prepaying

ASK_MONTH = "まとめて引き落とす月を選んでください。"


class Personal(Asked):
    """小規模企業共済 knows three classes."""

    scheme = "skk"
    payment_class = Choice(
        "新しい払い方",
        choices=(
            ("monthly", "毎月払い"),
            ("half_yearly", "半年払い（6か月分ずつ）"),
            ("yearly", "年払い（12か月分ずつ）"),
        ),
        ask="新しい払い方を選んでください。",
    )
    designated_month = forms.TypedChoiceField(
        label="まとめて引き落とす月",
        choices=[(month, f"{month}月") for month in range(1, 13)],
        coerce=int,
        initial=1,
        help_text="半年払いは、その月と6か月後です。毎月払いでは使いません。",
        error_messages={"required": ASK_MONTH, "invalid_choice": ASK_MONTH},
    )

    def clean_payment_class(self) -> str:
        """Ask the Act which classes there are."""
        name: str = self.cleaned_data["payment_class"]
        if name not in both.rules_for(self.scheme).payment_classes(on=today.today()):
            raise forms.ValidationError(prepaying.MonthlyAlone.reason)
        return name


class Enterprise(Personal):
    """倒産防止共済 knows monthly payment alone, and says what to do instead."""

    scheme = "tosanboshi"


PAYMENT_CLASS = Wish(
    key="payment-class",
    title="払い方を変える（払込区分）",
    lead="毎月・半年ごと・1年ごとから選べます。",
    message=PaymentClassChange,
    forms={"skk": Personal, "tosanboshi": Enterprise},
    send="この払い方に変える",
)
