"""電子納税証明書を開く — read in one way where it is handed in, and again in the core."""

from base64 import b64decode
from pathlib import Path

from django.conf import settings

from kyosai.doors import today
from kyosai.formats.etax import tax_certificate
from kyosai.formats.etax.tax_certificate import TaxCertificate
from kyosai.schemes.tosanboshi.evidence.taxes import Shown, TaxDue, Taxpayer


def opened(content: str) -> TaxCertificate:
    """Return the certificate in these base64 letters, signed by the tax office, or refuse it."""
    try:
        decoded = b64decode(content, validate=True)
    except ValueError:
        decoded = b""
    office = Path(settings.ETAX_CERT_FILE).read_bytes()
    return tax_certificate.read(decoded, certificate=office, checked_at=today.now())


def shown(found: TaxCertificate) -> Shown:
    """Return a certificate as the rule looks at it."""
    return Shown(
        kind=found.kind,
        issued_on=found.issued_on,
        taxpayer=Taxpayer(found.name, found.address, found.corporate_number),
        taxes=tuple(TaxDue(each.name, each.due_on, each.unpaid) for each in found.taxes),
    )
