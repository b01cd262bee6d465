"""契約締結証書 — numbered, verifiable, one page."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import segno

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.formats.paper import glyphs, press

LAWS = {
    "小規模企業共済": "小規模企業共済法（昭和40年法律第102号）",
    "倒産防止共済": "中小企業倒産防止共済法（昭和52年法律第84号）",
}


@dataclass(frozen=True)
class Certificate:
    """What the page says. ``verify_url`` is where anybody can check its number."""

    number: str
    contract_number: str
    holder: str
    capacity: str
    formed_on: date
    monthly_premium: Yen
    issued_on: date
    issuer: str
    verify_url: str
    is_sample: bool = False
    scheme: str = "小規模企業共済"


def written(certificate: Certificate) -> bytes:
    """Return the PDF; the same certificate gives the same bytes, today and in ten years."""
    holder, missing = glyphs.printable(certificate.holder)
    values = {
        "scheme": certificate.scheme,
        "law": LAWS[certificate.scheme],
        "number": certificate.number,
        "contract": certificate.contract_number,
        "holder": holder,
        "note": _note(missing),
        "capacity": glyphs.printable(certificate.capacity)[0],
        "formed": _day(certificate.formed_on),
        "premium": str(certificate.monthly_premium),
        "issued": f"{_day(certificate.issued_on)}　発行",
        "issuer": certificate.issuer,
        "url": certificate.verify_url,
        "qr": _square(certificate.verify_url),
        "sample": "yes" if certificate.is_sample else "no",
    }
    return press.page("certificate.typ", values, made_on=certificate.issued_on)


def _note(missing: list[str]) -> str:
    """Tell which character a 〓 stands for: the name itself is kept as it was given."""
    points = "、".join(f"U+{ord(character):04X}" for character in missing)
    return f"{glyphs.GETA}は、この書体にない文字です（{points}）。" if missing else ""


def _day(day: date) -> str:
    return f"{era.on_paper(day)}（{day.year}年）"


def _square(url: str) -> str:
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=0, dark="#0b3a6f", xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
