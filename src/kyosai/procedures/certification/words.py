"""控除証明書の言葉 — what a holder reads: what this is, must they act, by when."""

from kyosai.records.notices.writes import Mail

LOOK = {"label": "控除証明書を見る", "url": "/mine/premium-certificate/"}
SUBJECT = "控除証明書についてのお知らせ"


def ready(year: int) -> tuple[str, str]:
    """Say that the certificate of a year is there."""
    lines = [
        f"{year}年分の掛金の控除証明書ができました。",
        "確定申告か年末調整で使います。いま急いですることはありません。",
        "PDFと、e-Taxで使うXMLを、このサイトでいつでも保存できます。",
        "紙がよい方は、機構に申し出てください。",
    ]
    return f"{year}年分の控除証明書ができました", "\n".join(lines)


def issued_anew(code: str) -> tuple[str, str]:
    """Say that there is a new certificate, and that the old one is not to be used."""
    lines = [
        "控除証明書を再発行しました。",
        f"新しい番号は{code}です。確定申告には、こちらを使ってください。",
        "前の控除証明書は、使わないでください。",
    ]
    return "控除証明書を再発行しました", "\n".join(lines)


def on_its_way(code: str) -> tuple[str, str]:
    """Say that a certificate goes to the box."""
    lines = [
        f"控除証明書（{code}）を、民間送達サービスに送ります。",
        "届いたら、またお知らせします。手続きは必要ありません。",
    ]
    return "控除証明書を送ります", "\n".join(lines)


def delivered(code: str) -> tuple[str, str]:
    """Say that a certificate lies in the box."""
    lines = [
        f"控除証明書（{code}）が、民間送達サービスの受取口に届きました。",
        "マイナポータルから、確定申告に使えます。手続きは必要ありません。",
    ]
    return "控除証明書が届きました", "\n".join(lines)


def not_delivered(code: str, *, why: str) -> tuple[str, str]:
    """Say that a certificate could not be delivered, and what else can be done."""
    lines = [
        f"控除証明書（{code}）を、民間送達サービスに届けられませんでした。",
        f"理由：{why}。",
        "受取番号を確かめて、もう一度送ってください。",
        "XMLを保存して、ご自分でe-Taxに出すこともできます。",
    ]
    return "控除証明書が届きませんでした", "\n".join(lines)


def not_done(why: str) -> tuple[str, str]:
    """Say that a wish could not be carried out, and why."""
    return "控除証明書の手続きができませんでした", why


def mail(*, url: str) -> Mail:
    """Return the mail that there is a notice."""
    body = f"控除証明書について、お知らせがあります。\n\n{url}/notices/\n"
    return Mail(SUBJECT, body)
