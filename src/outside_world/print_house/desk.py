"""印刷会社の窓口 — packs in, counts and returns out; every call bears the consignor's signature."""

from base64 import b64decode

from flask import Blueprint, Response, jsonify, request

from kyosai.basis import fingerprint
from outside_world.print_house import answers, packs
from outside_world.world import here

desk = Blueprint("print_desk", __name__, url_prefix="/printhouse")
Answer = Response | tuple[Response, int]


@desk.before_request
def demand_signature() -> Answer | None:
    """Refuse whoever is not the consignor."""
    path = request.path.removeprefix("/printhouse")
    digest = fingerprint.digest(request.get_data(cache=True))
    told = f"{request.method} {path} {request.headers.get('X-Timestamp', '')} {digest}"
    if not packs.is_signed(here(), told.encode(), _bytes(request.headers.get("X-Signature", ""))):
        return jsonify(reason="署名が合いません。"), 401
    return None


@desk.put("/packs/<name>")
def take(name: str) -> Answer:
    """Print a pack once; the same again gets the same receipt."""
    sealed = request.get_data(cache=True)
    try:
        seal = b64decode(request.headers.get("X-Seal", ""), validate=True)
        row, is_new = packs.take(here(), name, sealed, signature=seal)
    except packs.NameTaken:
        return jsonify(reason="同じ名前か同じ内容を、別のものとして受け取っています。"), 409
    except packs.Refused as refused:
        return jsonify(reason=refused.reason), 422
    except ValueError:
        return jsonify(reason="署名を読めません。"), 422
    told = {"name": row["name"], "digest": row["sealed_digest"], "receipt": row["receipt"]}
    return jsonify(told), 201 if is_new else 200


@desk.get("/answers")
def list_answers() -> Answer:
    """List the files that lie ready."""
    return jsonify(answers=answers.shelf(here().memory))


@desk.get("/answers/<name>")
def fetch(name: str) -> Answer:
    """Return one file with the house's signature."""
    found = answers.fetch(here(), name)
    if found is None:
        return jsonify(reason="この名前のファイルはありません。"), 404
    answer = Response(found[0], content_type="text/csv; charset=utf-8")
    answer.headers["X-Seal"] = found[1].hex()
    return answer


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
