"""共済金の貸付けのお知らせの文 — received, to be put right, decided, signed, refused."""

from datetime import datetime

from kyosai.basis import era
from kyosai.procedures.lending.tosanboshi.mutual_aid import terms
from kyosai.procedures.lending.tosanboshi.mutual_aid.terms import Terms
from kyosai.procedures.lending.tosanboshi.words import KNOWN, moment

COMPLAIN = (
    "この決定に不服があるときは、共済相談室に申し出てください。"
    "電話は050-5541-7171（平日9:00〜17:00）です。"
)
Said = tuple[str, str]


def received(*, receipt: str, due_at: datetime) -> Said:
    """Return title and body: the claim is in, and by when it is decided and paid."""
    lines = [
        "共済金の貸付けの請求を受け付けました。",
        "今、手続きは必要ありません。担当者から電話で話をうかがいます。",
        f"{moment(due_at)}までに、貸付けの手続きを終えます。",
        "",
        "足りない書類があるときは、1回だけ直しをお願いします。その間、期間は止まります。",
        f"受付番号：{receipt}",
    ]
    return "請求を受け付けました", "\n".join(lines)


def to_fix(*, receipt: str, asked: str) -> Said:
    """Return title and body: what is to be put right."""
    lines = [
        "共済金の貸付けの請求について、直しをお願いしています。",
        f"直すこと：{asked}",
        "直せるのは1回です。それまで、お約束の期間は止まります。",
        "",
        f"受付番号：{receipt}",
    ]
    return "請求を直してください", "\n".join(lines)


def fixed(*, receipt: str, due_at: datetime) -> Said:
    """Return title and body: the fix has come, and the promise as it stands now."""
    lines = [
        "請求の直しを受け付けました。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに、貸付けの手続きを終えます。",
        "",
        f"受付番号：{receipt}",
    ]
    return "請求の直しを受け付けました", "\n".join(lines)


def approved(made: Terms, *, receipt: str) -> Said:
    """Return title and body: how much, how it is repaid, and that it waits for a signature."""
    lines = [
        f"共済金{made.amount}の貸付けが決まりました。",
        "契約の内容を見て、GビズIDプライムで署名してください。",
        "銀行の営業日の14時より前に署名すると、その日に振り込みます。",
        "",
        f"返し方：6か月すえ置いた後、{terms.in_words(made.turns)}",
        f"掛金から消える額：{made.used_up}",
        f"受付番号：{receipt}",
    ]
    return "共済金の貸付けが決まりました", "\n".join(lines)


def decision(made: Terms, *, receipt: str) -> tuple[str, ...]:
    """Return the lines of the letter of the decision, its title first."""
    return (
        "共済金の貸付決定通知書",
        f"請求のあった共済金の貸付け（受付番号 {receipt}）を、次のとおり決めました。",
        "",
        f"契約者番号：{made.contract}",
        f"貸付額：{made.amount}",
        f"返す期間：{made.years}年（はじめの6か月はすえ置き）",
        f"返し方：{terms.in_words(made.turns)}",
        f"掛金から消える額：{made.used_up}",
        f"一時貸付金から差し引く額：{made.taken_off}",
        "",
        "契約の文に署名すると、契約が成立し、お金を振り込みます。",
        COMPLAIN,
    )


def lent(made: Terms, *, loan: str, due_at: datetime) -> Said:
    """Return title and body: the money comes, and the first day of repayment."""
    lines = [
        "共済金の貸付けの契約が成立しました。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに{made.to_holder}を振り込みます。",
        "",
        f"返し方：{terms.in_words(made.turns)}",
        f"はじめに返す日：{era.on_screen(made.turns[0].due_on)}",
        f"掛金から消えた額：{made.used_up}",
        f"貸付番号：{loan}",
        KNOWN,
    ]
    return "共済金の貸付けの契約が成立しました", "\n".join(lines)


def refused(*, receipt: str, ground: str, reason: str) -> Said:
    """Return title and body: why nothing is lent, under which article, and how to complain."""
    lines = [
        "共済金の貸付けはお受けできませんでした。",
        "掛金と今の借入れは、そのままです。",
        "",
        f"理由：{reason}",
        f"根拠：{ground}",
        COMPLAIN,
        f"受付番号：{receipt}",
    ]
    return "共済金の貸付けはお受けできませんでした", "\n".join(lines)
