"""郵便受け — look at what came in, as pages and as JSON."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirected

from outside_world.mailbox import letters
from outside_world.world import here

pages = Blueprint("mailbox", __name__, url_prefix="/mail")


@pages.get("/")
def show_all() -> str:
    """List the mails, newest first."""
    recipient = request.args.get("to", "")
    found = letters.inbox(here().memory, recipient=recipient)
    return render_template("mailbox/inbox.html", letters=found, recipient=recipient)


@pages.get("/<int:number>")
def show_one(number: int) -> str:
    """Show one mail; whatever it holds is text here."""
    letter = letters.one(here().memory, number)
    if letter is None:
        abort(404, "このメールはありません。")
    return render_template("mailbox/letter.html", letter=letter)


@pages.post("/closed")
def close() -> Redirected:
    """Let an address be nobody's: from now on its mails are refused for good."""
    letters.close(here().memory, request.form.get("address", ""))
    return redirect(url_for("mailbox.show_all"), 303)


@pages.get("/messages.json")
def as_json() -> Response:
    """Return the mails, newest first; ``to`` and ``after`` narrow them."""
    recipient, after = request.args.get("to", ""), request.args.get("after", 0, type=int)
    found = letters.inbox(here().memory, recipient=recipient, after=after)
    return jsonify(messages=[{name: row[name] for name in letters.SHOWN} for row in found])
