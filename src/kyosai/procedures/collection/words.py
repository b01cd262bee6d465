"""引き落としのお知らせの文 — what happened, must you act, by when; in plain Japanese.

The notice in the inbox has the figures; the mail only says that there is news.
"""

from collections.abc import Sequence
from datetime import date

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.collection.rebilling import NextDebit
from kyosai.records.notices.writes import Mail

WHY = {
    "1": "口座の残高が足りませんでした。",
    "2": "銀行に、この口座がありませんでした。",
    "3": "銀行で、この口座からの引き落としが止められていました。",
    "4": "銀行に、引き落としの登録が見つかりませんでした。",
}
WHY_NOT_ASKED = {
    "mandate_stopped": "口座からの引き落としが止まっています。",
    "no_mandate": "引き落としの口座が登録されていません。",
    "mandate_not_confirmed": "口座の確認が、引き落としの締切に間に合いませんでした。",
    "account_unfit": "口座の記録に、銀行に渡せないところがありました。いま直しています。",
    "file_refused": "銀行に依頼を渡せませんでした。いま理由を確認しています。",
}
WE_LOOK = "理由を銀行に確認しています。分かりしだい、お知らせします。"
CHANGE = {"label": "引き落としの口座を変える", "path": "/change-account/"}
LOOK = {"label": "掛金の状況を見る", "path": "/mine/"}
PREPAY = {"label": "もう一度まとめて払う", "path": "/change/prepayment/"}
TALK = (
    "困ったときは、共済相談室に相談できます（平日 9:00〜17:00）。\n"
    "掛金の額を下げて続けることも、相談できます。"
)


def months(taken: Sequence[Month]) -> str:
    """Return 10月分・11月分."""
    return "・".join(f"{month.month}月分" for month in taken)


def failed(
    *,
    code: str,
    debit_on: date,
    taken: Sequence[Month],
    yen: Yen,
    next_debits: Sequence[tuple[NextDebit, Yen]],
    needs_account: bool,
) -> tuple[str, str]:
    """Return title and body of the notice about a failed debit, with what one can do."""
    lines = [
        f"{era.on_screen(debit_on)}の掛金を引き落とせませんでした。",
        _must_act(code, needs_account=needs_account),
        WHY.get(code, WE_LOOK),
        "",
        f"引き落とせなかった掛金：{yen}（{months(taken)}）",
        "",
        "できることは3つあります。",
        "",
        *_wait(next_debits, needs_account=needs_account),
        "",
        "2. 口座を変える",
        "下の「引き落としの口座を変える」から、新しい口座を登録できます。",
        "",
        "3. 相談する",
        TALK,
    ]
    return "掛金を引き落とせませんでした", "\n".join(lines)


def failed_together(
    *,
    code: str,
    debit_on: date,
    taken: Sequence[Month],
    yen: Yen,
    next_debits: Sequence[tuple[NextDebit, Yen]],
    needs_account: bool,
) -> tuple[str, str]:
    """Return title and body of the notice about months ahead that could not be paid together."""
    lines = [
        f"{era.on_screen(debit_on)}のまとめ払いを引き落とせませんでした。",
        _must_act(code, needs_account=needs_account),
        WHY.get(code, WE_LOOK),
        "",
        f"引き落とせなかった掛金：{yen}（{len(taken)}か月分）",
        "このまとめ払いは取り消しました。先の月は、月ごとに引き落とします。",
        "",
        "できることは3つあります。",
        "",
        *_wait(next_debits, needs_account=needs_account, how="毎月の引き落としで払う"),
        "",
        "2. もう一度まとめて払う",
        "下の「もう一度まとめて払う」から申し込めます。",
        "払っていない月を先に払う必要があるときは、画面でお知らせします。",
        "",
        "3. 口座を変える",
        "下の「引き落としの口座を変える」から、新しい口座を登録できます。",
        "",
        TALK,
    ]
    return "まとめ払いを引き落とせませんでした", "\n".join(lines)


def not_asked(
    *,
    reason: str,
    debit_on: date,
    taken: Sequence[Month],
    yen: Yen,
    next_debits: Sequence[tuple[NextDebit, Yen]],
    needs_account: bool,
) -> tuple[str, str]:
    """Return title and body of the notice about a promised debit that did not happen."""
    lines = [
        f"{era.on_screen(debit_on)}の掛金を、引き落としませんでした。",
        _must_act("", needs_account=needs_account),
        WHY_NOT_ASKED[reason],
        "",
        f"まだ引き落としていない掛金：{yen}（{months(taken)}）",
        "",
        *_wait(next_debits, needs_account=needs_account),
        "",
        TALK,
    ]
    return "掛金を引き落としませんでした", "\n".join(lines)


def first_paid(
    *, debit_on: date, taken: Sequence[Month], yen: Yen, next_debit: tuple[date, Yen] | None
) -> tuple[str, str]:
    """Return title and body of the notice about the first premium paid."""
    lines = [
        "最初の掛金を受け取りました。",
        "今、手続きは必要ありません。",
        "",
        f"引き落とした日：{era.on_screen(debit_on)}",
        f"金額：{yen}（{months(taken)}）",
    ]
    if next_debit:
        lines += ["", f"次の引き落としは、{era.on_screen(next_debit[0])}の{next_debit[1]}です。"]
    return "最初の掛金を受け取りました", "\n".join(lines)


def answered(answer: str) -> tuple[str, str]:
    """Return title and body: what the treasury found out about a debit, in its own words."""
    lines = ["引き落としできなかった理由の確認が終わりました。", "", answer, "", TALK]
    return "引き落としの確認が終わりました", "\n".join(lines)


def mail(subject: str, sentence: str, *, url: str) -> Mail:
    """Return a mail that says there is news and where to read it, and nothing else."""
    look = "くわしい内容は、サイトの「お知らせ」で見られます。"
    return Mail(subject, f"{sentence}\n{look}\n\n{url}\n\nこのメールには返信できません。")


def _must_act(code: str, *, needs_account: bool) -> str:
    if needs_account:
        return "新しい口座の登録をお願いします。登録まで、引き落としは止まります。"
    if code == "1":
        return "次の引き落としの前の日までに、口座のお金を確認してください。"
    return "今、手続きは必要ありません。"


def _wait(
    next_debits: Sequence[tuple[NextDebit, Yen]],
    *,
    needs_account: bool,
    how: str = "次の引き落としを待つ",
) -> list[str]:
    """Tell what the next debits will ask for, as far as the calendar is known."""
    if needs_account:
        return [
            "1. 新しい口座での引き落としを待つ",
            "新しい口座の確認が終わると、次の引き落としでまとめてお願いします。",
        ]
    days = [
        f"{era.on_screen(each.debit_on)}：{yen}（{months(each.months)}）"
        for each, yen in next_debits
    ]
    return [f"1. {how}", *days]
