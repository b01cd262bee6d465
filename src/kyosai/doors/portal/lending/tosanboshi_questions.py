"""共済金の貸付けの質問 — one failed customer, the claimant now, the ledger, the papers."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kyosai.basis.identifiers import is_corporate_number
from kyosai.basis.refusal import Malformed
from kyosai.doors import today
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import uploads, writing
from kyosai.doors.portal.inputs.fields import Choice, Day, Number, Text, told
from kyosai.formats import sales_ledger
from kyosai.schemes.tosanboshi.customer_failure import Event, Sender

NO_NOTICE = "none"
YES, NO = "yes", "no"
LARGEST_LEDGER = uploads.MEGABYTE
AMOUNTS = (
    ("trade", "売掛金の残高"),
    ("bills", "受取手形・小切手の残高"),
    ("electronic", "でんさいの残高"),
    ("advance_paid", "返してもらう前渡金"),
    ("collected", "倒産の後に受け取った額"),
    ("set_off", "相手に払う額と相殺できる額"),
    ("deposited", "預り金・保証金の額"),
    ("secured", "担保や保証で戻る額"),
    ("taken_back", "引き取った商品の額"),
)


def _yen(label: str, *, required: bool = False) -> Any:
    field = Number(
        label,
        ask=f"{label}を、円の数字で入力してください。",
        lowest=0,
        highest=999_999_999,
        required=required,
    )
    return told(field, unit="円", width="chars-10", inputmode="numeric")


def _yes_or_no(label: str, *, ask: str, why: str = "") -> Any:
    return told(Choice(label, choices=((NO, "いいえ"), (YES, "はい")), ask=ask), why=why)


class Customer(Asked):
    """One customer that failed: who, how and when, what is owed, and the trade with it."""

    name = Text("取引先の名前", ask="取引先の名前を入力してください。")
    corporate_number = told(
        Text(
            "法人番号（会社のとき）",
            ask="法人番号を13けたの数字で入力してください。",
            becomes=writing.digits,
            fits=is_corporate_number,
            required=False,
        ),
        width="chars-13",
        inputmode="numeric",
    )
    event = Choice(
        "倒産の種類",
        choices=tuple((each.key, each.value) for each in Event),
        ask="倒産の種類を選んでください。",
    )
    failed_on = Day(
        "倒産の日（申立て・処分・通知の日）",
        ask="倒産の日を入力してください。",
        not_after=today.today,
    )
    sender = Choice(
        "支払停止の通知を出した人",
        choices=((NO_NOTICE, "通知はない"), *((each.key, each.value) for each in Sender)),
        ask="通知を出した人を選んでください。ないときは「通知はない」を選びます。",
    )
    trade = _yen("売掛金の残高", required=True)
    bills = _yen("受取手形・小切手の残高")
    electronic = _yen("でんさいの残高")
    advance_paid = _yen("返してもらう前渡金")
    collected = _yen("倒産の後に受け取った額")
    set_off = _yen("相手に払う額と相殺できる額")
    deposited = _yen("預り金・保証金の額")
    secured = _yen("担保や保証で戻る額")
    taken_back = _yen("引き取った商品の額")
    monthly_trade = _yen("この取引先との、1か月の取引額", required=True)
    traded_since = Day(
        "取引を始めた日", ask="取引を始めた日を入力してください。", not_after=today.today
    )
    is_related = _yes_or_no(
        "親会社・子会社や、役員が同じ会社ですか",
        ask="関係する会社かどうかを選んでください。",
        why="関係する会社のときは、取引の事実を担当者がよく確かめるためです。",
    )

    def kept(self) -> Answers:
        """Return one customer as the claim tells of it."""
        given = self.cleaned_data
        sender = given["sender"]
        return {
            **{name: given[name] or 0 for name, _ in AMOUNTS},
            "name": given["name"],
            "corporate_number": given["corporate_number"],
            "event": given["event"],
            "failed_on": given["failed_on"],
            "sender": "" if sender == NO_NOTICE else sender,
            "monthly_trade": given["monthly_trade"],
            "traded_since": given["traded_since"],
            "is_related": given["is_related"] == YES,
        }


class Now(Asked):
    """The claimant on the day of the claim."""

    employees = told(
        Number(
            "いつも働いている従業員の数",
            ask="従業員の数を入力してください。",
            lowest=0,
            highest=99_999,
        ),
        unit="人",
        width="chars-5",
        inputmode="numeric",
    )
    capital = _yen("資本金（会社のとき）")
    total_monthly_trade = _yen("すべての取引先との、1か月の取引額", required=True)
    goes_on = _yes_or_no("事業を続けますか", ask="事業を続けるかどうかを選んでください。")
    has_failed = _yes_or_no(
        "ご自身が倒産していますか", ask="倒産しているかどうかを選んでください。"
    )
    is_seized = _yes_or_no(
        "主な設備が差し押さえられていますか", ask="差押えがあるかどうかを選んでください。"
    )

    pause_reason = told(
        Text(
            "掛金を休みたいときは、その事情",
            ask="掛金を休みたい事情を書いてください。",
            longest=200,
            required=False,
        ),
        why="やむを得ない事情があると、すえ置きの6か月は休めるからです（法14条5項）。",
    )

    def kept(self) -> Answers:
        """Return the circumstances as the claim tells of them."""
        given = self.cleaned_data
        answers = {name: given[name] == YES for name in ("goes_on", "has_failed", "is_seized")}
        return {
            **answers,
            "employees": given["employees"],
            "capital": given["capital"],
            "pause_reason": given["pause_reason"],
            "total_monthly_trade": given["total_monthly_trade"],
        }


class Ledger(Asked):
    """The sales ledger as a CSV, read whole or refused whole."""

    ledger = told(
        forms.FileField(
            label="売掛金元帳のCSVファイル",
            error_messages={
                "required": "売掛金元帳のファイルを選んでください。",
                "empty": "ファイルが空です。別のファイルを選んでください。",
            },
            help_text="1行目は「日付,取引先,区分,金額」です。2,000行まで送れます。",
        ),
        accept=".csv,text/csv",
    )

    def clean_ledger(self) -> tuple[sales_ledger.Line, ...]:
        """Read the file, or say in which record and field it stops."""
        file: UploadedFile[bytes] = self.cleaned_data["ledger"]
        if (file.size or 0) > LARGEST_LEDGER:
            raise forms.ValidationError("ファイルが大きすぎます。1MBまでにしてください。")
        try:
            return sales_ledger.read(file.read())
        except Malformed as bad:
            raise forms.ValidationError(
                [
                    f"{bad.record}行目の「{bad.field}」を読めません。",
                    f"見つかったもの：{bad.found or '（なし）'}",
                    "この行を直して、もう一度送ってください。",
                ]
            ) from None

    def kept(self) -> Answers:
        """Return the lines as the claim tells of them."""
        return {
            "lines": [
                {
                    "day": line.on.isoformat(),
                    "customer": line.customer,
                    "what": line.what,
                    "yen": line.yen,
                }
                for line in self.cleaned_data["ledger"]
            ]
        }


class Papers(Asked):
    """Pictures of bills, of what proves the failure, and of deliveries."""

    picture_1 = pictures.field("倒産の事実が分かる書類")
    picture_2 = pictures.field("手形・納品書などの写真かPDF（1つ目）")
    picture_3 = pictures.field("手形・納品書などの写真かPDF（2つ目）")

    def clean(self) -> Answers:
        """Rebuild the papers at once."""
        given: Answers = super().clean() or {}
        given[pictures.KEPT] = pictures.rebuilt(self)
        return given

    def kept(self) -> Answers:
        """Return nothing yet; the papers are sent when they are kept."""
        return {"attachments": []}


class Fix(Papers):
    """The answer to what the officer asked, with papers if there are any."""

    words = Text("直したことの説明", ask="直したことを書いてください。", longest=300)
    field_order = ("words",)

    def clean(self) -> Answers:
        """Rebuild the papers, if any came with the words."""
        if not any(self.cleaned_data.get(name) for name in pictures.NAMES):
            return self.cleaned_data
        return super().clean()

    def kept(self) -> Answers:
        """Return the words; the papers are sent when they are kept."""
        return {"words": self.cleaned_data["words"], "attachments": []}
