"""ファイルの窓口 — request files in, result files out, every call signed."""

from datetime import datetime
from sqlite3 import Row

from flask import Blueprint, Response, jsonify, request

from kyosai.basis import fingerprint
from outside_world import faults, signing
from outside_world.bank import requests, results, statements, transfers
from outside_world.bank.layout import FileRefused
from outside_world.world import CONSIGNOR_CODE, here

desk = Blueprint("bank_desk", __name__, url_prefix="/bankfiles")
Answer = Response | tuple[Response, int]


@desk.before_request
def demand_signature() -> Answer | None:
    """Refuse whoever is not the consignor."""
    if request.headers.get("X-Consignor") != CONSIGNOR_CODE:
        return jsonify(reason="登録されていない委託者です。"), 401
    fields = {
        "method": request.method,
        "path": request.path.removeprefix("/bankfiles"),
        "consignor_code": CONSIGNOR_CODE,
        "timestamp": request.headers.get("X-Timestamp", ""),
        "digest": fingerprint.digest(request.get_data(cache=True)),
    }
    given = request.headers.get("X-Signature", "")
    if not signing.fits(fields, given=given, key=here().bank_key):
        return jsonify(reason="署名が合いません。"), 401
    return None


@desk.put("/requests/<name>")
def take(name: str) -> Answer:
    """Take a file once; the same again gets the same receipt."""
    world, content = here(), request.get_data(cache=True)
    if request.headers.get("X-Digest", "") not in ("", fingerprint.digest(content)):
        return jsonify(reason="届いた内容が要約値と違います。", record=0, field="X-Digest"), 422
    try:
        before = requests.received_before(world.memory, name, content)
        if before is not None:
            return jsonify(requests.receipt(before)), 200
        taken = requests.take(world.memory, name, content, now=world.clock.now())
    except requests.NameTaken:
        return jsonify(
            reason="同じ名前か同じ内容のファイルを、別のものとして受け取っています。"
        ), 409
    except FileRefused as refused:
        return jsonify(reason=refused.reason, record=refused.record, field=refused.field), 422
    return jsonify(requests.receipt(taken)), 201


@desk.put("/transfers/<name>")
def take_transfers(name: str) -> Answer:
    """Take a file of payments once; the same again gets the same receipt."""
    world, content = here(), request.get_data(cache=True)
    try:
        row, is_new = transfers.take(world.memory, name, content, now=world.clock.now())
    except transfers.NameTaken:
        return jsonify(
            reason="同じ名前か同じ内容のファイルを、別のものとして受け取っています。"
        ), 409
    except FileRefused as refused:
        return jsonify(reason=refused.reason, record=refused.record, field=refused.field), 422
    told = {name: row[name] for name in ("name", "digest", "receipt", "records", "total")}
    return jsonify(told), 201 if is_new else 200


@desk.put("/payments/<number>")
def pay(number: str) -> Answer:
    """Pay one account at once; the same again gets the same receipt."""
    world, content = here(), request.get_data(cache=True)
    try:
        told = transfers.pay(world.memory, number, content, now=world.clock.now())
    except transfers.Closed:
        return jsonify(reason="即時振込の時間ではありません。"), 503
    except transfers.NameTaken:
        return jsonify(reason="同じ番号の、別の支払を受け取っています。"), 409
    except transfers.Refused as refused:
        return jsonify(reason=refused.reason, record=1, field=refused.field), 422
    if faults.strikes(world.memory, "bank.payment_unanswered"):
        return jsonify(reason="応答できません。"), 503
    return jsonify(told)


@desk.post("/accounts/check")
def check_account() -> Answer:
    """Answer whether an account is there, and in this name."""
    wish = request.get_json(silent=True)
    return jsonify(result=transfers.check_account(wish if isinstance(wish, dict) else {}))


@desk.get("/results")
def list_results() -> Answer:
    """List what lies ready, oldest first."""
    try:
        since = _since()
    except ValueError as unclear:
        return jsonify(reason=str(unclear)), 400
    return jsonify(results=results.shelf(here().memory, since=since))


@desk.get("/statements")
def list_statements() -> Answer:
    """List the statements that lie ready, oldest first."""
    try:
        since = _since()
    except ValueError as unclear:
        return jsonify(reason=str(unclear)), 400
    return jsonify(statements=statements.shelf(here().memory, since=since))


@desk.get("/statements/<name>")
def fetch_statement(name: str) -> Answer:
    """Return one statement."""
    return _file(statements.fetch(here().memory, name))


@desk.get("/results/<name>")
def fetch(name: str) -> Answer:
    """Return one result file."""
    return _file(results.fetch(here().memory, name))


def _since() -> datetime | None:
    text = request.args.get("since", "")
    try:
        since = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("since は日時で書いてください。") from None
    if since is not None and since.tzinfo is None:
        raise ValueError("since には時差をつけてください。")
    return since


def _file(found: Row | None) -> Answer:
    if found is None:
        return jsonify(reason="この名前のファイルはありません。"), 404
    answer = Response(found["content"], content_type="application/octet-stream")
    answer.headers["X-Digest"] = found["digest"]
    return answer
