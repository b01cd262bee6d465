"""受信通知の確認 — is it the tax office's, of this person, of this business, and not too old?"""

from base64 import b64decode
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from kyosai.basis import alike
from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.doors import today
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.formats.etax import receipt_notice
from kyosai.formats.etax.receipt_notice import Form, ReceiptNotice

ENDED = Finding(
    "receipt_of_closing", "廃業届の受信通知なので、今の事業を確認できません。", is_well=False
)
RECENT = timedelta(days=460)  # A return is filed every year by mid-March (mark D).


def findings(message: EnrolmentApplication) -> tuple[Finding, ...]:
    """Return what the receipt shows; one that cannot be believed is one bad finding."""
    notice = opened(message.evidence.receipt_xml)
    if isinstance(notice, Finding):
        return (notice,)
    return (
        signed(notice),
        *([ENDED] if notice.form is Form.CLOSING_OF_BUSINESS else []),
        compared("receipt_name", "氏名", notice.name, message.identity.name),
        _whose(notice, message),
        _trade(notice, message),
        compared("receipt_employees", "従業員の数", notice.employees, message.employees),
        _recent(notice, datetime.fromisoformat(message.received_at)),
    )


def opened(receipt_xml: str) -> ReceiptNotice | Finding:
    """Return the notice of a file (base64), or the finding that it cannot be believed."""
    try:
        content = b64decode(receipt_xml, validate=True)
    except ValueError:
        return Finding("receipt_unreadable", "受信通知を読み取れません。", is_well=False)
    try:
        certificate = Path(settings.ETAX_CERT_FILE).read_bytes()
        return receipt_notice.read(content, certificate=certificate, checked_at=today.now())
    except Refused as refusal:
        return Finding("receipt_not_believed", refusal.reason, is_well=False)


def signed(notice: ReceiptNotice) -> Finding:
    """Return the finding that a notice is the tax office's, with what it is about."""
    return Finding("receipt_signed", "受信通知の署名は正しいです。", facts=_facts(notice))


def _facts(notice: ReceiptNotice) -> dict[str, str]:
    return {
        "受付番号": notice.receipt_number,
        "書類": notice.form.value,
        "年分": str(notice.year),
        "受付日時": notice.accepted_at.isoformat(),
    }


def compared(key: str, what: str, shown: object, told: object) -> Finding:
    """Return whether a notice says the same as the person, or the records."""
    if alike.is_same(shown, told):
        return Finding(key, f"{what}は、受信通知と同じです。")
    facts = {"受信通知": str(shown), "申込み": str(told)}
    return Finding(key, f"{what}が、受信通知と違います。", is_well=False, facts=facts)


def _trade(notice: ReceiptNotice, message: EnrolmentApplication) -> Finding:
    """Compare the trade; 倒産防止共済 sorts trades its own way, so its words go into the file."""
    if message.scheme == "tosanboshi":
        return Finding("receipt_trade", "業種の記載があります。", facts={"受信通知": notice.trade})
    return compared("receipt_trade", "業種", notice.trade_code, message.trade)


def _whose(notice: ReceiptNotice, message: EnrolmentApplication) -> Finding:
    """Compare the birthday, or the address when the notice states no birthday.

    An address may have changed since the return; a birthday may not.
    """
    identity = message.identity
    if notice.birthdate is None:
        return compared("receipt_address", "住所", notice.address, identity.address)
    return compared("receipt_birthdate", "生年月日", notice.birthdate, identity.birthdate)


def _recent(notice: ReceiptNotice, received_at: datetime) -> Finding:
    if received_at - notice.accepted_at <= RECENT:
        return Finding("receipt_recent", "受信通知は、最近のものです。")
    return Finding("receipt_old", "受信通知が古いため、今の事業を確認できません。", is_well=False)
