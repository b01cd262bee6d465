"""電子署名 — one enveloped signature over the whole document, by one known certificate.

The shape is checked before the mathematics: what is signed must be what will be read.
"""

from base64 import b64decode
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

import xmlsec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from kyosai.formats.etax.refusals import (
    CertificateExpired,
    NotSigned,
    Tampered,
    Wrapped,
    WrongSigner,
)

DSIG = "http://www.w3.org/2000/09/xmldsig#"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_QUALIFIED = f"{{{DSIG}}}"
ENVELOPED = f"{DSIG}enveloped-signature"
_one_at_a_time = Lock()  # The library keeps global state.
_SHAPE = (  # Every element of SignedInfo in order, with its algorithm or address.
    ("CanonicalizationMethod", C14N),
    ("SignatureMethod", RSA_SHA256),
    ("Reference", None),
    ("Transforms", None),
    ("Transform", ENVELOPED),
    ("Transform", C14N),
    ("DigestMethod", SHA256),
    ("DigestValue", None),
)


def verify(root: Any, *, certificate: bytes, checked_at: datetime) -> None:
    """Accept a document signed as a whole by this certificate (PEM), or refuse it."""
    signature = _only_signature(root)
    _check_shape(root, signature)
    pinned = _pinned(certificate)
    _check_signer(signature, pinned, checked_at)
    if not pinned.not_valid_before_utc <= checked_at <= pinned.not_valid_after_utc:
        raise CertificateExpired
    _check_digest_and_signature(root, signature, certificate)


@lru_cache(maxsize=4)
def _pinned(certificate: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate)


@lru_cache(maxsize=4)
def _key(certificate: bytes) -> Any:
    return xmlsec.Key.from_memory(certificate, xmlsec.constants.KeyDataFormatCertPem)


def _only_signature(root: Any) -> Any:
    found = [element for element in root.iter() if _name(element) == "Signature"]
    if not found:
        raise NotSigned
    if len(found) > 1 or found[0].getparent() is not root or root[-1] is not found[0]:
        raise Wrapped
    return found[0]


def _check_shape(root: Any, signature: Any) -> None:
    """Refuse a signature that points anywhere but to the document it stands in."""
    marked = root.get("id") or ""
    names = [value for element in root.iter() for key, value in element.attrib.items()
             if key.lower().endswith("id")]  # fmt: skip
    if not marked or names.count(marked) != 1:
        raise Wrapped
    if [_name(part) for part in signature] != ["SignedInfo", "SignatureValue", "KeyInfo"]:
        raise Wrapped
    found = [(_name(part), part.get("Algorithm")) for part in signature[0].iterdescendants()]
    if tuple(found) != _SHAPE:
        raise Wrapped
    if signature[0].find(f"{{{DSIG}}}Reference").get("URI") != f"#{marked}":
        raise Wrapped


def _check_signer(signature: Any, pinned: x509.Certificate, checked_at: datetime) -> None:
    held = [part for part in signature.iter() if _name(part) == "X509Certificate"]
    try:
        shown = b64decode("".join((held[0].text or "").split()), validate=True) if held else b""
    except ValueError:
        raise WrongSigner from None
    if len(held) != 1 or shown != pinned.public_bytes(Encoding.DER):
        raise CertificateExpired if _is_old_one(shown, pinned, checked_at) else WrongSigner


def _is_old_one(shown: bytes, pinned: x509.Certificate, checked_at: datetime) -> bool:
    """Tell whether this is an earlier certificate of the same signer, whose time is over."""
    try:
        certificate = x509.load_der_x509_certificate(shown)
        is_same_key = certificate.public_key() == pinned.public_key()
        return is_same_key and certificate.not_valid_after_utc < checked_at
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        return False


def _check_digest_and_signature(root: Any, signature: Any, certificate: bytes) -> None:
    with _one_at_a_time:
        xmlsec.tree.add_ids(root, ["id"])
        context = xmlsec.SignatureContext()
        context.key = _key(certificate)  # the context takes a copy
        try:
            context.verify(signature)
        except xmlsec.Error:
            raise Tampered from None


def _name(element: Any) -> str:
    """Return the local name of an element of XMLDSig, or nothing."""
    name = str(element.tag)
    return name.removeprefix(_QUALIFIED) if name.startswith(_QUALIFIED) else ""
