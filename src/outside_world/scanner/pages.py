"""見本の郵便 — write on a printed form, look at it, or put it on the mail room's scanner."""

from secrets import randbelow, token_hex
from typing import Any

import httpx
from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from outside_world.scanner import writing
from outside_world.world import here

pages = Blueprint("scanner", __name__, url_prefix="/scanner")
LABELS = {
    "name": "氏名", "kana": "フリガナ", "birthdate": "生年月日", "address": "住所",
    "phone": "電話番号", "business_name": "屋号", "capacity": "立場", "trade": "業種",
    "employees": "従業員の数", "opened_on": "始めた日", "premium": "毎月の掛金",
    "statements": "確認すること", "account": "口座", "signature": "署名", "contract": "契約者番号",
}  # fmt: skip


@pages.get("")
def show() -> str:
    """Show the forms, with what the sample person would write."""
    return render_template("scanner/scanner.html", sheets=writing.sheets(), labels=LABELS)


@pages.post("")
def scan() -> str | Response:
    """Write, and put the sheet and the card on the scanner, or show the picture."""
    told: Any = request.get_json(silent=True) or request.form.to_dict()
    key = told.pop("form", "")
    if key not in writing.sheets():
        raise BadRequest("様式を選んでください。")
    lean = float(told.pop("lean", "0.8"))
    drawn = writing.filled_in(
        _blank(key), key, says=told, font=here().font, lean=lean, seed=randbelow(1_000_000)
    )
    if told.pop("only_show", ""):
        return Response(drawn, mimetype="image/jpeg")
    name = _on_the_glass(drawn, told, key)
    if request.is_json:
        return jsonify(file=name)
    return render_template(
        "scanner/scanner.html", sheets=writing.sheets(), labels=LABELS, scanned=name
    )


def _blank(key: str) -> bytes:
    """Fetch the blank form from the portal, as anybody may."""
    got = httpx.get(f"{here().portal_url}/paper/{key}.pdf", timeout=20)
    if got.status_code != 200:
        raise ServiceUnavailable("様式を取りに行けません。ポータルを確かめてください。")
    return got.content


def _on_the_glass(drawn: bytes, told: dict[str, str], key: str) -> str:
    """Leave the scan in the folder the mail room watches; whole, or not at all."""
    lines = writing.sheets()[key].lines
    name = told.get("name") or lines["name"]["says"]
    birthdate = told.get("birthdate") or lines.get("birthdate", {}).get("says", "19800401")
    folder = here().scanner / "in"
    file = f"{key}-{token_hex(4)}"
    half = folder / f"{file}.part"
    half.mkdir(parents=True)
    (half / "1-form.jpg").write_bytes(drawn)
    card = writing.identity_card(name, birthdate, font=here().font)
    (half / "2-card.jpg").write_bytes(card)
    half.rename(folder / file)
    return file
