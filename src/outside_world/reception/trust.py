"""署名者の検査 — issued by the known authority, in time, not revoked, and meant for signing."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from outside_world.reception.faults import Fault
from outside_world.world import World


def check(certificate: x509.Certificate, world: World, *, at: datetime) -> None:
    """Accept a signer the authority vouches for at this moment, or refuse them."""
    authority = x509.load_pem_x509_certificate(world.key("official_ca.crt"))
    _check_issuer(certificate, authority)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise Fault("R10", "署名した人の証明書の、有効期間の外です。")
    if not _may_sign(certificate):
        raise Fault("R11", "署名に使えない証明書です。")
    revoked = revocations(world, at=at)
    if not revoked.is_signature_valid(authority.public_key()):  # type: ignore[arg-type]
        raise Fault("R09", "失効の一覧を信頼できません。")
    if revoked.get_revoked_certificate_by_serial_number(certificate.serial_number):
        raise Fault("R13", "署名した人の証明書は、失効しています。")


def revocations(world: World, *, at: datetime) -> x509.CertificateRevocationList:
    """Return the list of revoked certificates, signed by the authority."""
    authority = x509.load_pem_x509_certificate(world.key("official_ca.crt"))
    key = serialization.load_pem_private_key(world.key("official_ca.key"), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    made = x509.CertificateRevocationListBuilder().issuer_name(authority.subject)
    made = made.last_update(at - timedelta(hours=1)).next_update(at + timedelta(days=1))
    for row in world.memory.rows("SELECT serial, at FROM revoked_signer"):
        gone = x509.RevokedCertificateBuilder().serial_number(int(row["serial"]))
        since = datetime.fromisoformat(row["at"])
        made = made.add_revoked_certificate(gone.revocation_date(since).build())
    return made.sign(key, hashes.SHA256())


def revoke(certificate: x509.Certificate, world: World) -> None:
    """Revoke a certificate from now on."""
    world.memory.write(
        "INSERT INTO revoked_signer VALUES (?, ?) ON CONFLICT DO NOTHING",
        str(certificate.serial_number), world.clock.now().isoformat(),
    )  # fmt: skip


def _check_issuer(certificate: x509.Certificate, authority: x509.Certificate) -> None:
    key = authority.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        certificate.verify_directly_issued_by(authority)
        key.verify(
            certificate.signature, certificate.tbs_certificate_bytes,
            padding.PKCS1v15(), hashes.SHA256(),
        )  # fmt: skip
    except (ValueError, TypeError, InvalidSignature):
        raise Fault("R09", "署名した人の証明書の、発行元が違います。") from None


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return False
