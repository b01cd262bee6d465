"""確認の終わりのお知らせ — that somebody has looked, and never at what."""

from kyosai.records.notices.writes import Mail

SENTENCE = (
    "貸付けについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def looked_at(*, may_apply: bool) -> tuple[str, str]:
    """Return title and body."""
    if may_apply:
        lines = ["担当者の確認が終わりました。", "もう一度、貸付けを申し込めます。"]
    else:
        lines = [
            "担当者の確認が終わりました。",
            "今回は、お貸しできません。",
            "契約は、このまま続きます。",
            "わからないときは、「問い合わせる」から聞いてください。",
        ]
    return "貸付けの確認が終わりました", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
