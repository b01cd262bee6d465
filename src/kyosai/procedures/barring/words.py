"""差し止めのお知らせの文 — what a holder is told of a payment that was divided."""

from kyosai.basis.money import Yen
from kyosai.records.holds.reads import Standing
from kyosai.records.notices.writes import Mail
from kyosai.records.payments.sending import Waiting

SENTENCE = (
    "お振込みについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def divided(stopped: Waiting, hold: Standing, *, to_claimant: Yen) -> tuple[str, str]:
    """Return title and body: who is paid how much, and by which paper."""
    lines = [
        f"{stopped.purpose} {stopped.amount}の振込先が決まりました。",
        "今、手続きは必要ありません。",
        "2営業日ほどで振り込みます。",
        "",
        f"{hold.claimant}：{to_claimant}",
        f"あなた：{stopped.amount - to_claimant}",
        "",
        f"届いた書類：{hold.reference}",
        f"支払番号：{stopped.number}",
        "わからないときは、「問い合わせる」から聞いてください。",
    ]
    return f"{stopped.purpose}の振込先が決まりました", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
