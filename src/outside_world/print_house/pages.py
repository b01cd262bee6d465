"""紙の郵便受け — look at the letters that were posted, and let one come back."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirected

from outside_world.print_house import packs
from outside_world.world import here

pages = Blueprint("paper", __name__, url_prefix="/paper")
REASONS = {"1": "あて所に尋ねあたらない", "2": "転居先が不明", "3": "保管期間がすぎた"}
SHOWN = ("number", "pack", "sheets", "way", "tracking", "posted_on", "reason", "returned_on")


@pages.get("/")
def show_all() -> str:
    """List the letters, the newest first."""
    letters = packs.delivered(here().memory)
    return render_template("print_house/paper.html", letters=letters, reasons=REASONS)


@pages.get("/<number>.pdf")
def show_one(number: str) -> Response:
    """Show one letter as its addressee holds it."""
    letter = packs.letter(here().memory, number)
    if letter is None:
        abort(404, "この手紙はありません。")
    return Response(letter["pdf"], content_type="application/pdf")


@pages.post("/<number>/back")
def send_back(number: str) -> Redirected:
    """Let one letter come back: nobody was found there."""
    reason = request.form.get("reason", "1")
    if reason not in REASONS or packs.letter(here().memory, number) is None:
        abort(404, "この手紙はありません。")
    packs.send_back(here().memory, number, reason=reason, now=here().clock.now())
    return redirect(url_for("paper.show_all"), 303)


@pages.get("/letters.json")
def as_json() -> Response:
    """Return the letters without their sheets."""
    found = packs.delivered(here().memory)
    return jsonify(letters=[{name: row[name] for name in SHOWN} for row in found])
