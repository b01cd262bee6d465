"""要約値 — canonical bytes and their digest, for seals and idempotency."""

import json
from hashlib import sha256
from typing import Any


def canonical(facts: Any) -> bytes:
    """Return one byte form for equal facts: sorted keys, no spaces, UTF-8, no floats."""
    assert not _has_float(facts), "a float has no exact form"
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return sha256(content).hexdigest()


def _has_float(facts: Any) -> bool:
    if isinstance(facts, dict):
        return any(_has_float(fact) for fact in facts.values())
    if isinstance(facts, (list, tuple)):
        return any(_has_float(fact) for fact in facts)
    return isinstance(facts, float)
