"""法定調書の受付 — takes a bundle of sealed papers once, opens and counts them."""

import json
import secrets
from base64 import b64decode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Blueprint, Response, jsonify, request

from kyosai.basis import fingerprint
from outside_world import signing
from outside_world.world import CONSIGNOR_CODE, World, here

desk = Blueprint("etax_reception", __name__, url_prefix="/etax")
TABLES = """
CREATE TABLE IF NOT EXISTS tax_bundle (
    name TEXT PRIMARY KEY, digest TEXT UNIQUE, receipt TEXT, received_at TEXT, kind TEXT,
    year INTEGER, records INTEGER, yen INTEGER
)
"""
KEY_LENGTH, NONCE = 256, bytes(12)  # a key seals one paper
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


class NotReadable(Exception):
    """A bundle whose papers cannot be opened, or are not as many as its head says."""


@desk.put("/reports/<name>")
def take(name: str) -> tuple[Response, int]:
    """Take a bundle; the same again gets the same receipt."""
    world, content = here(), request.get_data(cache=True)
    digest = fingerprint.digest(content)
    if not _is_signed(world, name, digest=digest):
        return jsonify(reason="署名が合いません。"), 401
    known = world.memory.row("SELECT * FROM tax_bundle WHERE name = ? OR digest = ?", name, digest)
    if known is not None:
        is_same = (known["name"], known["digest"]) == (name, digest)
        return (_told(known), 200) if is_same else (jsonify(reason="別の内容です。"), 409)
    try:
        head = _opened(world, content)
    except NotReadable as wrong:
        return jsonify(reason=str(wrong)), 422
    world.memory.write(
        "INSERT INTO tax_bundle VALUES (?,?,?,?,?,?,?,?)",
        name, digest, f"E{secrets.token_hex(6).upper()}", world.clock.now().isoformat(),
        head["kind"], head["year"], head["records"], head["yen"],
    )  # fmt: skip
    row = world.memory.row("SELECT * FROM tax_bundle WHERE name = ?", name)
    assert row is not None
    return _told(row), 201


def received(world: World) -> list[Any]:
    """Return what has been received, the newest first."""
    return world.memory.rows("SELECT * FROM tax_bundle ORDER BY received_at DESC")


def _opened(world: World, content: bytes) -> dict[str, Any]:
    """Return the head of a bundle whose papers all open."""
    try:
        head: dict[str, Any] = json.loads(content)
        papers = [_paper(world, b64decode(each["sealed"])) for each in head["papers"]]
    except (KeyError, TypeError, ValueError, InvalidTag) as wrong:
        raise NotReadable("書類を開けません。") from wrong
    if len(papers) != head["records"] or not all(each.startswith(b"%PDF") for each in papers):
        raise NotReadable("件数が合いません。")
    return head


def _paper(world: World, sealed: bytes) -> bytes:
    private = serialization.load_pem_private_key(world.key("etax.key"), None)
    assert isinstance(private, rsa.RSAPrivateKey)
    key = private.decrypt(sealed[:KEY_LENGTH], OAEP)
    return AESGCM(key).decrypt(NONCE, sealed[KEY_LENGTH:], None)


def _told(row: Any) -> Response:
    return jsonify({name: row[name] for name in ("name", "digest", "receipt", "records")})


def _is_signed(world: World, name: str, *, digest: str) -> bool:
    fields = {
        "method": "PUT",
        "path": f"/reports/{name}",
        "consignor_code": CONSIGNOR_CODE,
        "timestamp": request.headers.get("X-Timestamp", ""),
        "digest": digest,
    }
    given = request.headers.get("X-Signature", "")
    return signing.fits(fields, given=given, key=world.key("etax_secret"))
