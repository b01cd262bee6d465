"""受付の画面 — choose a bank, and come back from it."""

import sqlite3

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from outside_world.hub import banks, mandates, messages, notices, outcomes
from outside_world.world import here

pages = Blueprint("hub_pages", __name__, url_prefix="/hub")
Page = str | Response | tuple[str, int]


def mandate_at(mandate_id: str) -> sqlite3.Row:
    """Return the mandate of this page's address as it stands now."""
    try:
        return mandates.known(here().memory, mandate_id, now=here().clock.now())
    except LookupError:
        abort(404, "この受付はありません。元のサービスからやり直してください。")


def settle(mandate_id: str, *, code: str, late_code: str = "") -> None:
    """Note the outcome, and lay out its notice when it is known for good."""
    world = here()
    now = world.clock.now()
    if not mandates.decide(world.memory, mandate_id, code=code, late_code=late_code, now=now):
        return
    decided = mandates.known(world.memory, mandate_id, now=now)
    if mandates.is_decided(decided):
        notices.lay_out(world, decided)


def go_to_bank(mandate_id: str, bank_code: str) -> Response:
    """Hand the browser over to the bank, or to the outcome when the bank is closed."""
    world = here()
    mandates.choose(world.memory, mandate_id, bank_code=bank_code)
    if outcomes.is_bank_open(world.memory, bank_code, now=world.clock.now()):
        return redirect(url_for("bank_pages.log_in", code=bank_code, mandate_id=mandate_id), 303)
    settle(mandate_id, code="31")
    return redirect(url_for("bank_pages.show_result", code=bank_code, mandate_id=mandate_id), 303)


@pages.get("/pay/<mandate_id>")
def choose(mandate_id: str) -> Page:
    """Ask for the bank, unless the service has named it."""
    mandate = mandate_at(mandate_id)
    if not mandates.is_open(mandate):
        return redirect(url_for("hub_pages.go_back", mandate_id=mandate_id), 303)
    if mandate["bank_code"]:
        return go_to_bank(mandate_id, mandate["bank_code"])
    return _choice(mandate, mistake="")


@pages.post("/pay/<mandate_id>")
def chosen(mandate_id: str) -> Page:
    """Go to the chosen bank, or back."""
    mandate = mandate_at(mandate_id)
    if not mandates.is_open(mandate):
        return redirect(url_for("hub_pages.go_back", mandate_id=mandate_id), 303)
    if request.form.get("action") == "cancel":
        settle(mandate_id, code="21")
        return redirect(url_for("hub_pages.go_back", mandate_id=mandate_id), 303)
    bank_code = request.form.get("bank", "")
    if bank_code not in banks.all_banks():
        return _choice(mandate, mistake="金融機関を選んでください。"), 422
    return go_to_bank(mandate_id, bank_code)


@pages.get("/return/<mandate_id>")
def go_back(mandate_id: str) -> Page:
    """Send the browser back to the service with the signed outcome."""
    mandate = mandate_at(mandate_id)
    if mandates.is_open(mandate):
        return redirect(url_for("hub_pages.choose", mandate_id=mandate_id), 303)
    return redirect(messages.return_address(mandate, here()), 303)


def _choice(mandate: sqlite3.Row, *, mistake: str) -> str:
    return render_template(
        "hub/choose.html", mandate=mandate, banks=banks.all_banks().values(), mistake=mistake
    )
