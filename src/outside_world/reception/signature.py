"""署名の検査 — one signature, the last child, over the whole document, by the agreed algorithms."""

from base64 import b64decode
from threading import Lock
from typing import Any

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from outside_world.reception.faults import Fault

DSIG = "http://www.w3.org/2000/09/xmldsig#"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SHAPE = [
    ("CanonicalizationMethod", C14N),
    ("SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
    ("Reference", None),
    ("Transforms", None),
    ("Transform", f"{DSIG}enveloped-signature"),
    ("Transform", C14N),
    ("DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256"),
    ("DigestValue", None),
]
_one_at_a_time = Lock()


def signer(root: Any) -> x509.Certificate:
    """Return the certificate a document shows, after its signature has the right shape."""
    found = list(root.iter(f"{{{DSIG}}}Signature"))
    if len(found) != 1:
        raise Fault("R04", "署名は1つだけ必要です。")
    if root[-1] is not found[0]:
        raise Fault("R05", "署名が、書類の最後にありません。")
    parts = [(_name(each), each.get("Algorithm")) for each in found[0][0].iterdescendants()]
    if [_name(each) for each in found[0]] != ["SignedInfo", "SignatureValue", "KeyInfo"]:
        raise Fault("R06", "署名の形が違います。")
    if parts != SHAPE:
        raise Fault("R06", "署名の方式が、取り決めと違います。")
    _check_whole(root, found[0])
    return _shown(found[0])


def verify(root: Any, certificate: x509.Certificate) -> None:
    """Accept a document whose digest and signature are right, or refuse it."""
    pem = certificate.public_bytes(Encoding.PEM)
    with _one_at_a_time:
        xmlsec.tree.add_ids(root, ["id"])
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(pem, xmlsec.constants.KeyDataFormatCertPem)
        try:
            context.verify(root[-1])
        except xmlsec.Error:
            raise Fault("R07", "署名のあとで、書きかえられています。") from None


def _check_whole(root: Any, signature: Any) -> None:
    marked = root.get("id") or ""
    ids = [value for each in root.iter() for key, value in each.attrib.items()
           if key.lower().endswith("id")]  # fmt: skip
    reference = signature[0].find(f"{{{DSIG}}}Reference")
    if not marked or ids.count(marked) != 1 or reference.get("URI") != f"#{marked}":
        raise Fault("R05", "署名が、書類の全体にかかっていません。")


def _shown(signature: Any) -> x509.Certificate:
    held = list(signature.iter(f"{{{DSIG}}}X509Certificate"))
    try:
        (only,) = held
        return x509.load_der_x509_certificate(b64decode("".join(only.text.split()), validate=True))
    except (ValueError, AttributeError):
        raise Fault("R08", "署名した人の証明書を読めません。") from None


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
