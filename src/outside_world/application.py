"""窓口 — all partners as one web application."""

from urllib.parse import urlsplit

from flask import Flask, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from outside_world.bank import counter
from outside_world.bank import desk as bank_desk
from outside_world.bank.rounds import Rounds
from outside_world.daa import desk as daa_desk
from outside_world.daa import pages as daa_pages
from outside_world.daa.signing import desk as daa_signing_desk
from outside_world.daa.signing import pages as daa_signing_pages
from outside_world.etax import pages as etax_pages
from outside_world.etax import reception as etax_reception
from outside_world.gbizid import desk as gbizid_desk
from outside_world.gbizid import pages as gbizid_pages
from outside_world.hub import bank_pages
from outside_world.hub import desk as hub_desk
from outside_world.hub import pages as hub_pages
from outside_world.mailbox import pages as mailbox_pages
from outside_world.print_house import desk as print_desk
from outside_world.print_house import pages as paper_pages
from outside_world.private_post import desk as private_post_desk
from outside_world.private_post import pages as private_post_pages
from outside_world.reception import pages as reception_pages
from outside_world.register import desk as register_desk
from outside_world.scanner import pages as scanner_pages
from outside_world.workshop import clock_desk, fault_desk, panel
from outside_world.workshop.approving import Approving
from outside_world.workshop.moving import Mover
from outside_world.world import World, here

LARGEST_FILE = 150_000_000  # 999,999 records with their line ends fit.
BLUEPRINTS = (
    daa_pages.pages,
    daa_desk.desk,
    daa_signing_pages.pages,
    daa_signing_desk.desk,
    gbizid_pages.pages,
    gbizid_desk.desk,
    hub_pages.pages,
    bank_pages.pages,
    hub_desk.desk,
    bank_desk.desk,
    counter.counter,
    etax_pages.pages,
    etax_reception.desk,
    reception_pages.pages,
    private_post_pages.pages,
    private_post_desk.desk,
    register_desk.desk,
    mailbox_pages.pages,
    print_desk.desk,
    paper_pages.pages,
    clock_desk.desk,
    fault_desk.desk,
    panel.pages,
    scanner_pages.pages,
)


def application(world: World, rounds: Rounds) -> Flask:
    """Return the application of one world; the mover asks the bank to act before time is told."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FILE
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["world"] = world
    app.extensions["rounds"] = rounds
    approving = Approving(world)
    app.extensions["approving"] = approving
    app.extensions["mover"] = Mover(world, act=rounds.act, approve=approving)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.before_request(_refuse_strangers)
    app.register_error_handler(HTTPException, _tell)
    app.add_url_rule("/", view_func=lambda: redirect("/panel"))
    return app


def _refuse_strangers() -> tuple[str, int] | None:
    """Refuse a form that another site's page sends here."""
    origin = request.headers.get("Origin", "")
    if origin in ("", urlsplit(request.host_url).scheme + "://" + request.host, here().base_url):
        return None
    return "別のサイトからの操作は受け付けません。", 403


def _tell(error: HTTPException) -> tuple[str, int] | Response:
    if error.response is not None:
        return Response(status=error.code)
    reason = error.description or error.name
    return render_template("stopped.html", reason=reason), error.code or 500
