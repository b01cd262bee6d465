"""連絡先の文 — what was changed, and what happens next; in plain Japanese."""

from kyosai.records.notices.writes import Mail

SENTENCE = (
    "連絡先について、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)
WAYS = {"electronic": "サイトとメールで知らせます。", "paper": "手紙で知らせます。"}


def changed(*, way: str) -> tuple[str, str]:
    """Return title and body: the new contact is noted."""
    lines = [
        "新しい連絡先を登録しました。",
        "今、手続きは必要ありません。",
        f"これからは、{WAYS[way]}",
        "",
        "戻ってきた手紙は、新しい住所にもう一度送ります。",
        "覚えがないときは、すぐに電話してください。",
    ]
    return "連絡先を変えました", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
