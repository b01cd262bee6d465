"""小規模企業共済等掛金控除証明書（TEG850） — the certificate of a year's premiums as signed XML.

Version 1.0 of 2023-05-09. Era, year, month and day are in the general namespace, the rest in the
common one; the signature is the last child and covers the whole document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.formats.etax import signing
from kyosai.formats.etax.signing import Signer

NAMESPACE = "http://xml.e-tax.nta.go.jp/XSD/kyotsu"
GENERAL = "http://xml.e-tax.nta.go.jp/XSD/general"
STYLE = "https://xml.e-tax.nta.go.jp/xsl/1.0/CMTEG850-001.xsl"
SOFTWARE = "Kyosai"
KIND = (("kubun_CD", "1"), ("kubun_NM", "小規模企業共済掛金"))
ERAS = {"明治": "1", "大正": "2", "昭和": "3", "平成": "4", "令和": "5"}


@dataclass(frozen=True)
class PremiumCertificate:
    """What the document says; months are those of the year, texts are in the letters of e-Tax."""

    code: str
    year: int
    name: str
    address: str
    contract: str
    paid: Yen
    paid_until: Month | None
    planned: Yen
    planned_from: Month | None
    planned_until: Month | None
    total: Yen
    discounts: Yen
    formed_on: date
    monthly_premium: Yen
    payment_class: str
    issued_on: date
    issuer: str
    remark: str = ""


def written(certificate: PremiumCertificate, *, signer: Signer) -> bytes:
    """Return the signed document; the same certificate and signer give the same bytes."""
    marked = f"TEG850-{certificate.code}"
    attributes = {
        "xmlns": NAMESPACE,
        "xmlns:gen": GENERAL,
        "VR": "1.0",
        "id": marked,
        "page": "1",
        "sakuseiDay": certificate.issued_on.isoformat(),
        "sakuseiNM": certificate.issuer,
        "softNM": SOFTWARE,
    }
    told = "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
    signature = signing.template(f"SIG-{certificate.code}", of=marked, signer=signer)
    document = f"<TEG850{told}>{''.join(_parts(certificate))}{signature}</TEG850>"
    style = f'<?xml-stylesheet type="text/xsl" href="{STYLE}"?>'
    return signing.signed(document, before=style, signer=signer)


def _parts(told: PremiumCertificate) -> Iterable[str]:
    year = _era_year(date(told.year, 12, 31))
    yield _tag("WPA00000", year)
    yield _tag("WPB00000", "".join(_text(name, text) for name, text in KIND))
    yield _text("WPC00000", told.name)
    yield _text("WPD00000", told.address)
    yield _text("WPE00000", told.contract)
    yield _tag("WPF00000", year)
    if told.paid_until is not None:
        paid = _text("WPG00010", told.paid_until.month) + _yen("WPG00020", told.paid)
        yield _tag("WPG00000", paid)
    if told.planned_from is not None and told.planned_until is not None:
        span = _text("WPH00010", told.planned_from.month)
        span += _text("WPH00020", told.planned_until.month)
        yield _tag("WPH00000", span + _yen("WPH00030", told.planned))
    yield _yen("WPI00000", told.total)
    yield _yen("WPJ00000", told.discounts)
    contract = _tag("WPK00010", _day(told.formed_on)) + _yen("WPK00020", told.monthly_premium)
    yield _tag("WPK00000", contract + _text("WPK00030", told.payment_class))
    if told.remark:
        yield _text("WPM00000", told.remark)
    yield _tag("WPN00000", _day(told.issued_on))
    yield _text("WPO00000", told.issuer)
    yield _text("WPP00000", told.code)


def _tag(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


def _text(name: str, text: object) -> str:
    return _tag(name, escape(str(text)))


def _yen(name: str, yen: Yen) -> str:
    return _tag(name, str(yen.amount))


def _era_year(day: date) -> str:
    name, year = era.era_year(day)
    return _text("gen:era", ERAS[name]) + _text("gen:yy", year)


def _day(day: date) -> str:
    return _era_year(day) + _text("gen:mm", day.month) + _text("gen:dd", day.day)
