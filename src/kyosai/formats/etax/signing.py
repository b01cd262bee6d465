"""電子署名をつける — one enveloped signature over the whole document, RSA with SHA-256.

RSA with this padding is deterministic: signed again, the same document has the same bytes.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from kyosai.formats.etax.signature import C14N, DSIG, ENVELOPED, RSA_SHA256, SHA256

_one_at_a_time = Lock()  # The library keeps global state.
_TEMPLATE = (
    f'<dsig:Signature xmlns:dsig="{DSIG}" Id="{{id}}"><dsig:SignedInfo>'
    f'<dsig:CanonicalizationMethod Algorithm="{C14N}"/>'
    f'<dsig:SignatureMethod Algorithm="{RSA_SHA256}"/>'
    f'<dsig:Reference URI="#{{of}}"><dsig:Transforms>'
    f'<dsig:Transform Algorithm="{ENVELOPED}"/><dsig:Transform Algorithm="{C14N}"/>'
    f'</dsig:Transforms><dsig:DigestMethod Algorithm="{SHA256}"/>'
    "<dsig:DigestValue/></dsig:Reference></dsig:SignedInfo><dsig:SignatureValue/>"
    "<dsig:KeyInfo><dsig:X509Data><dsig:X509Certificate>{certificate}</dsig:X509Certificate>"
    "</dsig:X509Data></dsig:KeyInfo></dsig:Signature>"
)


@dataclass(frozen=True)
class Signer:
    """A private key and its certificate, both as PEM."""

    key: bytes
    certificate: bytes


def template(id_: str, *, of: str, signer: Signer) -> str:
    """Return an empty signature over the element that bears an id."""
    return _TEMPLATE.format(id=id_, of=of, certificate=_shown(signer.certificate))


def signed(document: str, *, before: str, signer: Signer) -> bytes:
    """Return a document whose last child is an empty signature, with the signature filled in."""
    root = etree.fromstring(document.encode())
    with _one_at_a_time:
        xmlsec.tree.add_ids(root, ["id"])
        context = xmlsec.SignatureContext()
        context.key = _key(signer.key)  # the context takes a copy
        context.sign(root[-1])
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{before}\n'
    return head.encode() + bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=False))


@lru_cache(maxsize=4)
def _key(key: bytes) -> Any:
    return xmlsec.Key.from_memory(key, xmlsec.constants.KeyDataFormatPem)


@lru_cache(maxsize=4)
def _shown(certificate: bytes) -> str:
    der = x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)
    return b64encode(der).decode()
