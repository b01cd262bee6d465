"""契約の文と署名 — the text a holder signs, and whether the signature is under that very text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kyosai.basis import fingerprint, parameters
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.tosanboshi_lending import Signed


class NotSigned(Refused):
    """No signature, or one made too long before."""

    reason = (
        "契約の文に署名がありません。"
        "申し込みの画面から、GビズIDプライムでもう一度署名してください。"
    )


class SignedAnother(Refused):
    """The signature is under a text that holds no more: the day or the books have moved on."""

    reason = (
        "署名した後に、契約の内容が変わりました。貸付けの日か、借りられる額が変わっています。"
        "画面を開き直して、今の内容を確かめてください。"
    )


@dataclass(frozen=True)
class Deed:
    """The text of a loan contract, line by line, and what its digest is."""

    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The fingerprint a signature is under."""
        return fingerprint.digest("\n".join(self.lines).encode())


def written(rows: Sequence[tuple[str, object]], *, promises: Sequence[str]) -> Deed:
    """Return a deed: what is lent, as label and value, then what is promised."""
    return Deed((*(f"{label}：{value}" for label, value in rows), *promises))


def insist_on_signature(deed: Deed, *, signed: Signed | None, received_at: datetime) -> None:
    """Refuse a filing whose signature is missing, old, or under another text."""
    minutes = facts()["signed_within_minutes"]
    if signed is None:
        raise NotSigned(field="signed")
    age = received_at - datetime.fromisoformat(signed.signed_at)
    if not timedelta(0) <= age <= timedelta(minutes=minutes):
        raise NotSigned(field="signed")
    if signed.digest != deed.digest:
        raise SignedAnother(field="signed")


def facts() -> dict[str, Any]:
    """Return how a loan is handed over, and how long a signature is fresh."""
    newest: dict[str, Any] = parameters.table(__package__, "handing_over")["version"][-1]
    return newest
