"""事業のこと — capacity, trade, employees, the business and its owner."""

from kyosai.basis import identifiers
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Choice, Day, Number, Text, told
from kyosai.schemes.skk.eligibility import Capacity, Trade


class InCapacity(Asked):
    """In which position the person joins."""

    capacity = told(
        Choice(
            "どの立場で加入しますか？",
            choices=[(each.key, each.value) for each in Capacity],
            ask="加入する立場を選んでください。",
        ),
        notes={
            "sole_proprietor": "自分の名前で事業をしている方",
            "company_officer": "登記された取締役や、業務を執行する社員の方",
            "co_manager": "個人事業主と一緒に経営している方",
        },
        short="加入する立場",
    )


class MainTrade(Asked):
    """The main business."""

    trade = told(
        Choice(
            "主な事業は何ですか？",
            choices=[(each.key, each.value) for each in Trade],
            ask="主な事業を選んでください。",
            help_text="売り上げがいちばん多い事業を選んでください。",
        ),
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
            help_text="家族、臨時の人、2人までの共同経営者は数えません。いないときは0です。",
        ),
        why="加入できる人数の上限が、業種ごとに法律で決まっているからです（法2条1項）。",
        unit="人",
        short="いつも働いている従業員",
        width="chars-4",
        inputmode="numeric",
    )


class TradeName(Asked):
    """What the business is called."""

    business_name = told(
        Text(
            "屋号を教えてください",
            ask="屋号を入力してください。",
            required=False,
            help_text="屋号がないときは、何も入力せずに進めます。",
        ),
        short="屋号",
        autocomplete="organization",
    )


class OpenedOn(Asked):
    """When the business began."""

    opened_on = told(
        Day(
            "事業を始めた日はいつですか？",
            ask="事業を始めた日を入力してください。",
            not_after=today.today,
            help_text="開業届に書いた日です。西暦でも和暦でも入力できます。",
        ),
        short="事業を始めた日",
    )


class Company(Asked):
    """The company whose officer joins."""

    corporate_number = told(
        Text(
            "法人番号",
            ask="法人番号を、13けたの数字で入力してください。",
            wrong="法人番号が正しくありません。13けたの数字を確かめてください。",
            becomes=writing.digits,
            fits=identifiers.is_corporate_number,
            help_text="国税庁の「法人番号公表サイト」で調べられます。",
        ),
        why="登記のデータで会社と役員を確かめるためです。登記の書類はいりません。",
        inputmode="numeric",
        width="chars-13",
    )
    business_name = told(
        Text("会社の名前", ask="会社の名前を入力してください。", help_text="例：見本商事株式会社"),
        autocomplete="organization",
    )


class Office(Asked):
    """Where the business is."""

    office_address = told(
        Text(
            "事業所はどこにありますか？",
            ask="事業所の住所を入力してください。",
            longest=120,
            help_text="会社のときは、登記した本店の住所です。",
        ),
        short="事業所の住所",
        autocomplete="street-address",
    )


class Owner(Asked):
    """The sole proprietor a co-manager works beside."""

    name = Text("事業主のお名前", ask="事業主のお名前を入力してください。")
    kana = Text(
        "事業主のフリガナ",
        ask="事業主のフリガナを入力してください。",
        wrong="フリガナは、カタカナかひらがなで入力してください。",
        becomes=writing.kana,
        fits=writing.is_kana,
        longest=40,
    )
    birthdate = Day(
        "事業主の生年月日", ask="事業主の生年月日を入力してください。", not_after=today.today
    )
    relation = Text(
        "事業主とのご関係",
        ask="事業主とのご関係を入力してください。",
        longest=20,
        help_text="例：配偶者、子、共同の出資者",
    )
    contract_number = told(
        Text(
            "事業主の契約者番号",
            ask="契約者番号を、9けたの数字で入力してください。",
            wrong="契約者番号が正しくありません。9けたの数字を確かめてください。",
            becomes=writing.digits,
            fits=identifiers.is_contract_number,
            required=False,
            help_text="事業主が小規模企業共済に入っているときだけ入力します。",
        ),
        why="1人の事業主に、共同経営者は2人までと決まっているからです（規則1条2項2号）。",
        inputmode="numeric",
        width="chars-8",
    )


def capacity(answers: Answers) -> str:
    """Return the chosen capacity, or nothing."""
    return str(answers.get("capacity", {}).get("capacity", ""))
