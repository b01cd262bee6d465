"""加入のお知らせの文 — what a person is told at each turn, in plain Japanese.

Conclusion first, one message a sentence; mails carry no name, no number and no amount.
"""

from collections.abc import Sequence
from datetime import datetime

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.notices.writes import Mail
from kyosai.schemes.planned_debits import DebitPlan

SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
COMPLAIN = (
    "決定に納得できないときは、苦情・審査の窓口に申し出ることができます。\n"
    "窓口：共済相談室（平日 9:00〜17:00）。電話番号は、このページの「問い合わせる」で見られます。"
)
LOOK = (
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\nこのメールには返信できません。"
)


def moment(at: datetime) -> str:
    """Return 2026年12月9日（水）16:00."""
    local = tokyo.in_tokyo(at)
    return f"{era.on_screen(local.date())}{local:%H:%M}"


def accepted(
    *, number: str, certificate: str, monthly_premium: Yen, plan: DebitPlan, scheme: str = "skk"
) -> tuple[str, str]:
    """Return title and body: the contract is formed, what is debited when, what is deducted."""
    first = plan.debits[0]
    lines = [
        f"{SCHEMES[scheme]}の契約が成立しました。",
        "今、手続きは必要ありません。",
        f"最初の引き落としは、{era.on_screen(first.cycle.debit_on)}です。",
        "",
        f"契約者番号：{number}",
        f"毎月の掛金：{monthly_premium}",
        f"最初の引き落とし：{first.yen}（{months(first.months)}）",
        "前の日までに、口座のお金を確認してください。",
        "",
        *_DEDUCTIONS[scheme](plan),
        "",
        f"契約締結証書（番号 {certificate}）は、いつでもダウンロードできます。",
    ]
    return "契約が成立しました", "\n".join(lines)


def months(taken: Sequence[Month]) -> str:
    """Return 10月分・11月分."""
    return "・".join(f"{month.month}月分" for month in taken)


def _deduction(plan: DebitPlan) -> list[str]:
    if not plan.deduction:
        return [f"{plan.year}年の引き落としはありません。{plan.year}年の所得からは引けません。"]
    return [
        f"{plan.year}年の所得から引ける掛金は、{plan.deduction}の予定です（所得控除）。",
        "予定どおりに引き落とせたときの金額です。",
    ]


def _expense(plan: DebitPlan) -> list[str]:
    lines = ["払った掛金は、払った年の経費にできます。会社は損金、個人は必要経費です。"]
    if not plan.deduction:
        return [*lines, f"{plan.year}年の引き落としはありません。"]
    return [*lines, f"{plan.year}年に引き落とす予定の掛金は、{plan.deduction}です。"]


_DEDUCTIONS = {"skk": _deduction, "tosanboshi": _expense}


def at_desk(*, receipt: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: a person looks at it, and by when we answer."""
    lines = [
        "申込みを担当者が確認しています。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに、結果をお知らせします。",
        "",
        f"受付番号：{receipt}",
    ]
    return "申込みを確認しています", "\n".join(lines)


def refused(*, receipt: str, ground: str, reason: str) -> tuple[str, str]:
    """Return title and body: the refusal, its reason and article, and how to complain."""
    lines = [
        "申し訳ありません。今回の申込みは受けられませんでした。",
        "理由を読んで、納得できないときは申し出てください。",
        "",
        "理由：",
        reason,
        f"根拠：{ground}",
        "",
        COMPLAIN,
        "",
        f"受付番号：{receipt}",
    ]
    return "申込みの結果", "\n".join(lines)


def mail(subject: str, sentence: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(subject, f"{sentence}\n{LOOK.format(url=url)}")


def paper_at_desk(*, receipt: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: a new paper is being read, and what comes after."""
    lines = [
        "口座振替申込書を担当者が確認しています。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに確認して、銀行に出します。",
        "銀行の確認には、4週間ほどかかります。結果は「お知らせ」に届きます。",
        "",
        f"受付番号：{receipt}",
    ]
    return "口座振替申込書を確認しています", "\n".join(lines)


def online_only() -> tuple[str, str]:
    """Return title and body: no paper is taken any more, and what to do instead."""
    lines = [
        "この手続きは、オンラインだけで受け付けています。",
        "口座の変更は、サイトから登録してください。",
    ]
    return "口座振替申込書を受け付けられませんでした", "\n".join(lines)


def paper_not_taken(*, has_contract: bool) -> tuple[str, str]:
    """Return title and body: why a new paper was not taken, and what to do."""
    why = (
        ["前に送った申込書を、まだ確認しています。", "その結果のお知らせを待ってください。"]
        if has_contract
        else ["倒産防止共済の契約が見つかりませんでした。", "先に加入を申し込んでください。"]
    )
    return "口座振替申込書を受け付けられませんでした", "\n".join(why)
