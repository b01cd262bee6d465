"""法人番号の確認 — is there such a company, under this name, at this office, still open?"""

from datetime import datetime

from django.conf import settings

from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.doors.postroom import patience
from kyosai.doors.postroom.receipt import plain
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.wires.corporate_numbers.register import Corporation, Register, RegisterConfig
from kyosai.wires.failure import Rejected, Unreachable

COMPANIES = ("301", "302", "303", "304", "305")  # 株式・有限・合名・合資・合同
UNKNOWN = "この法人番号の会社が見つかりません。"
AWAY = "法人番号のサイトにつながりませんでした。"


def register() -> Register:
    """Return the register the settings name."""
    return Register(RegisterConfig(settings.HOUJIN_URL))


def findings(message: EnrolmentApplication, *, sent_at: datetime) -> tuple[Finding, ...]:
    """Return what the register shows; while it is away the application waits a little."""
    try:
        company = register().look_up(message.corporate_number)
    except Refused as refusal:
        return (Finding("company_unknown", refusal.reason, is_well=False),)
    except (Unreachable, Rejected):
        patience.wait(sent_at)
        return (Finding("register_away", AWAY, is_well=False),)
    if company is None:
        return (Finding("company_unknown", UNKNOWN, is_well=False),)
    return (
        _compared("register_name", "会社の名前", company.name, message.business_name),
        _compared(
            "register_office", "会社の所在地", company.office_address, message.office_address
        ),
        _standing(company),
    )


def _standing(company: Corporation) -> Finding:
    """Say whether it is an open company; other bodies have rules of their own."""
    if not company.is_open:
        return Finding("register_closed", "登記が閉じられています。", is_well=False)
    if company.kind not in COMPANIES:
        return Finding("register_kind", "会社ではない法人です。", is_well=False)
    return Finding("register_open", "登記されている会社です。")


def _compared(key: str, what: str, shown: str, told: str) -> Finding:
    if plain(shown) == plain(told):
        return Finding(key, f"{what}は、登記と同じです。")
    facts = {"登記": shown, "申込み": told}
    return Finding(key, f"{what}が、登記と違います。", is_well=False, facts=facts)
