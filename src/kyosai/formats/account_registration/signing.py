"""署名 — every message between the hub and us carries an HMAC over its sorted fields."""

import hmac
from collections.abc import Mapping
from hashlib import sha256


def canonical(fields: Mapping[str, str]) -> bytes:
    """Return what is signed: fields sorted by name, name=value joined by &, in UTF-8."""
    return "&".join(f"{name}={fields[name]}" for name in sorted(fields)).encode(
        "utf-8", "surrogatepass"
    )


def signature(fields: Mapping[str, str], *, key: bytes) -> str:
    """Return the HMAC of a message's fields, in lower-case hexadecimal."""
    return hmac.new(key, canonical(fields), sha256).hexdigest()


def is_signed(fields: Mapping[str, str], *, by: str, key: bytes) -> bool:
    """Tell whether a signature is that of these fields, in constant time."""
    return hmac.compare_digest(signature(fields, key=key).encode(), by.encode("utf-8", "replace"))


def is_signed_file(content: bytes, *, by: str, key: bytes) -> bool:
    """Tell whether a signature is that of a whole file."""
    expected = hmac.new(key, content, sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), by.encode("utf-8", "replace"))
