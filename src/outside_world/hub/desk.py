"""受付の窓口 — server to server: begin a mandate or hand in a paper, ask, fetch a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, jsonify, request

from outside_world import signing
from outside_world.hub import daily, mandates, messages, papers, requests
from outside_world.world import CONSIGNOR_CODE, here

desk = Blueprint("hub_desk", __name__, url_prefix="/hub")
Answer = Response | tuple[Response, int]


@desk.post("/mandates")
def start() -> Answer:
    """Take a mandate and say where the person goes next."""
    world, fields = here(), _texts(request.get_json(silent=True))
    if fields is None:
        return jsonify(errors={"": "文字列だけの JSON を送ってください。"}), 400
    if not _is_signed(fields):
        return jsonify(reason="署名が合いません。"), 401
    if wrong := requests.mistakes(fields, world):
        return jsonify(errors=wrong), 400
    try:
        begun = mandates.begin(world.memory, fields, now=world.clock.now())
    except mandates.SeenBefore:
        return jsonify(reason="この依頼番号は使われています。"), 409
    number = begun["mandate_id"]
    place = f"{world.base_url}/hub/pay/{number}"
    answer = {"mandate_id": number, "redirect_url": place, "expires_at": begun["expires_at"]}
    return jsonify(answer), 201


@desk.post("/papers")
def take_paper() -> Answer:
    """Take a mandate on paper, for the bank to answer in its time; the same again is one paper."""
    world, fields = here(), _texts(request.get_json(silent=True))
    if fields is None:
        return jsonify(errors={"": "文字列だけの JSON を送ってください。"}), 400
    if not _is_signed(fields):
        return jsonify(reason="署名が合いません。"), 401
    if wrong := requests.mistakes_on_paper(fields):
        return jsonify(errors=wrong), 400
    try:
        paper, is_new = papers.take(world.memory, fields, now=world.clock.now())
    except mandates.SeenBefore:
        return jsonify(reason="この依頼番号は使われています。"), 409
    return jsonify({"paper_id": paper["paper_id"]}), 201 if is_new else 200


@desk.get("/mandates/<mandate_id>")
def inquire(mandate_id: str) -> Answer:
    """Say how a mandate stands, signed."""
    world = here()
    if not _is_signed(_query("mandate_id", mandate_id)):
        return jsonify(reason="署名が合いません。"), 401
    now = world.clock.now()
    try:
        mandate = mandates.known(world.memory, mandate_id, now=now)
    except LookupError:
        return jsonify(reason="この番号の依頼はありません。"), 404
    fields = messages.state(mandate, now=now)
    answer = jsonify(fields)
    answer.headers["X-Signature"] = signing.signature(fields, key=world.hub_key)
    return answer


@desk.get("/daily/<day>")
def fetch_day(day: str) -> Answer:
    """Return one day's outcomes once the day is over."""
    world = here()
    if not _is_signed(_query("day", day)):
        return jsonify(reason="署名が合いません。"), 401
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return jsonify(reason="日付が正しくありません。"), 400
    now = world.clock.now()
    if wanted >= mandates.hub_day(now):
        return jsonify(reason="この日のファイルはまだありません。"), 404
    decided = mandates.of_day(world.memory, wanted, now=now)
    content = daily.written([*decided, *papers.of_day(world.memory, wanted)])
    answer = Response(content, content_type="text/csv; charset=Shift_JIS")
    answer.headers["X-Signature"] = signing.of_bytes(content, key=world.hub_key)
    return answer


def _query(name: str, value: str) -> dict[str, str]:
    asked = {part: request.args.get(part, "") for part in ("consignor_code", "timestamp")}
    return asked | {name: value}


def _is_signed(fields: Mapping[str, str]) -> bool:
    given = request.headers.get("X-Signature", "")
    is_ours = fields.get("consignor_code") == CONSIGNOR_CODE
    return is_ours and signing.fits(fields, given=given, key=here().hub_key)


def _texts(found: Any) -> dict[str, str] | None:
    is_texts = isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
    return found if is_texts else None
