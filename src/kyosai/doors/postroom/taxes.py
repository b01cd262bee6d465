"""納税の確認 — do papers show that the taxes that fell due are paid? (規則2条4号)"""

from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication

ON_PAPER = "納税証明書の画像を、担当者が確認します。"


def findings(message: EnrolmentApplication) -> tuple[Finding, ...]:
    """Return what the tax evidence shows: a picture always needs a person."""
    if message.enterprise is None:
        return ()
    return (Finding("taxes_to_be_read", ON_PAPER, is_well=False),)
