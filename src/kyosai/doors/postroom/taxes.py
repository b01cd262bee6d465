"""納税の確認 — do papers show that the taxes that fell due are paid? (規則2条4号)"""

from dataclasses import dataclass
from datetime import date, datetime

from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.doors import tax_papers
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.formats.etax.tax_certificate import TaxCertificate
from kyosai.procedures.enrolment import acceptance
from kyosai.procedures.enrolment.evidence import TAXES_PAID
from kyosai.schemes.tosanboshi.evidence import taxes
from kyosai.schemes.tosanboshi.evidence.taxes import Taxpayer

ON_PAPER = "納税証明書の画像を、担当者が確認します。"
RULE = "中小企業倒産防止共済法施行規則2条4号"


@dataclass(frozen=True)
class Taxes:
    """What the tax evidence shows, and the due days of what is not paid."""

    findings: tuple[Finding, ...] = ()
    unpaid_due_on: tuple[date, ...] = ()


def shown(message: EnrolmentApplication) -> Taxes:
    """Return what the tax evidence shows: a picture always needs a person."""
    if message.enterprise is None:
        return Taxes()
    if not message.enterprise.tax_xml:
        return Taxes((Finding("taxes_to_be_read", ON_PAPER, is_well=False),))
    try:
        certificate = tax_papers.opened(message.enterprise.tax_xml)
    except Refused as refusal:
        return Taxes((Finding("tax_certificate_not_believed", refusal.reason, is_well=False),))
    return _compared(certificate, message)


def _compared(certificate: TaxCertificate, message: EnrolmentApplication) -> Taxes:
    on = datetime.fromisoformat(message.received_at).date()
    name, address = acceptance.named(message)
    facts = {"証明書番号": certificate.number, "発行": certificate.issued_on.isoformat()}
    signed = Finding("tax_certificate_signed", "納税証明書の署名は正しいです。", facts=facts)
    found, of = tax_papers.shown(certificate), Taxpayer(name, address, message.corporate_number)
    bad = tuple(
        Finding(each.key, each.sentence, RULE, is_well=False)
        for each in taxes.troubles(found, of=of, on=on)
    )
    paid = Finding(TAXES_PAID, "納期の来た税金は、納められています。", RULE)
    return Taxes((signed, *(bad or (paid,))), taxes.unpaid_due_on(found, on=on))
