"""代理のお知らせの文 — what a holder is told of somebody who acts for them."""

from datetime import date

from kyosai.basis import era
from kyosai.records.notices.writes import Mail

ASK = "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。"


def accepted(name: str, *, until: date) -> tuple[str, str]:
    """Return title and body: somebody took it on, and what that person cannot do."""
    lines = [
        f"{name}が、依頼を引き受けました。",
        "今、手続きは必要ありません。",
        f"{era.on_screen(until)}まで、手続きを用意できます。",
        "",
        "用意した手続きは、あなたが承認すると送られます。",
        "借入れ・口座の変更・請求は、あなたにしかできません。",
        "いつでもやめられます。",
        ASK,
    ]
    return "代わりの人が決まりました", "\n".join(lines)


def ended(name: str) -> tuple[str, str]:
    """Return title and body: nobody acts any more."""
    who = name or "引き受ける前の人"
    lines = [f"{who}への依頼が終わりました。", "今、手続きは必要ありません。", "", ASK]
    return "代わりの人への依頼が終わりました", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return the mail that says there is a notice, and nothing else."""
    body = (
        f"{title}。\n\nくわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
        "このメールには返信できません。"
    )
    return Mail(title, body)
