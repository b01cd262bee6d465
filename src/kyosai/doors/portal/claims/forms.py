"""請求の質問 — what is asked for each way of being paid, in either scheme."""

from typing import Any

from django import forms

from kyosai.doors import today
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.claims.declaration import NO, NOTHING_DECLARED, YES, YOUNG, Declared
from kyosai.doors.portal.claims.division import Divisible
from kyosai.doors.portal.enrolment import signed_file
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.inputs.fields import Choice, Day, Statement, told
from kyosai.schemes.skk.entitlement.causes import Cause, Funding

ETAX, PICTURES = "etax_receipt", "pictures"
BY_HOLDER = (
    Cause.CLOSED,
    Cause.GIVEN_TO_FAMILY,
    Cause.INCORPORATED_WITHOUT_OFFICE,
    Cause.INCORPORATED_NOT_SMALL,
    Cause.INCORPORATED_SMALL_OFFICE,
    Cause.OWNER_CLOSED,
    Cause.OWNER_DIED,
    Cause.ILLNESS,
    Cause.LEFT_MANAGEMENT,
    Cause.LEFT_OFFICE,
    Cause.DISSOLVED,
)
OF_ENTERPRISES = (
    ("dissolved", "会社が解散した"),
    ("whole_business_split", "会社を分けて、事業のすべてを渡した"),
    ("whole_business_transferred", "事業のすべてを譲った"),
    ("trustee", "破産して、管財人が解約する"),
)
NO_FILE = "e-Taxの受信通知のファイルを選んでください。"


def at_once(cause: str, *, declaration: Answers) -> Answers:
    """Return the facts of a claim that happens by being made, paid at once, shown by nothing."""
    return {
        "cause": cause,
        "happened_on": today.today().isoformat(),
        "funding": "",
        "way": "at_once",
        "divided": 0,
        "years": 0,
        "declaration": declaration,
        "proof": {"kind": "nothing", "receipt_xml": "", "attachments": []},
    }


class OldAge(Declared, Divisible):
    """老齢給付: the way and the declaration; age and months stand in the records."""

    field_order = ("way", "years", "divided")

    def kept(self) -> Answers:
        """Return the claim."""
        return at_once("old_age", declaration=self.declaration()) | self.division()


class Cancelling(Declared):
    """任意解約 of 小規模企業共済: the declaration counts from sixty-five on."""

    declared = told(
        Choice(
            "退職所得の申告書を出しますか",
            choices=(
                (YOUNG, "まだ65歳になっていない（いりません）"),
                (YES, "65歳以上で、出す（引く税が少なくなります）"),
                (NO, "65歳以上で、出さない（20.42%を引きます）"),
            ),
            ask="3つの中から選んでください。",
        ),
        why="65歳以上の方の解約手当金は、退職所得になるからです（所得税法施行令72条）。",
        short="退職所得の申告書",
    )
    knows = Statement(
        "解約すること",
        statement="契約が終わり、積み立てが止まることを確かめました。",
        ask="契約が終わることを確かめて、印を付けてください。",
    )

    def kept(self) -> Answers:
        """Return the cancellation."""
        return at_once("cancelled_by_holder", declaration=self.declaration())


class CancellingEnterprise(Asked):
    """任意解約 of 倒産防止共済: no tax is withheld, so nothing is declared."""

    knows = Statement(
        "解約すること",
        statement="契約が終わり、取引先の倒産に備えられなくなることを確かめました。",
        ask="契約が終わることを確かめて、印を付けてください。",
    )

    def kept(self) -> Answers:
        """Return the cancellation."""
        return at_once("cancelled_by_holder", declaration=NOTHING_DECLARED)


class Papers(Asked):
    """What shows that something happened: up to three pictures."""

    picture_1 = pictures.field("書類の写真かPDF（1つ目）")
    picture_2 = pictures.field("書類の写真かPDF（2つ目）")
    picture_3 = pictures.field("書類の写真かPDF（3つ目）")


class Happened(Declared, Divisible, Papers):
    """What happened to the business or the office, when, and what shows it."""

    cause = told(
        Choice(
            "何がありましたか",
            choices=tuple((each.key, each.value) for each in BY_HOLDER),
            ask="受け取る理由を選んでください。",
        ),
        why="理由によって、受け取れる金額が変わるからです（小規模企業共済法9条・12条）。",
        short="受け取る理由",
    )
    happened_on = told(
        Day("いつのことですか", ask="その日を入力してください。", not_after=today.today),
        short="その日",
    )
    funding = told(
        Choice(
            "会社の作り方（法人成りの方だけ）",
            choices=tuple((each.key, each.value) for each in Funding),
            ask="会社の作り方を選んでください。",
            required=False,
        ),
        short="会社の作り方",
    )
    proof = told(
        Choice(
            "それを示すもの",
            choices=(
                (ETAX, "e-Taxの受信通知（廃業届）。データなら、すぐに決まります"),
                (PICTURES, "書類の写真かPDF。担当者が確かめます"),
            ),
            ask="受信通知か、書類の写真かを選んでください。",
        ),
        short="示すもの",
    )
    receipt = told(
        forms.FileField(
            label="e-Taxの受信通知のファイル（選んだ方だけ）",
            required=False,
            help_text="XMLのファイル（.xml か .xtx）を1つ、200キロバイトまで送れます。",
        ),
        accept=signed_file.ACCEPT,
    )
    disabled = told(
        Choice(
            "障害が残ったことが、やめた直接の理由ですか",
            choices=((NO, "いいえ"), (YES, "はい（書類の写真で確かめます）")),
            ask="はいか、いいえかを選んでください。",
            required=False,
        ),
        why="障害による退職は、退職所得控除が100万円多くなるからです（所得税法30条6項）。",
        short="障害による退職",
    )
    field_order = (
        *("cause", "happened_on", "funding", "proof", "receipt"),
        *(*pictures.NAMES, "way", "years", "divided"),
    )

    def clean(self) -> Answers:
        """Take the signed file, or the pictures, as was chosen."""
        given: Answers = super().clean() or {}
        if given.get("proof") == PICTURES:
            given[pictures.KEPT] = pictures.rebuilt(self)
        if given.get("proof") == ETAX:
            given["receipt_xml"] = self._receipt(given.get("receipt"))
        return given

    def kept(self) -> Answers:
        """Return the claim; pictures are sent when they are kept."""
        given = self.cleaned_data
        is_disabled = YES == given["disabled"] == given["declared"]
        declaration = self.declaration() | {"is_disabled": is_disabled}
        facts = at_once(given["cause"], declaration=declaration) | self.division()
        facts |= {"happened_on": given["happened_on"], "funding": given["funding"]}
        receipt = given.get("receipt_xml", "")
        proof = {"kind": given["proof"], "receipt_xml": receipt, "attachments": []}
        return facts | {"proof": proof}

    def _receipt(self, file: Any) -> str:
        if file is None:
            self.add_error("receipt", NO_FILE)
            return ""
        try:
            kept = uploads.xml(file, paper="受信通知", place="e-Taxの「メッセージボックス」")
        except forms.ValidationError as wrong:
            self.add_error("receipt", wrong)
            return ""
        return str(kept["content"])


class Ended(Papers):
    """みなし解約 of 倒産防止共済: what became of the enterprise, when, and what shows it."""

    cause = told(
        Choice("何がありましたか", choices=OF_ENTERPRISES, ask="理由を選んでください。"),
        why="理由によって、戻る割合が変わるからです（中小企業倒産防止共済法11条）。",
        short="契約が終わる理由",
    )
    happened_on = told(
        Day("いつのことですか", ask="その日を入力してください。", not_after=today.today),
        short="その日",
    )
    field_order = ("cause", "happened_on", *pictures.NAMES)

    def clean(self) -> Answers:
        """Take the pictures."""
        given: Answers = super().clean() or {}
        given[pictures.KEPT] = pictures.rebuilt(self)
        return given

    def kept(self) -> Answers:
        """Return the claim; pictures are sent when they are kept."""
        given = self.cleaned_data
        facts = at_once(given["cause"], declaration=NOTHING_DECLARED)
        proof = {"kind": PICTURES, "receipt_xml": "", "attachments": []}
        return facts | {"happened_on": given["happened_on"], "proof": proof}
