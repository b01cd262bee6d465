"""電子署名 — RSA with SHA-256 over a text, by the key of a card's certificate."""

from base64 import b64decode
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from kyosai.formats.jpki import certificate as certificates
from kyosai.formats.jpki.certificate import Signer
from kyosai.formats.jpki.refusals import CertificateUnknown, NotSigned


def verified(
    text: str, *, signature: str, certificate: str, issued_by: bytes, checked_at: datetime
) -> Signer:
    """Return who signed a text, or refuse; signature and certificate (DER) are base64."""
    found = certificates.loaded(_opened(certificate))
    certificates.believe(found, issued_by=issued_by, checked_at=checked_at)
    key = found.public_key()
    if not isinstance(key, RSAPublicKey):
        raise CertificateUnknown
    try:
        key.verify(_opened(signature), text.encode(), PKCS1v15(), SHA256())
    except InvalidSignature:
        raise NotSigned from None
    return certificates.signer(found)


def signer_of(certificate: str) -> Signer:
    """Return whose certificate somebody shows, without believing it yet."""
    return certificates.signer(certificates.loaded(_opened(certificate)))


def _opened(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise CertificateUnknown from None
