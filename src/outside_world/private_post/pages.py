"""受取口の画面 — open a box, read what came, and hand a certificate on to the tax office."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from outside_world.private_post import boxes
from outside_world.reception import receiver
from outside_world.world import here

pages = Blueprint("private_post", __name__, url_prefix="/private-post")
STATES = {"open": "受け取れます", "closed": "止めています", "unlinked": "つながりを切りました"}


@pages.get("/")
def show_all() -> str:
    """List the boxes, and offer to open one."""
    found = boxes.boxes(here().memory)
    return render_template("private_post/boxes.html", boxes=found, states=STATES)


@pages.post("/open")
def open_box() -> Redirect:
    """Open a box for whoever asks."""
    world = here()
    owner = request.form.get("owner", "").strip()[:40] or "見本の人"
    number = boxes.open_box(world.memory, owner=owner, at=world.clock.now())
    return redirect(url_for("private_post.show", number=number), 303)


@pages.get("/boxes/<number>")
def show(number: str) -> str:
    """Show what lies in a box."""
    return _shown(number)


@pages.post("/boxes/<number>/state")
def turn(number: str) -> Redirect:
    """Close a box, open it again, or unlink it."""
    state = request.form.get("state", "")
    if state not in STATES:
        abort(400, "状態を選んでください。")
    boxes.turn(here().memory, number, state=state)
    return redirect(url_for("private_post.show", number=number), 303)


@pages.get("/letters/<receipt>.xml")
def download(receipt: str) -> Response:
    """Hand a letter over as it came."""
    world, found = here(), boxes.letter(here().memory, receipt)
    if found is None:
        abort(404, "この書類はありません。")
    boxes.note(world.memory, receipt, at=world.clock.now())
    answer = Response(found["content"], content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{receipt}.xml"'
    return answer


@pages.post("/letters/<receipt>/file")
def file(receipt: str) -> str | tuple[str, int]:
    """Hand a certificate on to the tax office (マイナポータル連携)."""
    world, found = here(), boxes.letter(here().memory, receipt)
    if found is None:
        abort(404, "この書類はありません。")
    taken = receiver.receive(bytes(found["content"]), world)
    boxes.note(world.memory, receipt, at=world.clock.now(), tax_receipt=taken.receipt)
    page = _shown(found["box"], taken)
    return page if taken.receipt else (page, 422)


def _shown(number: str, taken: receiver.Received | None = None) -> str:
    memory = here().memory
    box = next((each for each in boxes.boxes(memory) if each["number"] == number), None)
    if box is None:
        abort(404, "この受取口はありません。")
    return render_template(
        "private_post/box.html",
        box=box,
        letters=boxes.letters(memory, number),
        states=STATES,
        taken=taken,
    )
