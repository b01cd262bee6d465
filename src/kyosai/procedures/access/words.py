"""契約をつないだお知らせの文 — what a holder is told, in plain Japanese."""

from kyosai.records.notices.writes import Mail

SENTENCE = (
    "契約について、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def linked(contract: str) -> tuple[str, str]:
    """Return title and body: the contract can be seen and used online from now on."""
    lines = [
        f"契約 {contract} を、このサイトで使えるようになりました。",
        "今、ほかにすることはありません。",
        "掛金の変更、貸付け、受け取りの手続きができます。",
        "",
        "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
    ]
    return "契約をつなぎました", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
