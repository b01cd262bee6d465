"""お金のこと — which evidence, which premium."""

from django import forms

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.schemes.skk import premium


class OwnEvidence(Asked):
    """How a sole proprietor shows the business."""

    kind = told(
        Choice(
            "事業をしていることを、何で確かめますか？",
            choices=(
                ("etax_receipt", "e-Taxの受信通知のファイル"),
                ("pictures", "確定申告書の控えの写真かPDF"),
            ),
            ask="確かめる方法を選んでください。",
        ),
        why="小規模な事業をしている方だけが加入できる制度だからです（法3条1項）。",
        short="事業を確かめる方法",
        notes={
            "etax_receipt": "データだけで確かめられるので、数分で終わります。",
            "pictures": "担当者が写真を確かめます。お約束の日までに結果をお知らせします。",
        },
    )


class OfficerEvidence(Asked):
    """How an officer shows the position."""

    kind = told(
        Choice(
            "役員であることを、何で確かめますか？",
            choices=(
                ("corporate_register", "登記のデータ（書類はいりません）"),
                ("pictures", "登記事項証明書の写真かPDF"),
            ),
            ask="確かめる方法を選んでください。",
        ),
        why="登記された役員の方だけが加入できるからです（法2条1項5号）。",
        short="役員であることを確かめる方法",
        notes={
            "corporate_register": "法人番号から、会社の名前と本店を確かめます。",
            "pictures": "担当者が写真を確かめます。お約束の日までに結果をお知らせします。",
        },
    )


class MonthlyPremium(Asked):
    """The premium the person chooses."""

    monthly_premium = told(
        Number(
            "毎月の掛金はいくらにしますか？",
            ask="毎月の掛金を、1,000円から70,000円まで500円きざみで入力してください。",
            lowest=1,
            highest=999_999,
            help_text="1,000円から70,000円まで、500円きざみで選べます。後から変えられます。",
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
