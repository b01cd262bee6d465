"""見本の職員 — who may sign in to the back office, with the six digits of this half minute."""

import hmac
import json
from base64 import b32decode
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from outside_world.business_time import machine_now

STEP = 30


@dataclass(frozen=True)
class Officer:
    """A sample officer and what the sign-in asks for."""

    name: str
    username: str
    password: str
    duty: str
    code: str


def read(keys: Path) -> list[Officer]:
    """Return the sample staff, if the workshop has seated them yet."""
    path = keys / "sample_staff.json"
    if not path.exists():
        return []
    rows = json.loads(path.read_text())
    return [
        Officer(
            row["name"], row["username"], row["password"], row.get("duty") or row.get("desk", ""),
            totp(row["totp_secret"], seconds=int(machine_now().timestamp())),
        )
        for row in rows
    ]  # fmt: skip


def totp(secret: str, *, seconds: int) -> str:
    """Return the one-time code of a moment (RFC 6238: SHA-1, six digits, thirty seconds)."""
    padded = secret.upper() + "=" * (-len(secret) % 8)
    counter = (seconds // STEP).to_bytes(8, "big")
    digest = hmac.new(b32decode(padded), counter, sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
