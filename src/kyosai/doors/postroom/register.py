"""法人番号の確認 — is there such a company, under this name, at this office, still open?"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from kyosai.basis import alike
from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.doors.postroom import patience
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.wires.corporate_numbers import codes
from kyosai.wires.corporate_numbers.register import Corporation, Register, RegisterConfig
from kyosai.wires.failure import Rejected, Unreachable

UNKNOWN = "この法人番号の会社が見つかりません。"
DRAWN = "会社の名前が、登記では画像だけです。担当者が確かめます。"
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
        *_named(company, message),
        _compared(
            "register_office", "会社の所在地", company.office_address, message.office_address
        ),
        _standing(company),
    )


def _named(company: Corporation, message: EnrolmentApplication) -> Iterator[Finding]:
    """Compare the name applied under; what an enterprise's sign-in told may be a former one."""
    if not company.name:
        yield Finding("register_name_drawn", DRAWN, is_well=False)
        return
    yield _compared("register_name", "会社の名前", company.name, message.business_name)
    told = message.identity.name
    if message.enterprise is None or alike.is_same(company.name, told):
        return
    if any(alike.is_same(former, told) for former in company.former_names):
        facts = {"登記": company.name, "GビズID": told}
        yield Finding("register_renamed", "GビズIDの名前は、変わる前の商号です。", facts=facts)
    else:
        yield _compared("register_gbizid_name", "GビズIDの名前", company.name, told)


def _standing(company: Corporation) -> Finding:
    """Say whether it is an open company; other bodies have rules of their own."""
    if not company.is_open:
        return Finding("register_closed", "登記が閉じられています。", is_well=False)
    if not codes.is_company(company.kind):
        return Finding("register_kind", "会社ではない法人です。", is_well=False)
    return Finding("register_open", "登記されている会社です。")


def _compared(key: str, what: str, shown: str, told: str) -> Finding:
    if alike.is_same(shown, told):
        return Finding(key, f"{what}は、登記と同じです。")
    facts = {"登記": shown, "申込み": told}
    return Finding(key, f"{what}が、登記と違います。", is_well=False, facts=facts)
