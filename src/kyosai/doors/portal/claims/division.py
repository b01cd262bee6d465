"""受け取り方の質問（SK27） — at once, in instalments of ten or fifteen years, or partly so."""

from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.schemes.skk.payment.instalments import YEARS

AT_ONCE, DIVIDED, MIXED = "at_once", "divided", "mixed"


class Divisible(Asked):
    """How a benefit is paid; whether it can be divided the core says, by its amount and the age."""

    way = told(
        Choice(
            "受け取り方",
            choices=(
                (AT_ONCE, "一度に受け取る"),
                (DIVIDED, "全部を分けて受け取る（300万円以上のとき）"),
                (MIXED, "一部を分けて受け取る（330万円以上のとき）"),
            ),
            ask="受け取り方を選んでください。",
            help_text="分けて受け取れるのは共済金だけです。その日に60歳以上の方が選べます。",
        ),
        why="一度なら退職所得、分けるなら公的年金と同じ雑所得になるからです。",
        short="受け取り方",
    )
    years = told(
        Choice(
            "分けて受け取る年数（分ける方だけ）",
            choices=tuple((str(each), f"{each}年（年6回）") for each in YEARS),
            ask="10年か15年を選んでください。",
            required=False,
        ),
        need="分ける方は必須",
        short="年数",
    )
    divided = told(
        Number(
            "分けて受け取る額（一部を分ける方だけ）",
            ask="分けて受け取る額を、300万円以上で入力してください。",
            lowest=3_000_000,
            highest=999_999_999,
            required=False,
        ),
        unit="円",
        width="chars-10",
        inputmode="numeric",
        need="一部を分ける方は必須",
        short="分ける額",
    )

    def clean(self) -> Answers:
        """Ask for years and amount where the way needs them."""
        given: Answers = super().clean() or {}
        needed = {DIVIDED: ("years",), MIXED: ("years", "divided")}.get(given.get("way", ""), ())
        for name in needed:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return given

    def division(self) -> Answers:
        """Return what the message says of the way."""
        given = self.cleaned_data
        way = given["way"]
        return {
            "way": way,
            "divided": given["divided"] if way == MIXED else 0,
            "years": int(given["years"]) if way != AT_ONCE else 0,
        }
