"""署名用電子証明書 — the four facts of a card in a certificate, and whether to believe it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from kyosai.formats.jpki.refusals import CertificateExpired, CertificateUnknown

BASE = "1.2.392.200149.8.5.5."
NAME, BIRTHDATE, ADDRESS = (x509.ObjectIdentifier(f"{BASE}{part}") for part in (1, 4, 5))
POLICY = x509.ObjectIdentifier("1.2.392.200149.8.5.1.1.20")
_TEXT = re.compile(rb"\x0c(?:[\x00-\x7f]|\x81.|\x82..)(.*)", re.DOTALL)  # a DER UTF8String


@dataclass(frozen=True)
class Signer:
    """Whose certificate it is: the facts of the card, and its serial number."""

    name: str
    birthdate: date
    address: str
    serial: str


def loaded(content: bytes) -> x509.Certificate:
    """Return a certificate (DER), or refuse what is none."""
    try:
        return x509.load_der_x509_certificate(content)
    except (ValueError, TypeError):
        raise CertificateUnknown from None


def signer(certificate: x509.Certificate) -> Signer:
    """Return whose certificate it is, or refuse one without the facts of a card."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        facts = {
            each.type_id: _text(each.value) for each in names.get_values_for_type(x509.OtherName)
        }
        return Signer(
            name=facts[NAME],
            birthdate=_day(facts[BIRTHDATE]),
            address=facts[ADDRESS],
            serial=f"{certificate.serial_number:x}",
        )
    except (x509.ExtensionNotFound, x509.DuplicateExtension, KeyError, ValueError):
        raise CertificateUnknown from None


def believe(certificate: x509.Certificate, *, issued_by: bytes, checked_at: datetime) -> None:
    """Refuse what this authority (PEM) did not issue for signing, and what is out of its time."""
    authority = x509.load_pem_x509_certificate(issued_by)
    _check_issuer(certificate, authority)
    if not certificate.not_valid_before_utc <= checked_at <= certificate.not_valid_after_utc:
        raise CertificateExpired


def _check_issuer(certificate: x509.Certificate, authority: x509.Certificate) -> None:
    key, algorithm = authority.public_key(), certificate.signature_hash_algorithm
    if not isinstance(key, RSAPublicKey) or algorithm is None:
        raise CertificateUnknown
    try:
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
        key.verify(certificate.signature, certificate.tbs_certificate_bytes, PKCS1v15(), algorithm)
    except (InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound, ValueError):
        raise CertificateUnknown from None
    if certificate.issuer != authority.subject or POLICY not in {
        policy.policy_identifier for policy in policies
    }:
        raise CertificateUnknown


def _text(value: bytes) -> str:
    found = _TEXT.fullmatch(value)
    if found is None:
        raise ValueError("no text")
    return found[1].decode("utf-8")


def _day(text: str) -> date:
    """Read EYYYYMMDD: a digit for the era, then the day in the common calendar."""
    return date.fromisoformat(text[1:])
