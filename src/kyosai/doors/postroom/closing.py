"""廃業届の確認 — is it the tax office's receipt of this person's closing, filed after the day?"""

from datetime import date
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.casework.findings import Finding
from kyosai.doors.postroom import receipt
from kyosai.exchange.messages.claims import Claim
from kyosai.formats.etax.receipt_notice import Form, ReceiptNotice
from kyosai.procedures.payout.claim import Evidence
from kyosai.records.parties import reads as parties

MISSING = "添付書類が{count}件届いていません。"
PICTURES = Finding("evidence_is_pictures", "書類が画像です。担当者が確認します。", is_well=False)


def gathered(message: Claim, *, missing: int) -> Evidence:
    """Return what the proof of a claim shows; pictures are for a person to read."""
    if message.proof.kind == "nothing":
        return Evidence()
    if message.proof.kind == "etax_receipt":
        return Evidence(_findings(message), is_machine_readable=True)
    gone = Finding("attachment_missing", MISSING.format(count=missing), is_well=False)
    return Evidence((PICTURES, gone) if missing else (PICTURES,))


def _findings(message: Claim) -> tuple[Finding, ...]:
    notice = receipt.opened(message.proof.receipt_xml)
    if isinstance(notice, Finding):
        return (notice,)
    party = parties.of_person(UUID(message.person))
    if party is None:
        return (Finding("receipt_of_nobody", "契約者の記録がありません。", is_well=False),)
    known = parties.particulars(party)
    whose = (
        receipt.compared("receipt_address", "住所", notice.address, known.address)
        if notice.birthdate is None
        else receipt.compared("receipt_birthdate", "生年月日", notice.birthdate, known.birthdate)
    )
    return (
        receipt.signed(notice),
        receipt.compared("receipt_name", "氏名", notice.name, known.name),
        whose,
        receipt.compared("receipt_form", "書類", notice.form.value, Form.CLOSING_OF_BUSINESS.value),
        _filed_after(notice, message),
    )


def _filed_after(notice: ReceiptNotice, message: Claim) -> Finding:
    if tokyo.in_tokyo(notice.accepted_at).date() >= date.fromisoformat(message.happened_on):
        return Finding("receipt_after", "廃業の日のあとに出された届です。")
    return Finding("receipt_before", "廃業の日より前に出された届です。", is_well=False)
