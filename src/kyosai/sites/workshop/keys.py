"""鍵 — every key of the workshop, made at its first start and never written into the repository."""

import json
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from joserfc.jwk import ECKey, KeyParameters, RSAKey
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from kyosai.sites.workshop import officials

TEXT_SECRETS = (
    "portal_secret",
    "gbizid_secret",
    "hub_secret",
    "bank_secret",
    "etax_secret",
    "delivery_secret",
    "django_internet.secret",
    "django_core.secret",
    "postgres.secret",
    "kyosai_internet_owner.secret",
    "kyosai_internet_app.secret",
    "kyosai_core_owner.secret",
    "kyosai_core_app.secret",
    "kyosai_vendor_a.secret",
    "kyosai_vendor_b.secret",
)

HANDED_OUT = {  # each zone holds only what it needs: the portal can seal, never open
    "internet": (
        "core_box.pub", "core_sign.pub", "portal_sign.key", "portal_sign.pub", "relay.crt",
        "relay.key", "courier.crt", "portal_secret", "daa_client.jwk", "gbizid_secret",
        "hub_secret", "django_internet.secret", "etax.crt", "my_numbers_box.pub",
    ),
    "core": (
        "core_box.key", "core_box.pub", "core_sign.key", "core_sign.pub", "portal_sign.pub",
        "relay.crt", "courier.crt", "courier.key", "account_cipher.key", "hub_secret",
        "bank_secret", "django_core.secret", "etax.crt", "jpki_sign_ca.crt", "delivery_secret",
        "certificate_signer.key", "certificate_signer.crt", "etax_secret",
        "print_house_box.pub", "print_house_sign.pub",
    ),
    "my_numbers": ("my_numbers_box.key",),  # the back office alone is told where
    "outside": (
        "daa_op.jwk", "daa_client.public.jwk", "gbizid_op.jwk", "gbizid_secret", "hub_secret",
        "bank_secret", "etax.key", "etax.crt", "jpki_sign_ca.key", "jpki_sign_ca.crt",
        "delivery_secret", "official_ca.key", "official_ca.crt", "etax_secret",
        "print_house_box.key", "print_house_sign.key", "core_sign.pub",
    ),
}  # fmt: skip


def hand_out(state: Path) -> None:
    """Copy to each zone the keys that are its own."""
    for zone, names in HANDED_OUT.items():
        folder = state / "zones" / zone / "keys"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in names:
            _once(folder / name, (state / "keys" / name).read_bytes)


def make(folder: Path) -> None:
    """Make each key that is not there yet; a key that is there stays."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in TEXT_SECRETS:
        _once(folder / name, lambda: secrets.token_urlsafe(32).encode())
    _once(folder / "account_cipher.key", lambda: secrets.token_bytes(32))
    _pair(folder, "core_box", _box)
    _pair(folder, "my_numbers_box", _box)
    _pair(folder, "portal_sign", _signing)
    _pair(folder, "core_sign", _signing)
    _pair(folder, "print_house_box", _box)
    _pair(folder, "print_house_sign", _signing)
    for name in ("daa_client", "daa_op"):
        _jwk(folder, name, lambda said: ECKey.generate_key("P-256", {**said, "alg": "ES256"}))
    _jwk(folder, "gbizid_op", lambda said: RSAKey.generate_key(2048, {**said, "alg": "RS256"}))
    for name in ("relay", "courier"):
        _certificate(folder, name, ec.generate_private_key(ec.SECP256R1()), days=3650)
    for name in ("etax", "jpki_sign_ca"):
        _certificate(folder, name, rsa.generate_private_key(65537, 2048), days=1825)
    _officials(folder)


def _once(path: Path, make_content: Callable[[], bytes]) -> None:
    if path.exists():
        return
    half = path.with_suffix(path.suffix + ".half")
    half.write_bytes(make_content())
    os.chmod(half, 0o600)
    half.rename(path)


def _pair(folder: Path, name: str, make_pair: Callable[[], tuple[bytes, bytes]]) -> None:
    if (folder / f"{name}.key").exists() and (folder / f"{name}.pub").exists():
        return
    private, public = make_pair()
    (folder / f"{name}.key").unlink(missing_ok=True)
    (folder / f"{name}.pub").unlink(missing_ok=True)
    _once(folder / f"{name}.key", lambda: private)
    _once(folder / f"{name}.pub", lambda: public)


def _box() -> tuple[bytes, bytes]:
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def _signing() -> tuple[bytes, bytes]:
    key = SigningKey.generate()
    return bytes(key), bytes(key.verify_key)


def _jwk(folder: Path, name: str, make_key: Callable[[KeyParameters], ECKey | RSAKey]) -> None:
    if (folder / f"{name}.jwk").exists():
        return
    key = make_key({"kid": name, "use": "sig"})
    _once(folder / f"{name}.public.jwk", lambda: json.dumps(key.as_dict(private=False)).encode())
    _once(folder / f"{name}.jwk", lambda: json.dumps(key.as_dict(private=True)).encode())


def _officials(folder: Path) -> None:
    """Make the key of our certificates and its authority together; the last file says: done."""
    if (folder / officials.LAST).exists():
        return
    for name, content in officials.made(datetime.now(UTC)).items():
        (folder / name).unlink(missing_ok=True)
        _once(folder / name, partial(bytes, content))


def _certificate(
    folder: Path, name: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, *, days: int
) -> None:
    if (folder / f"{name}.crt").exists():
        return
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"kyosai workshop {name}")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))  # business time may lie in the past
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / f"{name}.key").unlink(missing_ok=True)
    _once(folder / f"{name}.key", lambda: private)
    _once(folder / f"{name}.crt", lambda: made.public_bytes(serialization.Encoding.PEM))
