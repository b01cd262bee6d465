"""官職証明書 — a sample authority, and the key our certificates are signed with."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

LAST = "certificate_signer.crt"
DAYS = 1825


def made(now: datetime) -> dict[str, bytes]:
    """Return key and certificate of both, by file name; ``LAST`` comes last."""
    authority, signer = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root = _named("OfficialStatusCA (sample)")
    issued = {
        "official_ca": _certificate(
            root, authority, by=root, signed_by=authority, now=now, is_authority=True
        ),
        "certificate_signer": _certificate(
            _named("sample official status"), signer, by=root, signed_by=authority, now=now
        ),
    }
    keys = {"official_ca": authority, "certificate_signer": signer}
    files: dict[str, bytes] = {}
    for name, certificate in issued.items():
        files[f"{name}.key"] = keys[name].private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        files[f"{name}.crt"] = certificate.public_bytes(serialization.Encoding.PEM)
    return files


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name,
    key: rsa.RSAPrivateKey,
    *,
    by: x509.Name,
    signed_by: rsa.RSAPrivateKey,
    now: datetime,
    is_authority: bool = False,
) -> x509.Certificate:
    """Return a certificate of five years; it begins early, since business time may lie back."""
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                **usage,
            ),
            critical=True,
        )
        .sign(signed_by, hashes.SHA256())
    )
