"""応対のお知らせの文 — mails and notices that follow a call, in plain Japanese."""

from datetime import datetime

from kyosai.basis import era, tokyo
from kyosai.records.notices.writes import Mail

KINDS = {"phone": "電話番号", "email": "メールアドレス"}
SENTENCE = (
    "お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def code(what: str, *, code: str, minutes: int) -> Mail:
    """Return the mail, or short message, with a code to be read to the operator."""
    lines = [
        f"{KINDS[what]}を直すためのコードは {code} です。",
        f"いま電話している相談室の担当に、読んでください。{minutes}分だけ使えます。",
        "電話をしていないときは、だれにも教えず、相談室に知らせてください。",
    ]
    return Mail(f"{KINDS[what]}の訂正のコード", "\n".join(lines))


def corrected(what: str) -> tuple[str, str]:
    """Return title and body: a contact was corrected in a call."""
    lines = [
        f"電話で、{KINDS[what]}を直しました。",
        "今、ほかにすることはありません。",
        "",
        "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
    ]
    return f"{KINDS[what]}を直しました", "\n".join(lines)


def reissued(contract: str) -> tuple[str, str]:
    """Return title and body: the certificate can be fetched again."""
    lines = [
        f"契約 {contract} の契約締結証書を、もう一度お渡しします。",
        "下の「証書を受け取る」から、いつでも受け取れます。",
        "期限はありません。受け取らなくても、契約に影響はありません。",
    ]
    return "契約締結証書をお渡しします", "\n".join(lines)


def promised(starts_at: datetime) -> tuple[str, str]:
    """Return title and body: we shall call in a half hour that begins then."""
    there = tokyo.in_tokyo(starts_at)
    lines = [
        f"{era.on_screen(there.date())}{there:%H:%M}から30分のあいだに、お電話します。",
        "登録の電話番号にかけます。出られる場所でお待ちください。",
        "お電話では、暗証番号とマイナンバーをお聞きしません。",
    ]
    return "折り返しのお電話のお約束", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))
