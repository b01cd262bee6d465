"""e-Taxへ出す画面 — hand a certificate in as a file; it is received, or every fault is told."""

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from outside_world.reception import receiver
from outside_world.reception.receiver import LARGEST
from outside_world.world import here

pages = Blueprint("reception", __name__, url_prefix="/etax/deduction")


@pages.get("/")
def show() -> str:
    """Ask for the file."""
    return render_template("reception/hand_in.html", taken=None)


@pages.post("/")
def hand_in() -> str | tuple[str, int] | Response:
    """Take the file a person chose."""
    file = request.files.get("certificate")
    taken = receiver.receive(file.read(LARGEST + 1) if file else b"", here())
    page = render_template("reception/hand_in.html", taken=taken)
    return page if taken.receipt else (page, 422)


@pages.post("/api")
def take() -> tuple[Response, int]:
    """Take a certificate as the bytes of a call; answer a receipt number or a list of codes."""
    taken = receiver.receive(request.get_data(), here())
    told = [{"code": fault.code, "words": fault.words} for fault in taken.faults]
    answer = jsonify(receipt=taken.receipt, faults=told)
    return answer, 200 if taken.receipt else 422
