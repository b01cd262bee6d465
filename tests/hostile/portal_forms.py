"""入口の用紙に送るもの — a name, the question, what is sent, and the words of the refusal.

``SAYS`` rows are refused beside the field; ``TAKEN`` rows are odd but allowed, and come back as
the text they are, never as anything that runs.
"""

from typing import NamedTuple


class Sent(NamedTuple):
    """One hostile answer."""

    name: str
    question: str
    fields: dict[str, object]
    says: str


LONG = "あ" * 1_000_001
ODD = "使えない文字が入っています"
PREMIUM = "毎月の掛金を、1,000円から70,000円まで"
EMPLOYEES = "従業員の人数を、0以上の数字で"
READING = "カタカナかひらがなで入力してください"
MAIL = "メールアドレスの形を確かめてください"
PHONE = "0から始まる10けたか11けた"
GOOD_MAIL, GOOD_PHONE = "m@example.invalid", "090-0000-0000"


def _day(year: object, month: object, day: object, era: str = "ad") -> dict[str, object]:
    return dict(zip(("opened_on_era", "opened_on_y", "opened_on_m", "opened_on_d"),
                    (era, year, month, day), strict=True))  # fmt: skip


SAYS = (
    Sent("屋号にNUL文字", "trade_name", {"business_name": "見本\x00商店"}, ODD),
    Sent("屋号に改行とヘッダー", "trade_name", {"business_name": "a\r\nSet-Cookie: x=1"}, ODD),
    Sent("屋号に端末の制御文字", "trade_name", {"business_name": "\x1b[2J見本"}, ODD),
    Sent("屋号に文字の片割れ（代理符号）", "trade_name", {"business_name": b"\xed\xa0\x80"}, ODD),
    Sent("屋号にUTF-8でないバイト", "trade_name", {"business_name": b"\x8c\xa9\x96\x7b"}, ODD),
    Sent("屋号に読む向きを変える印", "trade_name", {"business_name": "\u202e店商本見"}, ODD),
    Sent("屋号に向きを隔てる印", "trade_name", {"business_name": "見本\u2066商店"}, ODD),
    Sent("屋号に私用の文字", "trade_name", {"business_name": "\ue000商店"}, ODD),
    Sent("屋号に1,000,001文字", "trade_name", {"business_name": LONG}, "60文字まで"),
    Sent("住所に1,000,001文字", "office", {"office_address": LONG}, "120文字まで"),
    Sent("住所が空", "office", {"office_address": " 　"}, "事業所の住所を入力してください"),
    Sent("フリガナに漢字", "kana", {"kana": "見本花子"}, READING),
    Sent("フリガナに絵文字", "kana", {"kana": "ミホン😀"}, READING),
    Sent("フリガナにスクリプト", "kana", {"kana": "<script>alert(1)</script>"}, READING),
    Sent("フリガナにSQL", "kana", {"kana": "ア'; DROP TABLE portal_draft; --"}, READING),
    Sent("フリガナに1,000,001文字", "kana", {"kana": "ア" * 1_000_001}, "40文字まで"),
    Sent("フリガナが2つ（後が空）", "kana", {"kana": ["ミホン ハナコ", ""]}, "フリガナを入力"),
    Sent("掛金に10の30乗", "premium", {"monthly_premium": "1" + "0" * 30}, PREMIUM),
    Sent("掛金にマイナス", "premium", {"monthly_premium": "−30000"}, PREMIUM),
    Sent("掛金に半角のマイナス", "premium", {"monthly_premium": "-1000"}, PREMIUM),
    Sent("従業員にマイナス", "employees", {"employees": "－2"}, EMPLOYEES),
    Sent("掛金に小数", "premium", {"monthly_premium": "30000.5"}, PREMIUM),
    Sent("掛金に指数", "premium", {"monthly_premium": "3e4"}, PREMIUM),
    Sent("掛金に16進数", "premium", {"monthly_premium": "0x7530"}, PREMIUM),
    Sent("掛金にNaN", "premium", {"monthly_premium": "NaN"}, PREMIUM),
    Sent("掛金にアラビアの数字", "premium", {"monthly_premium": "٣٠٠٠٠"}, PREMIUM),
    Sent("掛金が501円きざみ", "premium", {"monthly_premium": "30001"}, "500円"),
    Sent("掛金が上限の次", "premium", {"monthly_premium": "70500"}, "70,000円"),
    Sent("掛金が0円", "premium", {"monthly_premium": "0"}, PREMIUM),
    Sent("従業員に10の30乗", "employees", {"employees": "9" * 31}, EMPLOYEES),
    Sent("従業員に上付きの2", "employees", {"employees": "²"}, EMPLOYEES),
    Sent("従業員にSQL", "employees", {"employees": "2 OR 1=1"}, EMPLOYEES),
    Sent("選べない業種", "trade", {"trade": "banking"}, "主な事業を選んでください"),
    Sent("業種に別の型", "trade", {"trade": "{'$ne': 1}"}, "主な事業を選んでください"),
    Sent("選べない立場", "capacity", {"capacity": "minister"}, "加入する立場を選んで"),
    Sent("選べない書類", "own_evidence", {"kind": "../../etc/passwd"}, "確かめる方法を選んで"),
    Sent("ない日付", "opened_on", _day("2026", "2", "31"), "この日付はありません"),
    Sent("9999年の日付", "opened_on", _day("9999", "12", "31"), "日付"),
    Sent("年に10の30乗", "opened_on", _day("1" * 31, "1", "1"), "数字で入力してください"),
    Sent("年に0", "opened_on", _day("0", "0", "0"), "この日付はありません"),
    Sent("知らない元号", "opened_on", _day("1", "1", "1", era="大化"), "この日付はありません"),
    Sent("平成32年の元号あふれ", "opened_on", _day("99", "1", "1", era="令和"), "日付"),
    Sent("メールに改行と宛先", "contact",
         {"email": "a@example.invalid\r\nBcc: b@example.invalid", "phone": GOOD_PHONE}, "文字"),
    Sent("メールに2つの宛先", "contact",
         {"email": "a@example.invalid,b@example.invalid", "phone": GOOD_PHONE}, MAIL),
    Sent("メールにスクリプト", "contact",
         {"email": '"<script>"@example.invalid', "phone": GOOD_PHONE}, MAIL),
    Sent("電話に外国の長い番号", "contact", {"email": GOOD_MAIL, "phone": "+" + "1" * 40}, PHONE),
    Sent("電話に式", "contact", {"email": GOOD_MAIL, "phone": "=1+1"}, PHONE),
    Sent("条件に答えがない", "one_position", {}, "「はい」か「いいえ」を選んで"),
    Sent("条件にtrue", "not_employee", {"not_employee": "true"}, "「はい」か「いいえ」を選んで"),
    Sent("反社の約束に配列", "antisocial", {"not_antisocial": "[]"}, "「はい」か「いいえ」"),
)  # fmt: skip

TAKEN = (
    ("スクリプト", "<script>alert(1)</script>"),
    ("属性を閉じる", '"><img src=x onerror=alert(1)>'),
    ("SQL", "'; DROP TABLE portal_draft; --"),
    ("表計算の式", "=cmd|' /C calc'!A0"),
    ("ひな形の記法", "{{ 7*7 }}{% debug %}"),
    ("組版の記法", '#read("/etc/passwd")'),
    ("絵文字", "☕見本堂😀"),
    ("道をさかのぼる", "../../../etc/passwd"),
)
