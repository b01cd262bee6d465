"""掛金を止める・また始める・延ばす（SK08・SK36・TB05・TB07・TB22） — what is asked."""

from typing import Any

from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.amendment.wish import Wish
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Statement, told
from kyosai.exchange.messages.amendments import Deferral, PremiumHoliday, PremiumRestart

SWORN, PROOF = "sworn_statement", "proof"
NOT_SWORN = "書いた理由が事実であることを確かめて、印を付けてください。"


class Personal(Asked):
    """小規模企業共済: why, for how long, and sworn to or shown by papers."""

    reason = told(
        Choice(
            "掛金を納められない理由",
            choices=(
                ("no_income", "所得がない"),
                ("disaster", "災害にあった"),
                ("in_hospital", "入院している"),
            ),
            ask="理由を選んでください。",
        ),
        why="止められるのは、決められた理由があるときだけだからです（規則19条の2）。",
        short="理由",
    )
    months = told(
        Choice(
            "止める期間",
            choices=(("6", "6か月"), ("12", "12か月")),
            ask="6か月か12か月を選んでください。",
            help_text="途中でまた始めることもできます。",
        ),
        short="期間",
    )
    shown_by = told(
        Choice(
            "理由の確かめ方",
            choices=(
                (SWORN, "申し立てる（書類はいりません。すぐに決まります）"),
                (PROOF, "書類の写真を送る（担当者が確かめてから決まります）"),
            ),
            ask="申し立てるか、書類の写真を送るかを選んでください。",
        ),
        short="理由の確かめ方",
    )
    sworn = Statement(
        "申立て（申し立てる方だけ）",
        statement="選んだ理由は事実です。掛金を納め続けることは、とても難しいです。",
        ask=NOT_SWORN,
    )
    picture_1 = pictures.field("書類の写真かPDF（送る方だけ・1つ目）")
    picture_2 = pictures.field("書類の写真かPDF（送る方だけ・2つ目）")
    picture_3 = pictures.field("書類の写真かPDF（送る方だけ・3つ目）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sworn"].required = False

    def clean(self) -> Answers:
        """Ask for the statement or the papers, as was chosen; papers are rebuilt at once."""
        given: Answers = super().clean() or {}
        way = given.get("shown_by")
        if way == SWORN and not given.get("sworn"):
            self.add_error("sworn", NOT_SWORN)
        if way == PROOF:
            given[pictures.KEPT] = pictures.rebuilt(self)
        return given

    def kept(self) -> Answers:
        """Return the answers; the papers are sent when they are kept."""
        given = self.cleaned_data
        return {
            "reason": given["reason"],
            "months": int(given["months"]),
            "shown_by": given["shown_by"],
            "attachments": [],
        }


class Enterprise(Asked):
    """倒産防止共済: which of the two figures has been reached; the books show it."""

    reason = told(
        Choice(
            "掛金を止める理由",
            choices=(
                ("forty_times", "掛金の合計が、毎月の掛金の40倍になった"),
                ("loan_and_premiums", "借りた額と掛金の合計の10倍が、8,000万円になった"),
            ),
            ask="理由を選んでください。",
        ),
        why="止められるのは、決められた額に達したときだけだからです（法14条）。",
        short="理由",
    )

    def kept(self) -> Answers:
        """Return the reason; such a stop lasts until the holder begins again."""
        reason = self.cleaned_data["reason"]
        return {"reason": reason, "months": 0, "shown_by": "books", "attachments": []}


class Nothing(Asked):
    """Beginning again asks nothing."""


class Unable(Asked):
    """納付期限の延長: that the premium cannot be paid in time; the order says the rest."""

    is_unable = Statement(
        "納められないこと",
        statement="災害などのため、期限までに掛金を納められません。",
        ask="期限までに納められないことを確かめて、印を付けてください。",
    )


HOLIDAY = Wish(
    key="holiday",
    title="掛金をいったん止める（掛止め）",
    lead="止めた月の掛金は、あとから納められません。共済金への影響を、送る前に確かめられます。",
    message=PremiumHoliday,
    forms={"skk": Personal, "tosanboshi": Enterprise},
    send="掛金を止める",
    keeps=pictures.kept,
)
RESTART = Wish(
    key="restart",
    title="掛金をまた始める（再開）",
    lead="まだ請求していない最初の月から、引き落としをまた始めます。",
    message=PremiumRestart,
    forms={"skk": Nothing, "tosanboshi": Nothing},
    send="掛金をまた始める",
)
DEFERRAL = Wish(
    key="deferral",
    title="掛金の期限を延ばす（納付期限の延長）",
    lead="災害などの定めがある地域の方は、掛金をあとの引き落としに延ばせます。",
    message=Deferral,
    forms={"skk": Unable, "tosanboshi": Unable},
    send="期限を延ばす",
)
