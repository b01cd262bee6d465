"""サインインの画面 — the door, the card, and the way back, in simple pages without scripts."""

import sqlite3
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from outside_world import faults, people
from outside_world.daa import cards, requests, sign_ins
from outside_world.daa.cards import CardRefused
from outside_world.daa.signing import transactions
from outside_world.people import Person
from outside_world.world import here

pages = Blueprint("daa_pages", __name__, url_prefix="/daa/realms/main")
ASKED = {"name": "名前", "address": "住所", "birthdate": "生年月日", "gender": "性別"}
Page = str | Response | tuple[str, int]


@pages.get("/protocol/openid-connect/auth")
def door() -> Page:
    """Check the request, keep it, and show the page of the card."""
    world = here()
    try:
        requests.check_client(request.args, world)
    except requests.NotOurs as stranger:
        return render_template("daa/stopped.html", reason=str(stranger)), 400
    try:
        wanted = requests.read(request.args)
    except requests.BadRequest as bad:
        return _away(request.args["redirect_uri"], {
            "error": bad.error, "error_description": bad.description,
            "state": request.args.get("state", ""),
        })  # fmt: skip
    number = sign_ins.begin(world.memory, wanted)
    if "sign" not in wanted["scope"].split():
        return redirect(f"{world.issuer}/card/{number}", 303)
    transaction = request.args.get("sign_transaction_id", "")
    if not transactions.link(world.memory, transaction, sign_in=number):
        return _away(wanted["redirect_uri"], {
            "error": "invalid_request", "error_description": "no such sign transaction",
            "state": wanted["state"],
        })  # fmt: skip
    return redirect(f"{world.issuer}/sign/{number}", 303)


@pages.get("/card/<number>")
def card(number: str) -> Page:
    """Show who can be played, and ask for the PIN."""
    return _card_page(_begun(number), mistake="")


@pages.post("/card/<number>")
def tap(number: str) -> Page:
    """Read the card and send the person back with a code; or back without one."""
    world, waiting = here(), _begun(number)
    if request.form.get("action") == "refuse" or faults.strikes(world.memory, "daa.refused"):
        return _refused(waiting, "the user refused")
    try:
        person = cards.tapped(request.form)
    except CardRefused as refusal:
        return _card_page(waiting, mistake=str(refusal)), 422
    if person.card == "expired" or faults.strikes(world.memory, "daa.expired_certificate"):
        return render_template("daa/expired.html", number=number), 403
    return _welcomed(waiting, person)


@pages.post("/card/<number>/back")
def back(number: str) -> Page:
    """Send a person whose certificate has expired back without a code."""
    return _refused(_begun(number), "the certificate has expired")


def _welcomed(waiting: sqlite3.Row, person: Person) -> Response:
    memory = here().memory
    reached = waiting["acr_values"] or "aal3 crl"
    if faults.strikes(memory, "daa.lower_acr"):
        reached = "aal2"
    is_used = faults.strikes(memory, "daa.replayed_code")
    number = waiting["number"]
    code = sign_ins.finish(memory, number, person=person, acr=reached, is_used=is_used)
    query = {"code": code, "state": waiting["state"], "session_state": number}
    return _away(waiting["redirect_uri"], query)


def _begun(number: str) -> sqlite3.Row:
    waiting = sign_ins.begun(here().memory, number)
    if waiting is None:
        abort(410, "このサインインは終わっています。サービスの画面からやり直してください。")
    return waiting


def _card_page(waiting: sqlite3.Row, *, mistake: str) -> str:
    asked = [words for name, words in ASKED.items() if name in waiting["scope"].split()]
    return render_template(
        "daa/card.html", number=waiting["number"], asked=asked, mistake=mistake,
        people=people.everybody().values(), form=request.form,
    )  # fmt: skip


def _refused(waiting: sqlite3.Row, description: str) -> Response:
    query = {"error": "access_denied", "error_description": description, "state": waiting["state"]}
    return _away(waiting["redirect_uri"], query)


def _away(address: str, query: dict[str, str]) -> Response:
    return redirect(f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", 303)
