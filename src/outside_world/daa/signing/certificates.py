"""署名用電子証明書 — what sample cards sign with: keys, and certificates of four facts."""

from datetime import datetime, timedelta
from functools import cache
from secrets import token_hex

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.x509.oid import NameOID

from outside_world.people import Person

BASE = "1.2.392.200149.8.5.5."
POLICY = "1.2.392.200149.8.5.1.1.20"
ERAS = ((2019, 5), (1989, 4), (1926, 3))  # the digit before a birthday: 令和, 平成, 昭和
BEFORE, AFTER = timedelta(days=365), timedelta(days=4 * 365)


def signed(digest: bytes, *, person: Person) -> bytes:
    """Return a card's signature over a SHA-256 digest."""
    return _key(person.name, person.birthdate).sign(digest, PKCS1v15(), Prehashed(hashes.SHA256()))


def issued(person: Person, *, key: bytes, certificate: bytes, now: datetime) -> bytes:
    """Return the certificate (DER) of a person's card; an expired card's time is over."""
    authority = serialization.load_pem_private_key(key, None)
    assert isinstance(authority, rsa.RSAPrivateKey)
    until = now - timedelta(days=1) if person.card == "expired" else now + AFTER
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, token_hex(10))]))
        .issuer_name(x509.load_pem_x509_certificate(certificate).subject)
        .public_key(_key(person.name, person.birthdate).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(_facts(person)), critical=False)
        .add_extension(_policy(), critical=True)
    )
    return builder.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@cache
def _key(name: str, birthdate: str) -> rsa.RSAPrivateKey:
    assert name and birthdate
    return rsa.generate_private_key(65537, 2048)


def _facts(person: Person) -> list[x509.GeneralName]:
    year = int(person.birthdate[:4])
    era = next(digit for since, digit in ERAS if year >= since)
    facts = {
        "1": person.name,
        "3": person.gender,
        "4": f"{era}{person.birthdate.replace('-', '')}",
        "5": person.address,
    }
    return [
        x509.OtherName(x509.ObjectIdentifier(f"{BASE}{part}"), _text(fact))
        for part, fact in facts.items()
    ]


def _policy() -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(POLICY), None)])


def _text(fact: str) -> bytes:
    """Return a fact as a DER UTF8String."""
    content = fact.encode()
    size = len(content)
    head = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else None
    assert head or size < 65536
    return b"\x0c" + (head or bytes([0x82, size >> 8, size & 255])) + content
