"""A tax office for tests: writes and signs receipt notices, rightly or wrongly."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

NAMESPACE = "urn:kyosai:receipt-notice:1"
NOTICE = """<ReceiptNotice xmlns="urn:kyosai:receipt-notice:1" id="RN1" version="1">
  <ReceiptNumber>20260310211405000123</ReceiptNumber>
  <AcceptedAt>2026-03-10T21:14:05+09:00</AcceptedAt>
  <Form>所得税確定申告</Form>
  <Year>2025</Year>
  <Filer>
    <Name>見本　花子</Name>
    <Address>東京都架空区見本町１丁目２番３号</Address>
    <Birthdate>1980-04-01</Birthdate>
  </Filer>
  <Business>
    <BusinessName>見本ベーカリー</BusinessName>
    <Trade code="retail">パン・菓子の製造小売</Trade>
    <Employees>2</Employees>
  </Business>
</ReceiptNotice>"""
BORN = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def identity(name: str) -> tuple[bytes, bytes]:
    """Return a key and a certificate of five years, both PEM."""
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private, _certificate(key, name, BORN + timedelta(days=1825))


def renewed(name: str, until: datetime) -> bytes:
    """Return another certificate of the same key."""
    key = serialization.load_pem_private_key(identity(name)[0], None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return _certificate(key, name, until)


def _certificate(key: rsa.RSAPrivateKey, name: str, until: datetime) -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(min(BORN, until - timedelta(days=365)))
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


def signed(
    notice: str = NOTICE,
    *,
    by: str = "office",
    method: Any = xmlsec.constants.TransformRsaSha256,
    canonical: Any = xmlsec.constants.TransformInclC14N,
    digest: Any = xmlsec.constants.TransformSha256,
    uri: str | None = None,
) -> bytes:
    """Sign a notice as the tax office does; the arguments make it do so wrongly."""
    root = etree.fromstring(notice)
    signature = xmlsec.template.create(root, canonical, method, ns="dsig")
    signature.set("Id", "SIG1")
    root.append(signature)
    reference = xmlsec.template.add_reference(
        signature, digest, uri=f"#{root.get('id')}" if uri is None else uri
    )
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    xmlsec.template.add_transform(reference, canonical)
    xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
    xmlsec.tree.add_ids(root, ["id"])
    private, certificate = identity(by)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(private, xmlsec.constants.KeyDataFormatPem)
    context.key.load_cert_from_memory(certificate, xmlsec.constants.KeyDataFormatCertPem)
    context.sign(signature)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
