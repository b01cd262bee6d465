"""事業のことを聞く — the name at the bank, the legal form, the trade, the size, the first day."""

from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Choice, Day, Number, Text, told
from kyosai.schemes.tosanboshi.trades import Form, Trade

CORPORATIONS = (
    Form.COMPANY,
    Form.ENTERPRISE_COOPERATIVE,
    Form.JOINT_COOPERATIVE,
    Form.BUSINESS_COOPERATIVE,
    Form.COMMERCE_COOPERATIVE,
    Form.PROFESSIONAL_CORPORATION,
    Form.OTHER_CORPORATION,
)
USUAL_FIRST = (
    Trade.MANUFACTURING,
    Trade.CONSTRUCTION,
    Trade.TRANSPORT,
    Trade.WHOLESALE,
    Trade.RETAIL,
    Trade.SERVICES,
    Trade.INNS,
    Trade.SOFTWARE,
    Trade.RUBBER,
    Trade.TYRES_AND_BELTS,
    Trade.OTHER,
)
NOTES = {
    "company": "株式会社・有限会社・合同会社・合名会社・合資会社",
    "professional_corporation": "税理士法人など。加入できるかを担当者が確かめます。",
    "other_corporation": "医療法人・NPO法人・農事組合法人などは加入できません（法2条1項）。",
}


OWN_READING = "例：ミホン ハナコ　ご本人の名義の口座を使います。"


class HolderReading(Asked):
    """How the name is read at the bank."""

    kana = told(
        Text(
            "口座の名義のフリガナ",
            ask="口座の名義のフリガナを入力してください。",
            wrong="フリガナは、カタカナかひらがなで入力してください。例：ミホンショウジ",
            becomes=writing.kana,
            fits=writing.is_kana,
            longest=40,
            help_text="例：ミホンショウジ　「カブシキガイシャ」は入れなくてかまいません。",
        ),
        why="口座の名義と同じかどうかを確かめるために使います。",
        autocomplete="off",
    )


class LegalForm(Asked):
    """What kind of corporation it is."""

    form = told(
        Choice(
            "法人の種類は何ですか？",
            choices=[(each.key, each.value) for each in CORPORATIONS],
            ask="法人の種類を選んでください。",
        ),
        notes=NOTES,
        short="法人の種類",
    )


class JointBusiness(Asked):
    """Whether a cooperative does business jointly."""

    does_joint_business = told(
        Choice(
            "共同生産や共同販売などの共同事業をしていますか？",
            choices=(("yes", "はい、しています"), ("no", "いいえ、していません")),
            ask="「はい」か「いいえ」を選んでください。",
        ),
        why="組合は、共同事業をしているときに加入できるからです（令1条2項）。",
        short="共同事業",
    )


class MainTrade(Asked):
    """The main business, as this Act sorts trades."""

    trade = told(
        Choice(
            "主な事業は何ですか？",
            choices=[(each.key, each.value) for each in USUAL_FIRST],
            ask="主な事業を選んでください。",
            help_text="売り上げがいちばん多い事業を選んでください。",
        ),
        why="加入できる大きさの上限が、業種ごとに法律で決まっているからです（法2条1項）。",
        short="主な事業",
    )


class Employees(Asked):
    """How many people are employed all the time."""

    employees = told(
        Number(
            "いつも働いている従業員は何人ですか？",
            ask="従業員の人数を、0以上の数字で入力してください。",
            lowest=0,
            highest=99_999,
            help_text="2か月をこえて雇い、正社員とほぼ同じ時間働く人を数えます。役員は数えません。",
        ),
        unit="人",
        short="いつも働いている従業員",
        width="chars-4",
        inputmode="numeric",
    )


class Capital(Asked):
    """Capital or contributions."""

    capital = told(
        Number(
            "資本金か出資の額はいくらですか？",
            ask="資本金の額を、円の数字で入力してください。例：10000000",
            lowest=0,
            highest=999_999_999,
            help_text="登記に書いてある額を、円で入力してください。10億円以上のときは、999,999,999と入力してください。",
        ),
        unit="円",
        short="資本金か出資の額",
        width="chars-13",
        inputmode="numeric",
    )


class OpenedOn(Asked):
    """Since when the business has gone on."""

    opened_on = told(
        Day(
            "事業を始めた日はいつですか？",
            ask="事業を始めた日を入力してください。",
            not_after=today.today,
            help_text="会社のときは、会社をつくった日です。西暦でも和暦でも入力できます。",
        ),
        why="同じ事業を1年以上続けている方が加入できるからです（法3条1項）。",
        short="事業を始めた日",
    )


class Office(Asked):
    """Where the business is."""

    office_address = told(
        Text(
            "事業所はどこにありますか？",
            ask="事業所の住所を入力してください。",
            longest=120,
            help_text="会社のときは、登記した本店の住所です。GビズIDの住所を入れてあります。",
        ),
        short="事業所の住所",
        autocomplete="street-address",
    )
