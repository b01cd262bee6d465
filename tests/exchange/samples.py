"""Messages of plainly fictional people, and envelopes as the relay hands them over."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings

from kyosai.basis import fingerprint
from kyosai.exchange import envelope
from kyosai.exchange.messages import inbound
from kyosai.exchange.messages.mandate_notices import MandateNotice

PERSON = "3f0a4f0e-0000-4000-8000-000000000001"
SENT_AT = datetime.fromisoformat("2026-10-20T21:14:05.120+09:00")

MANDATE = inbound.Mandate(
    customer_no="00012345600000000017",
    request_id="r-1",
    mandate_id="m-1",
    bank_code="9901",
    bank_name="サンプル銀行",
    branch_code="001",
    branch_name="見本支店",
    account_kind="1",
    account_masked="****567",
    holder_kana="ミホン ハナコ",
    status="registered",
    inquired_at="2026-10-20T21:10:00.000+09:00",
)


def application(**changes: Any) -> inbound.EnrolmentApplication:
    made = inbound.EnrolmentApplication(
        scheme="skk",
        person=PERSON,
        received_at=SENT_AT.isoformat(timespec="milliseconds"),
        receipt="U-00000001-95",
        promise=inbound.Promise(
            due_at="2026-10-23T17:00:00+09:00",
            policy="2026-10",
            calendar="2026",
            t0="2026-10-21",
        ),
        identity=inbound.Identity(
            name="見本 花子",
            kana="ミホン ハナコ",
            birthdate="1980-04-01",
            address="東京都見本区見本一丁目1番1号",
            acr="aal3 crl",
            signed_in_at="2026-10-20T20:58:00.000+09:00",
            agreed_digest="0" * 64,
            terms_version="2026-10",
        ),
        contact=inbound.Contact(email="hanako@example.jp", phone="03-0000-0000"),
        capacity="sole_proprietor",
        trade="retail",
        employees=2,
        business_name="見本パン店",
        corporate_number="",
        office_address="東京都見本区見本一丁目1番1号",
        opened_on="2024-04-01",
        evidence=inbound.Evidence(kind="pictures", receipt_xml="", attachments=("a-1", "a-2")),
        owner=None,
        monthly_premium=10_000,
        mandate=MANDATE,
        paper_mandate=None,
        enterprise=None,
        statements=inbound.Statements(
            not_in_chutaikyo=True,
            not_antisocial=True,
            not_employee=True,
            one_position=True,
            no_cancellation_within_year=True,
        ),
    )
    return replace(made, **changes)


def notice(**changes: Any) -> MandateNotice:
    made = MandateNotice(
        request_id="r-1",
        mandate_id="m-1",
        customer_no=MANDATE.customer_no,
        status="registered",
        code="00",
        bank_code="9901",
        branch_code="001",
        account_kind="1",
        account_masked="****567",
        registered_on="2026-10-20",
        received_at=SENT_AT.isoformat(timespec="milliseconds"),
    )
    return replace(made, **changes)


def sealed(
    message: inbound.Inbound, *, sequence: int = 1, sender: str = "portal", number: str = ""
) -> tuple[envelope.Envelope, bytes]:
    body = envelope.sealed_message(message)
    outside = envelope.Envelope(
        number=number or str(uuid4()),
        sender=sender,
        sequence=sequence,
        kind=message.kind,
        version=message.VERSION,
        algorithm=envelope.ALGORITHM,
        created_at=SENT_AT,
        digest=fingerprint.digest(body),
        signature=b"",
    )
    signature = envelope.sign(outside.signed_bytes(), settings.KEYS["portal_sign.key"])
    return replace(outside, signature=signature), body


def wired(message: inbound.Inbound, **words: Any) -> dict[str, Any]:
    return envelope.to_wire(*sealed(message, **words))
