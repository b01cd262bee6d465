"""退職所得の申告 — what the tax declaration (退職所得申告書) wants to know, in plain words."""

from typing import Any, ClassVar

from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Day, Number, told

YES, NO, YOUNG = "yes", "no", "young"
MOST = 999_999_999
NEED = "申告書を出す方は必須"
IF_ANY = "「ある」の方は必須"
NEEDED = "「ある」を選んだときは、ここも入力してください。"
NOTHING_DECLARED: Answers = {
    "is_made": False,
    "is_disabled": False,
    "this_year": None,
    "earlier": [],
}


def _yen(label: str) -> Any:
    field = Number(label, ask=NEEDED, lowest=0, highest=MOST, required=False)
    return told(field, need=IF_ANY, unit="円", width="chars-10", inputmode="numeric")


def _months(label: str) -> Any:
    field = Number(label, ask=NEEDED, lowest=0, highest=900, required=False)
    return told(field, need=IF_ANY, unit="か月", width="chars-4", inputmode="numeric")


def _day(label: str) -> Any:
    return told(Day(label, ask=NEEDED, not_after=today.today, required=False), need=IF_ANY)


class Declared(Asked):
    """Whether the declaration is made, and the other retirement payments it counts."""

    NOW = ("now_yen", "now_national", "now_municipal", "now_prefectural", "now_shared", "now_apart")
    BEFORE = ("before_on", "before_yen", "before_first", "before_last")
    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {
        "今年の退職金がある方だけ": NOW,
        "前の退職金がある方だけ": BEFORE,
    }

    declared = told(
        Choice(
            "退職所得の申告書を出しますか",
            choices=((YES, "出す（引く税が少なくなります）"), (NO, "出さない（20.42%を引きます）")),
            ask="申告書を出すか、出さないかを選んでください。",
            help_text="この画面の答えが、そのまま申告書になります。紙はいりません。",
        ),
        why="一度に受け取るお金は、退職所得として税金がかかるからです（所得税法203条）。",
        short="退職所得の申告書",
    )
    now = told(
        Choice(
            "今年、ほかに退職金を受け取りましたか",
            choices=((NO, "今年は受け取っていない"), (YES, "ある")),
            ask="今年の退職金があるか、ないかを選んでください。",
            required=False,
        ),
        need=NEED,
    )
    now_yen = _yen("今年のほかの退職金の額")
    now_national = _yen("そこから引かれた所得税")
    now_municipal = _yen("そこから引かれた市町村民税")
    now_prefectural = _yen("そこから引かれた道府県民税")
    now_shared = _months("勤めた月のうち、掛金を納めた月と重なる月数")
    now_apart = _months("勤めた月のうち、重ならない月数")
    before = told(
        Choice(
            "去年までの4年に、退職金を受け取りましたか",
            choices=(
                (NO, "去年までは受け取っていない"),
                (YES, "ある"),
                ("dc", "ある（企業年金・iDeCoの一時金）"),
            ),
            ask="前の退職金があるか、ないかを選んでください。",
            required=False,
            help_text="企業年金・iDeCoの一時金は、去年までの9年です。",
        ),
        need=NEED,
    )
    before_on = _day("前の退職金を受け取った日")
    before_yen = _yen("前の退職金の額")
    before_first = _day("勤めた（入っていた）最初の日")
    before_last = _day("勤めた（入っていた）最後の日")

    def clean(self) -> Answers:
        """Ask for the parts of a payment there was."""
        given: Answers = super().clean() or {}
        if given.get("declared") != YES:
            return given
        for name in ("now", "before"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        self._insist(self.NOW if given.get("now") == YES else ())
        self._insist(self.BEFORE if given.get("before") in (YES, "dc") else ())
        return given

    def _insist(self, names: tuple[str, ...]) -> None:
        for name in names:
            if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, NEEDED)

    def declaration(self) -> Answers:
        """Return what the message says of the declaration."""
        given = self.cleaned_data
        if given["declared"] != YES:
            return NOTHING_DECLARED
        return {
            "is_made": True,
            "is_disabled": False,
            "this_year": self._now(given) if given["now"] == YES else None,
            "earlier": [self._before(given)] if given["before"] != NO else [],
        }

    def _now(self, given: Answers) -> Answers:
        return {
            "yen": given["now_yen"],
            "national": given["now_national"],
            "municipal": given["now_municipal"],
            "prefectural": given["now_prefectural"],
            "months_shared": given["now_shared"],
            "months_apart": given["now_apart"],
        }

    def _before(self, given: Answers) -> Answers:
        return {
            "received_on": given["before_on"],
            "yen": given["before_yen"],
            "first": given["before_first"][:7],
            "last": given["before_last"][:7],
            "is_dc": given["before"] == "dc",
        }
