"""借入れのお知らせの文 — what a holder of 倒産防止共済 is told, in plain Japanese."""

from datetime import datetime

from kyosai.basis import era, tokyo
from kyosai.procedures.lending.tosanboshi.offer import Offer
from kyosai.records.notices.writes import Mail
from kyosai.schemes.tosanboshi.loan import temporary_loan

LOOK = (
    "借入れについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)
KNOWN = "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。"


def lent(made: Offer, *, receipt: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: how much comes, by when, and when it is to be repaid."""
    lines = [
        f"一時貸付金{made.amount}の貸付けが決まりました。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに{made.moved.to_holder}を振り込みます。",
        "",
        f"利子{made.interest}は、先にいただきました。",
        f"返す期日：{era.on_screen(made.repaid_by)}",
        f"受付番号：{receipt}",
        KNOWN,
    ]
    return "一時貸付金の貸付けが決まりました", "\n".join(lines)


def to_be_paid(made: Offer, *, receipt: str) -> tuple[str, str]:
    """Return title and body: what the holder pays in before the refinancing is done."""
    until = temporary_loan.repaid_by(made.old.lent_on if made.old else made.lent_on)
    lines = [
        "一時貸付金の借換えを受け付けました。",
        f"{made.moved.from_holder}を振り込んでください。",
        f"{era.on_screen(until)}までに届くと、借換えが終わります。",
        "",
        f"新しい貸付額：{made.amount}",
        f"そのうち利子：{made.interest}",
        f"受付番号：{receipt}",
    ]
    return "借換えのお振込みをお待ちしています", "\n".join(lines)


def refinanced(made: Offer, *, receipt: str) -> tuple[str, str]:
    """Return title and body: the old loan is gone, and when the new one is to be repaid."""
    lines = [
        f"一時貸付金を{made.amount}に借り換えました。",
        "今、手続きは必要ありません。",
        f"返す期日：{era.on_screen(made.repaid_by)}",
        "",
        f"受付番号：{receipt}",
        KNOWN,
    ]
    return "一時貸付金の借換えが終わりました", "\n".join(lines)


def not_lent(title: str, *, receipt: str, reason: str) -> tuple[str, str]:
    """Return title and body: why nothing is lent, and what to do instead."""
    lines = [
        f"{title}はお受けできませんでした。",
        "掛金と今の借入れは、そのままです。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}の結果", "\n".join(lines)


def moment(at: datetime) -> str:
    """Return a day and a time as a person reads them."""
    here = tokyo.in_tokyo(at)
    return f"{era.on_screen(here.date())}{here:%H:%M}"


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, LOOK.format(url=url))
