"""特別な貸付け（SK17） — what each special kind asks: amount, term, reason, days and papers."""

from datetime import date, timedelta
from typing import Any

from django import forms

from kyosai.doors import today
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Day, Number, Statement, Text, told
from kyosai.doors.portal.lending.asked import amount_field, insist_on_term
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.occasions import NewBusiness

NO_OCCASION = {
    "until": "", "is_disaster": False, "sales": 0, "compared": 0, "age": 0, "is_disabled": False,
    "begun": "", "figures": [],
}  # fmt: skip
FIGURES = {
    "current_liabilities": "流動負債",
    "liquid_funds": "当座資金（現金・預金など）",
    "salaries": "1年の給与",
    "wages": "1年の賃金",
    "other_expenses": "1年のその他の経費",
}
FIRST = ("amount", "term_months", "what", "begun", "words", "day")
NOTED = "noted"
AHEAD = timedelta(days=400)


def _latest() -> date:
    return today.today() + AHEAD


def _day(label: str) -> Any:
    return told(Day(label, ask=f"{label}を入力してください。", not_after=_latest), short=label)


def _yen(label: str) -> Any:
    field = Number(label, ask=f"{label}を入力してください。", lowest=0, highest=999_999_999)
    return told(field, unit="円", short=label, width="chars-10", inputmode="numeric")


def _term(*months: int) -> Any:
    return Choice(
        "返す期間",
        choices=tuple((str(each), f"{each}か月") for each in months),
        ask="返す期間を選んでください。",
    )


class Special(Asked):
    """What every special kind asks; ``kind`` names it."""

    kind: LoanKind
    needs_paper = True
    amount = amount_field("50万円から1,000万円まで、5万円きざみ")
    term_months = _term(36, 60)
    words = Text("理由", ask="理由を短く書いてください。", longest=100)
    day = _day("理由の起きた日")
    noted = told(
        forms.BooleanField(label="窓口での確認", required=False),
        statement="商工会などの窓口で、もう確認を受けました。写真はいりません。",
    )
    picture_1 = pictures.field("商工会などの確認書の写真かPDF")
    picture_2 = pictures.field("そのほかの書類（1つ目）")
    picture_3 = pictures.field("そのほかの書類（2つ目）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = (NOTED, *pictures.NAMES)
        own = [name for name in self.fields if name not in (*FIRST, *last)]
        self.order_fields([*FIRST, *own, *last])
        self.needs_paper = self.needs_paper and not self.data.get(NOTED)
        confirmation = self.fields[pictures.NAMES[0]]
        confirmation.required = self.needs_paper
        confirmation.error_messages["required"] = pictures.ASK

    def clean(self) -> Answers:
        """Ask which terms the amount allows, and rebuild the papers."""
        given: Answers = super().clean() or {}
        if "amount" in given and "term_months" in given:
            insist_on_term(self, self.kind, given)
        if self.needs_paper or any(given.get(name) for name in pictures.NAMES):
            given[pictures.KEPT] = pictures.rebuilt(self)
        return given

    def kept(self) -> Answers:
        """Return what the draft keeps; the papers are sent when they are kept."""
        given = self.cleaned_data
        occasion = {"day": given["day"], "words": given["words"]} | self.occasion(given)
        return {
            "loan_kind": self.kind.key,
            "amount": given["amount"],
            "term_months": int(given["term_months"]),
            "replaces": "",
            "occasion": NO_OCCASION | occasion,
            "attachments": [],
        }

    def occasion(self, given: Answers) -> Answers:
        """Return what this kind says beyond reason and day."""
        return {}


class Emergency(Special):
    """緊急経営安定: sales of a month beside those compared with."""

    kind = LoanKind.EMERGENCY
    day = _day("売上が減った月の最後の日")
    sales = _yen("その月の売上")
    compared = _yen("前の年の同じ月の売上")

    def occasion(self, given: Answers) -> Answers:
        """Return both sales."""
        return {"sales": given["sales"], "compared": given["compared"]}


class IllnessOrDisaster(Special):
    """傷病災害時: in hospital or struck, and the accounts that say how much is needed."""

    kind = LoanKind.ILLNESS_OR_DISASTER
    what = Choice(
        "起きたこと",
        choices=(("illness", "病気やけがで5日以上入院した"), ("disaster", "災害にあった")),
        ask="入院か災害かを選んでください。",
    )
    day = _day("入院した日か、災害にあった日")
    until = Day("退院した日（入院のとき）", ask="退院した日", not_after=_latest, required=False)
    current_liabilities = _yen(FIGURES["current_liabilities"])
    liquid_funds = _yen(FIGURES["liquid_funds"])
    salaries = _yen(FIGURES["salaries"])
    wages = _yen(FIGURES["wages"])
    other_expenses = _yen(FIGURES["other_expenses"])

    def occasion(self, given: Answers) -> Answers:
        """Return what struck, until when, and the accounts."""
        return {
            "is_disaster": given["what"] == "disaster",
            "until": given["until"],
            "figures": [given[name] for name in FIGURES],
        }


class Welfare(Special):
    """福祉対応: who in the household is old or disabled."""

    kind = LoanKind.WELFARE
    day = _day("工事や購入を計画した日")
    age = Number("対象の人の年齢", ask="年齢を入力してください。", lowest=0, highest=120)
    disabled = Choice(
        "対象の人の障害",
        choices=(("no", "ない"), ("yes", "ある")),
        ask="障害があるかないかを選んでください。",
    )

    def occasion(self, given: Answers) -> Answers:
        """Return for whom it is."""
        return {"age": given["age"], "is_disabled": given["disabled"] == "yes"}


class BeginningBusiness(Special):
    """創業転業時・新規事業展開等: what is begun."""

    kind = LoanKind.NEW_BUSINESS
    day = _day("始める日")
    begun = Choice(
        "始めること",
        choices=tuple((each.key, each.value) for each in NewBusiness),
        ask="始めることを選んでください。",
    )

    def occasion(self, given: Answers) -> Answers:
        """Return what is begun."""
        return {"begun": given["begun"]}


class Succession(Special):
    """事業承継: the plan comes as a picture."""

    kind = LoanKind.BUSINESS_SUCCESSION
    day = _day("承継を計画した日")


class Closing(Special):
    """廃業準備: the day on which the business closes."""

    kind = LoanKind.CLOSING
    term_months = _term(12)
    day = _day("廃業する予定の日")


class Struck(Special):
    """特例災害時: under an order one's own statement is enough, and no paper is asked."""

    kind = LoanKind.SPECIAL_DISASTER
    amount = amount_field("50万円から、5万円きざみ")
    term_months = _term(6, 12, 24, 36, 60)
    day = _day("災害にあった日")
    sworn = Statement(
        "申立て",
        statement="定めの災害で、事業に被害を受けました。",
        ask="被害を受けたことを確かめて、印を付けてください。",
    )
    picture_1 = pictures.field("被害の分かる書類（なくても申し込めます）")
    noted = None  # nothing is confirmed at a counter
    needs_paper = False


KINDS: tuple[type[Special], ...] = (
    Struck,
    Emergency,
    IllnessOrDisaster,
    Welfare,
    BeginningBusiness,
    Succession,
    Closing,
)
FORMS = {form.kind.key: form for form in KINDS}
