"""提出書類の封緘 — a paper sealed to the tax office: whoever sealed it cannot open it.

A fresh AES-256-GCM key seals the paper, RSA-OAEP with SHA-256 the key: first the key, then the
paper. A key seals one paper, so that its nonce may be nought.
"""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = bytes(12)
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def sealed(content: bytes, *, certificate: bytes) -> bytes:
    """Return a paper only the holder of the certificate's key can read."""
    office = x509.load_pem_x509_certificate(certificate).public_key()
    assert isinstance(office, rsa.RSAPublicKey), "the tax office's certificate is one of RSA"
    key = AESGCM.generate_key(256)
    return office.encrypt(key, OAEP) + AESGCM(key).encrypt(NONCE, content, None)
