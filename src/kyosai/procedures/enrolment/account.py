"""加入の口座確認 — is the mandate registered, this person's, and in this person's name?"""

from collections.abc import Iterator
from typing import Any

from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.records.mandates import holder


def findings(
    application: EnrolmentApplication, *, known: dict[str, Any] | None
) -> Iterator[Finding]:
    """Return what there is to say about the mandate an applicant brought."""
    mandate = application.mandate
    if mandate is None:
        yield _on_paper(application)
        return
    if mandate.status.upper() != "REGISTERED":
        yield Finding("mandate_not_registered", "口座振替の登録が済んでいません。", is_well=False)
    elif known and (known["state"] in ("stopped", "replaced") or known["contract_id"]):
        yield Finding(
            "mandate_in_use", "この口座振替の登録は、すでに使われています。", is_well=False
        )
    elif known and known["person"] not in (None, application.person):
        yield Finding("mandate_of_another", "ほかの方が登録した口座です。", is_well=False)
    else:
        yield Finding("mandate_registered", "口座振替の登録が済んでいます。")
    if holder.is_same_name(mandate.holder_kana, application.identity.kana):
        yield Finding("holder_is_applicant", "口座の名義は、申込者の名前です。")
    else:
        yield Finding(
            "holder_is_another",
            "口座の名義と、申込者のフリガナが違います。",
            is_well=False,
            facts={"口座名義": mandate.holder_kana, "フリガナ": application.identity.kana},
        )


def _on_paper(application: EnrolmentApplication) -> Finding:
    """A mandate on paper keeps no contract waiting: the desk reads it once there is one."""
    if application.paper_mandate is None:
        return Finding("mandate_missing", "口座振替の申込みがありません。", is_well=False)
    return Finding("mandate_on_paper", "口座振替申込書は、契約の後に担当者が確認します。")
