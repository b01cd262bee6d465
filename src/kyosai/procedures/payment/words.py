"""支払のお知らせの文 — what a payee is told, in plain Japanese."""

from kyosai.records.notices.writes import Mail
from kyosai.records.payments.accounts import Payee
from kyosai.records.payments.sending import Waiting

SENTENCE = (
    "お振込みについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)
AGAIN = {"label": "振込先を確かめる", "href": "/mine/"}


def paid(payment: Waiting, *, to: Payee) -> tuple[str, str]:
    """Return title and body: the money is there."""
    lines = [
        f"{payment.purpose} {payment.amount}を振り込みました。",
        "今、手続きは必要ありません。",
        f"振込先：{to.bank_name} {to.masked}",
        "",
        f"支払番号：{payment.number}",
        "入っていないときは、「問い合わせる」から知らせてください。",
    ]
    return f"{payment.purpose}を振り込みました", "\n".join(lines)


def not_paid(payment: Waiting, *, to: Payee, why: str) -> tuple[str, str]:
    """Return title and body: the bank gave the money back, and what happens now."""
    lines = [
        f"{payment.purpose} {payment.amount}を振り込めませんでした。",
        "お金は機構にあります。なくなってはいません。",
        "担当者から電話で、振込先を確かめます。",
        "",
        f"理由：{why}",
        f"振込先：{to.bank_name} {to.masked}",
        f"支払番号：{payment.number}",
    ]
    return f"{payment.purpose}を振り込めませんでした", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
