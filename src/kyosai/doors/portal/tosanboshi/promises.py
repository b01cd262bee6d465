"""お金とお約束を聞く — evidence, premium, what an enterprise declares, and how to reach it."""

from typing import Any

from django import forms

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.schemes.tosanboshi import premium

YES_OR_NO = "「はい」か「いいえ」を選んでください。"


class OwnEvidence(Asked):
    """How a sole trader shows the business."""

    kind = told(
        Choice(
            "事業所得の申告を、何で確かめますか？",
            choices=(
                ("etax_receipt", "e-Taxの受信通知のファイル"),
                ("pictures", "確定申告書の控えの写真かPDF"),
            ),
            ask="確かめる方法を選んでください。",
        ),
        why="個人の方は、事業所得を申告しているときに加入できるからです（法2条1項）。",
        short="申告を確かめる方法",
    )


class TaxEvidence(Asked):
    """How the enterprise shows that its taxes are paid."""

    kind = told(
        Choice(
            "税金を納めたことを、何で確かめますか？",
            choices=(
                ("etax_certificate", "e-Taxの電子納税証明書（その1）のファイル"),
                ("pictures", "納税証明書（その1）の写真かPDF"),
            ),
            ask="確かめる方法を選んでください。",
        ),
        why="所得税か法人税に納めていないものがあると、加入できないからです（規則2条4号）。",
        short="納税を確かめる方法",
        notes={
            "etax_certificate": "署名のあるデータで確かめます。担当者の確認を待ちません。",
            "pictures": "担当者が写真を確かめます。お約束の日までに結果をお知らせします。",
        },
    )


class MonthlyPremium(Asked):
    """The premium the enterprise chooses."""

    monthly_premium = told(
        Number(
            "毎月の掛金はいくらにしますか？",
            ask="掛金を5,000円から200,000円まで5,000円きざみで入力してください。",
            lowest=1,
            highest=999_999,
            help_text="5,000円から200,000円まで、5,000円きざみで選べます。後から変えられます。",
        ),
        unit="円",
        short="毎月の掛金",
        width="chars-8",
        inputmode="numeric",
    )

    def clean_monthly_premium(self) -> int:
        """Ask the Act's own rule."""
        yen: int = self.cleaned_data["monthly_premium"]
        try:
            premium.monthly_premium(yen, on=today.today())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return yen


def _declared(question: str, *, yes: str, no: str, why: str, short: str) -> Any:
    """Return a question the Act asks; "yes" is kept when the answer fits, and はい comes first."""
    choices = [("yes", yes), ("no", no)]
    choices.sort(key=lambda choice: not choice[1].startswith("はい"))
    return told(Choice(question, choices=choices, ask=YES_OR_NO), why=why, short=short)


class TaxesPaid(Asked):
    """Whether the taxes that fell due are paid."""

    taxes_paid = _declared(
        "この1年に納期が来た税金を、すべて納めましたか？",
        yes="はい、すべて納めました",
        no="いいえ、納めていない税金があります",
        why="所得税か法人税に納めていないものがあると、加入できないからです（規則2条4号）。",
        short="この1年の税金",
    )


class BusinessIncome(Asked):
    """Whether a sole trader files business income."""

    has_business_income = _declared(
        "事業所得を確定申告していますか？",
        yes="はい、申告しています",
        no="いいえ、申告していません",
        why="個人の方は、事業所得を申告しているときに加入できるからです（法2条1項）。",
        short="事業所得の申告",
    )


class NotInArrears(Asked):
    """Whether something of an earlier contract is overdue."""

    not_in_arrears = _declared(
        "返す期限をすぎた共済金や一時貸付金がありますか？",
        yes="いいえ、ありません",
        no="はい、あります",
        why="返す期限をすぎたものがあると、加入できないからです（規則2条3号）。",
        short="期限をすぎた返済",
    )


class NoCancellation(Asked):
    """Whether a contract was cancelled within the year."""

    no_cancellation_within_year = _declared(
        "1年以内に、機構から契約を解除されたことがありますか？",
        yes="いいえ、ありません",
        no="はい、あります",
        why="解除から1年たつまでは、加入できないからです（法3条3項1号）。",
        short="1年以内の解除",
    )


class Antisocial(Asked):
    """The declaration every contract asks for."""

    not_antisocial = _declared(
        "反社会的勢力と関係がないことを約束しますか？",
        yes="はい、役員もふくめて約束します",
        no="いいえ、約束できません",
        why="公的な制度のお金が、反社会的勢力に渡らないようにするためです（規則2条5号）。",
        short="反社会的勢力と関係がないこと",
    )


class Conditions(Asked):
    """重要事項 — whether the conditions were read."""

    knows_conditions = _declared(
        "重要事項を確かめましたか？",
        yes="はい、確かめました",
        no="いいえ、まだです",
        why="後で「知らなかった」とならないように、申し込みの前に確かめていただいています。",
        short="重要事項",
    )
