"""変更のお知らせの文 — what a holder is told, in plain Japanese."""

from collections.abc import Sequence
from datetime import date, datetime

from kyosai.basis import era, tokyo
from kyosai.records.notices.writes import Mail

LOOK = (
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\nこのメールには返信できません。"
)


def changed(*, bank: str, masked: str, first_debit_on: date) -> tuple[str, str]:
    """Return title and body: which account, from which debit on."""
    lines = [
        "掛金を引き落とす口座が変わりました。",
        "今、手続きは必要ありません。",
        f"{era.on_screen(first_debit_on)}の引き落としから、新しい口座になります。",
        "",
        f"新しい口座：{bank} {masked}",
        "それまでは、今の口座から引き落とします。",
        "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
    ]
    return "引き落としの口座が変わりました", "\n".join(lines)


def at_desk(*, receipt: str, until: str) -> tuple[str, str]:
    """Return title and body: a person looks at it."""
    lines = [
        "口座の変更を担当者が確認しています。",
        "今、手続きは必要ありません。",
        f"{until}までに、結果をお知らせします。",
        "",
        f"受付番号：{receipt}",
    ]
    return "口座の変更を確認しています", "\n".join(lines)


def returned(*, receipt: str, reason: str) -> tuple[str, str]:
    """Return title and body: the account cannot be used, and what to do."""
    lines = [
        "この口座には変えられませんでした。",
        "ご本人の名義の口座を、もう一度登録してください。",
        "",
        f"理由：{reason}",
        "それまでは、今の口座から引き落とします。",
        "",
        f"受付番号：{receipt}",
    ]
    return "口座を変えられませんでした", "\n".join(lines)


def amended(
    title: str, *, receipt: str, says: Sequence[str], is_all: bool = True
) -> tuple[str, str]:
    """Return title and body: what holds from now on; ``is_all``: nothing is left to see to."""
    lines = [
        f"{title}が終わりました。",
        "今、ほかにすることはありません。" if is_all else "もう1つ、していただくことがあります。",
        *says,
        "",
        f"受付番号：{receipt}",
        "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
    ]
    return f"{title}が終わりました", "\n".join(lines)


def examined(title: str, *, receipt: str, until: datetime) -> tuple[str, str]:
    """Return title and body: a person looks first, and until when."""
    moment = tokyo.in_tokyo(until)
    lines = [
        "担当者が、送っていただいた書類を確かめています。",
        "今、手続きは必要ありません。",
        f"{era.on_screen(moment.date())}{moment:%H:%M}までに、結果をお知らせします。",
        "それまで、掛金は今までどおりです。",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}を確認しています", "\n".join(lines)


def given_back(title: str, *, receipt: str, reason: str) -> tuple[str, str]:
    """Return title and body: a person has looked, and why it could not be done."""
    lines = [
        f"{title}はできませんでした。",
        "掛金は、今までどおりです。もう一度申し込むこともできます。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}はできませんでした", "\n".join(lines)


def ended(*, receipt: str, says: Sequence[str], reason: str) -> tuple[str, str]:
    """Return title and body: what was granted ends, because what was sworn to was not so."""
    lines = [
        "掛止めを続けられなくなりました。",
        "今、手続きは必要ありません。",
        *says,
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{receipt}",
        "事実とちがうときは、「問い合わせる」から知らせてください。",
    ]
    return "掛止めが終わります", "\n".join(lines)


def refused(title: str, *, receipt: str, reason: str) -> tuple[str, str]:
    """Return title and body: why nothing was changed, and what to do instead."""
    lines = [
        f"{title}はできませんでした。",
        "掛金は、今までどおりです。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}はできませんでした", "\n".join(lines)


def prepared(title: str, *, by: str) -> tuple[str, str]:
    """Return title and body: somebody prepared something, and nothing has happened yet."""
    lines = [
        f"{by}が「{title}」を用意しました。",
        "内容を確かめて、送るかどうかを決めてください。",
        "あなたが送るまで、何も変わりません。",
    ]
    return "確かめていただく手続きがあります", "\n".join(lines)


def mail(subject: str, sentence: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(subject, f"{sentence}\n{LOOK.format(url=url)}")
