"""署名の画面 — whose card signs, the PIN of six to sixteen characters, and the way back."""

import re
import sqlite3
from base64 import b64decode, b64encode
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from outside_world import faults, people
from outside_world.daa import cards, sign_ins
from outside_world.daa.cards import CardRefused
from outside_world.daa.signing import certificates, transactions
from outside_world.people import Person
from outside_world.world import here

pages = Blueprint("daa_signing_pages", __name__, url_prefix="/daa/realms/main/sign")
Page = str | Response | tuple[str, int]
PIN, WRONG = re.compile(r"[0-9A-Za-z]{6,16}"), "000000"


@pages.get("/<number>")
def card(number: str) -> Page:
    """Show what is signed, and who can be played."""
    return _page(*_begun(number), mistake="")


@pages.post("/<number>")
def tap(number: str) -> Page:
    """Sign by the card, and send the person back with a code; or back without one."""
    waiting, transaction = _begun(number)
    if request.form.get("action") == "refuse" or faults.strikes(here().memory, "daa.refused"):
        return _refused(waiting, "the user refused")
    try:
        person = cards.chosen(request.form)
    except CardRefused as refusal:
        return _page(waiting, transaction, mistake=str(refusal)), 422
    if not PIN.fullmatch(pin := request.form.get("pin", "")):
        mistake = "署名用の暗証番号は、英数字6文字から16文字です。"
        return _page(waiting, transaction, mistake=mistake), 422
    if pin == WRONG:
        return _wrong_pin(waiting, transaction)
    if person.card == "expired" or faults.strikes(here().memory, "daa.expired_certificate"):
        return _refused(waiting, "the signing certificate has expired")
    return _signed(waiting, transaction, person)


def _wrong_pin(waiting: sqlite3.Row, transaction: sqlite3.Row) -> Page:
    if transactions.note_wrong_pin(here().memory, transaction["id"]):
        return _refused(waiting, "the signing PIN is locked")
    mistake = "暗証番号がちがいます。5回まちがえると、カードが使えなくなります。"
    return _page(waiting, transaction, mistake=mistake), 422


def _signed(waiting: sqlite3.Row, transaction: sqlite3.Row, person: Person) -> Response:
    world, number = here(), waiting["number"]
    shown = certificates.issued(
        person,
        key=world.key("jpki_sign_ca.key"),
        certificate=world.key("jpki_sign_ca.crt"),
        now=world.clock.now(),
    )
    transactions.finish(
        world.memory,
        transaction["id"],
        signature=_text(certificates.signed(b64decode(transaction["digest"]), person=person)),
        certificate=_text(shown),
    )
    code = sign_ins.finish(world.memory, number, person=person, acr="aal3 crl", is_used=False)
    return _away(waiting, {"code": code, "session_state": number})


def _begun(number: str) -> tuple[sqlite3.Row, sqlite3.Row]:
    memory = here().memory
    waiting, transaction = sign_ins.begun(memory, number), transactions.of_sign_in(memory, number)
    if waiting is None or transaction is None:
        abort(410, "この署名は終わっています。サービスの画面からやり直してください。")
    return waiting, transaction


def _page(waiting: sqlite3.Row, transaction: sqlite3.Row, *, mistake: str) -> str:
    return render_template(
        "daa/sign.html", number=waiting["number"], digest=transaction["digest"], mistake=mistake,
        people=people.everybody().values(), form=request.form,
    )  # fmt: skip


def _refused(waiting: sqlite3.Row, description: str) -> Response:
    return _away(waiting, {"error": "access_denied", "error_description": description})


def _away(waiting: sqlite3.Row, query: dict[str, str]) -> Response:
    address, told = waiting["redirect_uri"], {**query, "state": waiting["state"]}
    return redirect(f"{address}{'&' if '?' in address else '?'}{urlencode(told)}", 303)


def _text(content: bytes) -> str:
    return b64encode(content).decode()
