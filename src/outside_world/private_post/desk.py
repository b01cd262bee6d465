"""発行者の窓口 — letters come in signed calls; the answer is the proof of delivery, or why not."""

from flask import Blueprint, Response, jsonify, request

from kyosai.basis import fingerprint
from outside_world import faults, signing
from outside_world.private_post import boxes
from outside_world.world import CONSIGNOR_CODE, here

desk = Blueprint("private_post_desk", __name__, url_prefix="/private-post/api")
Answer = Response | tuple[Response, int]
STATUS = {"delivered": 200, "unlinked": 404, "closed": 410}


@desk.before_request
def demand_signature() -> Answer | None:
    """Refuse whoever is not a known issuer; be away when the fault says so."""
    if faults.strikes(here().memory, "private_post.away"):
        return jsonify(reason="ただいま利用できません。"), 503
    fields = {
        "method": request.method,
        "path": request.path.removeprefix("/private-post/api"),
        "consignor_code": CONSIGNOR_CODE,
        "timestamp": request.headers.get("X-Timestamp", ""),
        "box": request.headers.get("X-Box", ""),
        "digest": fingerprint.digest(request.get_data(cache=True)),
    }
    given = request.headers.get("X-Signature", "")
    if not signing.fits(fields, given=given, key=here().key("delivery_secret")):
        return jsonify(reason="署名が合いません。"), 401
    return None


@desk.put("/letters/<receipt>")
def take(receipt: str) -> Answer:
    """Put a letter into the box the issuer names."""
    world = here()
    try:
        put = boxes.put(
            world.memory,
            receipt,
            box=request.headers.get("X-Box", ""),
            title="小規模企業共済 控除証明書",
            content=request.get_data(cache=True),
            at=world.clock.now(),
        )
    except boxes.OtherBytes:
        return jsonify(reason="同じ番号で、別の書類が届いています。"), 409
    return jsonify(outcome=put.outcome, proof=put.proof), STATUS[put.outcome]
