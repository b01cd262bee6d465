"""封筒 — number, sequence, kind, version, digest, seal: what makes a message safe to carry.

The portal seals to the core's public key in memory and forgets (it can write and never read
back); it signs number, sequence, kind, version and digest together, so that no envelope fits
another body. The algorithm is named in the envelope, so that it can be changed one day.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.exchange.messages.plain import Message, from_json, to_json

ALGORITHM = "x25519-sealedbox+ed25519/1"
STEP = 1024  # A body's length tells only how many KiB it has.
BACKDATED = timedelta(hours=72)
MAIL_ROOM = "mail-room"  # Sends what came on paper; the core's own key signs for it.


class BadSeal(Malformed):
    """A signature, digest or seal that does not fit: the message goes to quarantine."""

    def __init__(self, found: str) -> None:
        super().__init__(1, "封緘", found)


@dataclass(frozen=True)
class Envelope:
    """The outside of a message. ``timing`` is empty, or says why received_at is odd."""

    number: str
    sender: str
    sequence: int
    kind: str
    version: int
    algorithm: str
    created_at: datetime
    digest: str
    signature: bytes
    timing: str = ""

    def signed_bytes(self) -> bytes:
        """Return what the portal's signature covers."""
        order = (self.number, self.sender, self.sequence, self.kind, self.version, self.digest)
        return fingerprint.canonical([self.algorithm, *order])


def from_row(row: Sequence[Any]) -> Envelope:
    """Return the envelope of a database row, columns in the order of the dataclass."""
    number, sender, sequence, kind, version, algorithm, created_at, digest, signature = row
    return Envelope(
        str(number), sender, sequence, kind, version, algorithm, created_at, digest,
        bytes(signature),
    )  # fmt: skip


def to_wire(envelope: Envelope, sealed: bytes) -> dict[str, Any]:
    """Return an envelope and its body as plain values for the relay's answer."""
    facts = vars(envelope) | {
        "created_at": envelope.created_at.isoformat(),
        "signature": b64encode(envelope.signature).decode(),
        "sealed": b64encode(sealed).decode(),
    }
    del facts["timing"]
    return facts


def from_wire(facts: dict[str, Any]) -> tuple[Envelope, bytes]:
    """Return what ``to_wire`` wrote; BadSeal when it is no envelope at all."""
    try:
        envelope = Envelope(
            number=str(UUID(facts["number"])),
            sender=str(facts["sender"])[:20],
            sequence=int(facts["sequence"]),
            kind=str(facts["kind"])[:40],
            version=int(facts["version"]),
            algorithm=str(facts["algorithm"]),
            created_at=datetime.fromisoformat(facts["created_at"]),
            digest=str(facts["digest"]),
            signature=b64decode(facts["signature"], validate=True),
        )
        return envelope, b64decode(facts["sealed"], validate=True)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise BadSeal("封筒ではありません") from None


def seal(content: bytes, public_key: bytes) -> bytes:
    """Return the content padded to whole KiB and sealed to one public key."""
    return SealedBox(PublicKey(public_key)).encrypt(sodium_pad(content, STEP))


def unseal(sealed: bytes, private_key: bytes) -> bytes:
    """Return what was sealed, or refuse."""
    try:
        padded = SealedBox(PrivateKey(private_key)).decrypt(sealed)
        return sodium_unpad(padded, STEP)
    except (CryptoError, ValueError, TypeError):
        raise BadSeal("開封できません") from None


@lru_cache(maxsize=4)
def _signing_key(signing_key: bytes) -> SigningKey:
    return SigningKey(signing_key)  # works its public key out: once is enough


def sign(content: bytes, signing_key: bytes) -> bytes:
    """Return an Ed25519 signature."""
    return _signing_key(signing_key).sign(content).signature


def is_signed(content: bytes, signature: bytes, verify_key: bytes) -> bool:
    """Tell whether a signature fits."""
    try:
        VerifyKey(verify_key).verify(content, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def sealed_message(message: Message) -> bytes:
    """Return a message sealed to the core."""
    return seal(to_json(message), settings.KEYS["core_box.pub"])


def check(envelope: Envelope, sealed: bytes) -> None:
    """Refuse an envelope that its sender did not sign for exactly this body."""
    if envelope.algorithm != ALGORITHM:
        raise BadSeal("知らない暗号方式")
    if fingerprint.digest(sealed) != envelope.digest:
        raise BadSeal("要約値が合いません")
    signed_with = "core_sign.pub" if envelope.sender == MAIL_ROOM else "portal_sign.pub"
    if not is_signed(envelope.signed_bytes(), envelope.signature, settings.KEYS[signed_with]):
        raise BadSeal("署名が合いません")


def opened(envelope: Envelope, sealed: bytes) -> Message:
    """Check, open and read a message; Malformed when any of the three fails."""
    check(envelope, sealed)
    content = unseal(sealed, settings.KEYS["core_box.key"])
    return from_json(content, kind=envelope.kind, version=envelope.version)


def timing(message: Message, *, fetched_at: datetime, last_contact_at: datetime) -> str:
    """Say why a stated time of receipt cannot be taken at its word, or nothing (decision 5)."""
    stated = getattr(message, "received_at", "")
    if not stated:
        return ""
    try:
        received_at = datetime.fromisoformat(stated)
        if received_at > fetched_at:
            return "later_than_fetch"
        return "older_than_contact" if last_contact_at - received_at > BACKDATED else ""
    except (ValueError, TypeError):  # Not a time, or one without its zone.
        raise Malformed(1, "received_at", "not an instant") from None
