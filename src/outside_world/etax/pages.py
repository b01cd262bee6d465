"""e-Tax の画面 — a sample person downloads a notice of a return, or a certificate of taxes."""

import re
from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request
from lxml import etree

from outside_world import people
from outside_world.etax import certificates, notices, reception, variants
from outside_world.etax.certificates import Asked
from outside_world.etax.notices import Filing
from outside_world.world import here

pages = Blueprint("etax", __name__, url_prefix="/etax")
TRADES = {
    "manufacturing": "製造業", "construction": "建設業", "transport": "運送業", "mining": "鉱業",
    "farming": "農業・林業・漁業", "real_estate": "不動産業", "wholesale": "卸売業",
    "retail": "小売業", "services": "サービス業", "lodging": "宿泊業", "entertainment": "娯楽業",
    "other": "そのほかの業種",
}  # fmt: skip
FORMS = {"return": notices.RETURN, "opening": notices.OPENING, "closing": notices.CLOSING}
_NOT_XML = re.compile(r"[\x00-\x1f\ufffe\uffff]")


@pages.get("/")
def show() -> str:
    """Ask who has filed what, and which variant is wanted."""
    return render_template(
        "etax/ask.html", people=people.everybody().values(), trades=TRADES,
        forms=FORMS, variants=variants.VARIANTS, bundles=reception.received(here()),
    )  # fmt: skip


@pages.get("/receipt")
def download() -> Response | tuple[str, int]:
    """Give the notice as a file."""
    variant = request.args.get("variant", "good")
    filing = _filing(request.args)
    if filing is None or variant not in variants.VARIANTS:
        return _unreadable()
    return _as_file(notices.written(filing, now=here().clock.now()), variant)


@pages.get("/certificate/")
def ask_for_certificate() -> str:
    """Ask whose taxes are to be certified, and which content and variant is wanted."""
    return render_template(
        "etax/certificate.html", contents=certificates.CONTENTS, variants=variants.VARIANTS
    )


@pages.get("/certificate/file")
def certificate() -> Response | tuple[str, int]:
    """Give the certificate as a file."""
    given = {name: _NOT_XML.sub("", text).strip() for name, text in request.args.items()}
    asked = Asked(given.get("name", ""), given.get("address", ""), given.get("number", ""))
    content, variant = given.get("content", "paid"), given.get("variant", "good")
    is_number = re.fullmatch(r"([0-9]{13})?", asked.corporate_number)
    if not (asked.name and asked.address and is_number and content in certificates.CONTENTS):
        return _unreadable()
    if variant not in variants.VARIANTS:
        return _unreadable()
    wanted = certificates.CONTENTS[content][1]
    return _as_file(certificates.written(asked, wanted, now=here().clock.now()), variant)


def _as_file(root: etree._Element, variant: str) -> Response:
    number = root.get("id")
    answer = Response(variants.made(root, variant, here()), content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{number}.xml"'
    return answer


def _unreadable() -> tuple[str, int]:
    return render_template("stopped.html", reason="入れたことを読めませんでした。"), 400


def _filing(asked: Mapping[str, str]) -> Filing | None:
    """Return the filing of a sample person, with whatever was filled in instead."""
    person = people.everybody().get(asked.get("person", ""))
    form = FORMS.get(asked.get("form", "return"))
    if person is None or form is None:
        return None
    own = {name: _NOT_XML.sub("", text).strip() for name, text in asked.items()}
    trade = own.get("trade") or person.trade
    employees = own.get("employees") or str(person.employees)
    if trade not in TRADES or not re.fullmatch(r"[0-9]{1,6}", employees):
        return None
    return Filing(
        form=form,
        name=own.get("name") or person.name,
        address=own.get("address") or person.address,
        birthdate=own.get("birthdate") or person.birthdate,
        business_name=own.get("business_name") or person.business_name,
        trade=trade,
        trade_words=own.get("trade_words") or (own.get("trade") and TRADES[trade])
        or person.trade_words,
        employees=employees,
    )  # fmt: skip
