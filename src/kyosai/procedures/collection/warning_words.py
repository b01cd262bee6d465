"""催告の文 — what is unpaid, what can be done and by when; plain, and without a threat."""

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.procedures.collection import words
from kyosai.records.notices.writes import Mail
from kyosai.records.premiums.warnings import Unanswered

ACTIONS = (words.CHANGE, words.LOOK)
SUBJECT = "掛金の未納についての大切なお知らせ"
PROOF = {"opened": "知らせが開かれた", "posted": "書留を郵送した"}


def warning(*, unpaid: int, yen: Yen, days: int) -> tuple[str, str]:
    """Return title and body of the warning: the contract can still go on."""
    lines = [
        f"掛金が{unpaid}か月分、納付されていません（合計 {yen}）。",
        "引き落としは止まっています。",
        "",
        f"この知らせを開いてから{days}日以内に、次のどれかをお願いします。",
        "",
        "1. 未納の掛金をまとめて納める",
        "納付書を送ります。下の電話で、お申し出ください。",
        "",
        "2. 掛金の額を下げて続ける",
        "毎月の掛金を下げられます。契約は、いまなら続けられます。",
        "",
        "3. 事情を知らせる",
        "災害や火災のときは、期限をのばせることがあります。",
        "",
        "何もないときは、契約を続けられるかを担当者が検討します。",
        "",
        words.TALK,
    ]
    return "掛金が12か月分以上、納付されていません", "\n".join(lines)


def mail(*, url: str) -> Mail:
    """Return the mail that there is a warning to read."""
    return words.mail(SUBJECT, "掛金の納付について、大切なお知らせがあります。", url=url)


def to_consider(warned: Unanswered) -> str:
    """Return what the contracts desk reads: what is unpaid, and how the warning arrived."""
    return (
        f"契約 {warned.contract} は{warned.unpaid}か月分（{Yen(warned.yen)}）が未納です。"
        f"催告は{era.on_screen(warned.delivered_on)}に届いています（{PROOF[warned.kind]}）。"
        "正当な理由がないか確かめ、契約の解除を検討してください。"
    )
