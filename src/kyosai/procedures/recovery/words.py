"""返済のお知らせの文 — what happened, must you act, by when; in plain Japanese."""

from datetime import date

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.records.loans.reads import Standing
from kyosai.records.notices.writes import Mail
from kyosai.schemes.skk.loan.kinds import LoanKind

KINDS = {kind.key: kind.value for kind in LoanKind} | {
    "temporary": "一時貸付金",
    "mutual_aid": "共済金の貸付け",
}
WHY = {
    "1": "口座の残高が足りませんでした。",
    "2": "銀行に、この口座がありませんでした。",
    "3": "銀行で、この口座からの引き落としが止められていました。",
    "4": "銀行に、引き落としの登録が見つかりませんでした。",
}
SENTENCE = (
    "返済について、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def name(loan: Standing) -> str:
    """Return what a loan is called on screen."""
    return KINDS.get(loan.kind, "貸付け")


def failed(loan: Standing, *, code: str, debit_on: date, yen: Yen) -> tuple[str, str]:
    """Return title and body about a repayment that could not be debited."""
    lines = [
        f"{era.on_screen(debit_on)}の返済を引き落とせませんでした。",
        "次の引き落としの前に、口座にお金を入れてください。",
        WHY.get(code, "理由を銀行に確認しています。"),
        "",
        f"{name(loan)}（{loan.number}）：{yen}",
        "遅れた日数分の追加のお支払い（年14.6％）がかかることがあります。",
        "口座を変えることも、相談することもできます。",
    ]
    return "返済を引き落とせませんでした", "\n".join(lines)


def received(loan: Standing, *, yen: Yen, on: date) -> tuple[str, str]:
    """Return title and body about a repayment that came."""
    lines = [
        f"{era.on_screen(on)}に、{yen}の返済を受け取りました。",
        "今、手続きは必要ありません。",
        f"{name(loan)}（{loan.number}）の残り：{loan.principal_left}",
    ]
    return "返済を受け取りました", "\n".join(lines)


def repaid(loan: Standing, *, on: date) -> tuple[str, str]:
    """Return title and body: nothing is left (完済)."""
    lines = [
        f"{name(loan)}（{loan.number}）の返済が終わりました。",
        "今、手続きは必要ありません。",
        f"返し終わった日：{era.on_screen(on)}",
        f"お借りになった額：{loan.amount}",
    ]
    return "返済が終わりました（完済）", "\n".join(lines)


def demanded(loan: Standing, *, kind: str, overdue: Yen, penalty: Yen) -> tuple[str, str]:
    """Return title and body of a demand: what is owed, and what follows if it is not paid."""
    follows = {
        "demand": "このまま返済がないときは、担当者から連絡します。",
        "final": "返済がないときは、掛金を返済に充てることがあります。",
    }
    lines = [
        f"{name(loan)}（{loan.number}）の返済が遅れています。",
        "次の引き落としで返すか、相談してください。",
        f"遅れている額：{overdue}",
        f"遅れた日数分の追加のお支払い（年14.6％）：{penalty}",
        "",
        follows[kind],
        "返すのがむずかしいときは、返す日をのばす相談ができます。",
    ]
    return "返済が遅れています", "\n".join(lines)


def wished(loan: Standing, *, debit_on: date, yen: Yen, allowance: Yen) -> tuple[str, str]:
    """Return title and body: the rest is taken with the next debit."""
    lines = [
        f"{era.on_screen(debit_on)}に、残りをまとめて引き落とします。",
        "口座にお金を用意してください。ほかの手続きは要りません。",
        f"{name(loan)}（{loan.number}）：{yen}",
    ]
    if allowance > Yen(0):
        lines.append(f"返し終わると、早期償還手当金 {allowance}を振り込みます。")
    return "まとめて返す申込みを受け付けました", "\n".join(lines)


def decided(loan: Standing, *, says: str) -> tuple[str, str]:
    """Return title and body of a decision about a late loan."""
    lines = [
        f"{name(loan)}（{loan.number}）について、決まったことをお知らせします。",
        says,
        "",
        "くわしくは「問い合わせる」から聞いてください。",
    ]
    return "貸付けについて決まったこと", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
