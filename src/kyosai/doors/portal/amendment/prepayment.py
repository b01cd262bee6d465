"""まとめて払う・やめる（SK06・TB04） — how many months, from which, once or every year."""

from typing import Any

from django import forms

from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.amendment.wish import Wish
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.exchange.messages.amendments import Prepayment, PrepaymentEnd
from kyosai.schemes import prepaying

EARLIEST = "earliest"
A_YEAR = 12


class Together(Asked):
    """How many months together, from which month on, once or every year."""

    months = told(
        Number(
            "何か月分をまとめて払いますか",
            ask="月数を、2から24までの数字で入力してください。",
            lowest=1,
            highest=999,
            initial="12",
            help_text="最初の月を入れて数えます。2か月分から24か月分まで選べます。",
        ),
        unit="か月分",
        short="まとめて払う月数",
        width="chars-4",
        inputmode="numeric",
    )
    first = forms.ChoiceField(
        label="どの月からまとめて払いますか",
        help_text="その月の引き落としで、まとめて払います。",
        error_messages={
            "required": "月を選んでください。",
            "invalid_choice": "月を選んでください。",
        },
    )
    repeats = Choice(
        "毎年くり返しますか",
        choices=(("once", "1回だけ"), ("yearly", "毎年くり返す")),
        ask="「1回だけ」か「毎年くり返す」を選んでください。",
        help_text="くり返すときは、60日前・30日前・10日前にお知らせします。",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        this = Month.of(today.today())
        months = [this + distance for distance in range(A_YEAR + 1)]
        self.fields["first"].choices = [  # type: ignore[attr-defined]
            (EARLIEST, "いちばん早い月から"),
            *((str(month), f"{month.year}年{month.month}月から") for month in months),
        ]

    def clean(self) -> Answers:
        """Ask the rule how many months may be paid together."""
        given = super().clean() or {}
        if "months" in given and "repeats" in given:
            try:
                prepaying.insist_on_months(
                    given["months"], is_yearly=given["repeats"] == "yearly", on=today.today()
                )
            except Refused as refusal:
                self.add_error("months", refusal.reason)
        return given

    def kept(self) -> Answers:
        """Return the message's own facts."""
        first = self.cleaned_data["first"]
        return {
            "months": self.cleaned_data["months"],
            "first": "" if first == EARLIEST else first,
            "is_yearly": self.cleaned_data["repeats"] == "yearly",
        }


class Ending(Asked):
    """Whether the next prepayment still comes."""

    last = Choice(
        "いつからやめますか",
        choices=(("none", "次の回から、もうまとめて払わない"), ("next", "次の回を最後にする")),
        ask="どちらかを選んでください。",
        help_text="もう払った月は、そのままです。",
    )


PREPAYMENT = Wish(
    key="prepayment",
    title="まとめて払う（前納）",
    lead="先の月の掛金を、1回の引き落としでまとめて払えます。",
    message=Prepayment,
    forms={"skk": Together, "tosanboshi": Together},
    send="この内容でまとめて払う",
)
PREPAYMENT_END = Wish(
    key="prepayment-end",
    title="まとめて払うのをやめる",
    lead="やめると、毎月の引き落としに戻ります。",
    message=PrepaymentEnd,
    forms={"skk": Ending, "tosanboshi": Ending},
    send="まとめて払うのをやめる",
)
