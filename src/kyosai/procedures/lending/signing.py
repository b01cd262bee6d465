"""署名の確認 — what was signed is what will be lent, and by the holder's own card."""

import unicodedata
from datetime import datetime
from uuid import UUID

from django.conf import settings

from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.lending import Signature
from kyosai.formats.jpki import signature as jpki
from kyosai.formats.jpki.certificate import Signer
from kyosai.procedures.lending.deal import Deal
from kyosai.records.parties import reads as parties
from kyosai.records.parties.reads import Particulars


class NotSignedYet(Refused):
    """A loan is made by contract."""

    reason = "契約書に署名がありません。契約書を読み、署名してから送ってください。"


class SignedOtherwise(Refused):
    """The text that was signed is not the one that holds now."""

    reason = (
        "署名した契約書の内容が、いまの内容と変わりました。"
        "契約書を開き直し、確かめてから、もう一度署名してください。"
    )


class AnotherPerson(Refused):
    """The card is not the holder's."""

    reason = "署名したカードが、ご本人のものではありません。ご本人のカードで署名してください。"


def insist(signature: Signature | None, deal: Deal, *, party: UUID, at: datetime) -> Finding:
    """Refuse a text that was not signed by the holder as it stands; return what was found."""
    if signature is None:
        raise NotSignedYet(field="signature")
    if signature.text != deal.text:
        raise SignedOtherwise(field="signature")
    if signature.way != "card":
        raise NotSignedYet(field="signature")
    signer = jpki.verified(
        signature.text,
        signature=signature.signature,
        certificate=signature.certificate,
        issued_by=settings.KEYS["jpki_sign_ca.crt"],
        checked_at=at,
    )
    if not _is(signer, parties.particulars(party)):
        raise AnotherPerson(field="signature")
    return Finding(
        key="signed",
        words="契約書は、ご本人の署名用電子証明書で署名されています。",
        facts={"serial": signer.serial, "signed_at": signature.signed_at},
    )


def _is(signer: Signer, holder: Particulars) -> bool:
    return signer.birthdate == holder.birthdate and _plain(signer.name) == _plain(holder.name)


def _plain(name: str) -> str:
    """Return a name without its spaces and widths: a card and a form write them apart."""
    return "".join(unicodedata.normalize("NFKC", name).split())
