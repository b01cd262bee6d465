"""証書の再発行 — lay a contract's certificate ready for its holder once more, and tell them."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.procedures.access.calls import words
from kyosai.procedures.access.calls.contact import NotChecked
from kyosai.records.calls import writes
from kyosai.records.calls.reads import Standing
from kyosai.records.contracts.reads import Standing as Contract
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling


@transaction.atomic
def reissue(call: Standing, *, contract: Contract, at: datetime) -> None:
    """Tell the holder where the certificate is; asked twice in one call, it is told once."""
    if not call.is_checked or call.is_ended or call.party != contract.party:
        raise NotChecked
    title, body = words.reissued(contract.number)
    address = f"/mine/documents/{contract.certificate_number}/"
    writes.note_act(call.id, kind="certificate", words=f"契約 {contract.number}", at=at)
    notices.tell(
        Telling(
            party=contract.party,
            key=f"certificate:{contract.number}:{call.id}",
            kind="certificate",
            at=at,
            title=title,
            body=body,
            contract=contract.number,
            actions=({"label": "証書を受け取る", "url": address},),
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )
