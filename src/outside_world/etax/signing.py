"""電子署名 — an enveloped XML signature, RSA with SHA-256, over the whole notice."""

from datetime import datetime, timedelta
from functools import cache
from threading import Lock

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from outside_world.business_time import machine_now

_one_at_a_time = Lock()


def sign(root: etree._Element, *, key: bytes, certificate: bytes) -> None:
    """Add the signature as the last child of the root."""
    template = xmlsec.template.create(
        root, xmlsec.constants.TransformInclC14N, xmlsec.constants.TransformRsaSha256, ns="dsig"
    )
    template.set("Id", "SIG1")
    root.append(template)
    reference = xmlsec.template.add_reference(
        template, xmlsec.constants.TransformSha256, uri=f"#{root.get('id')}"
    )
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformInclC14N)
    xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(template))
    with _one_at_a_time:
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(key, xmlsec.constants.KeyDataFormatPem)
        context.key.load_cert_from_memory(certificate, xmlsec.constants.KeyDataFormatCertPem)
        xmlsec.tree.add_ids(root, ["id"])
        context.sign(template)


@cache
def stranger() -> tuple[bytes, bytes]:
    """Return key and certificate of somebody who is not the tax office."""
    key = rsa.generate_private_key(65537, 2048)
    return _pem(key), _certificate(key, until=machine_now() + timedelta(days=365))


def expired_of(key: bytes) -> bytes:
    """Return a certificate of the tax office's own key whose time is over."""
    loaded = serialization.load_pem_private_key(key, None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    return _certificate(loaded, until=machine_now() - timedelta(days=1))


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _certificate(key: rsa.RSAPrivateKey, *, until: datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mihon signer")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=400))
        .not_valid_after(until)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
