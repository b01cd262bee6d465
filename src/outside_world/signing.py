"""署名 — HMAC over sorted fields, as hub and bank desk use it."""

import hmac
from collections.abc import Mapping
from hashlib import sha256


def canonical(fields: Mapping[str, str]) -> bytes:
    """Return what is signed: fields sorted by name, name=value joined by &, in UTF-8."""
    return "&".join(f"{name}={fields[name]}" for name in sorted(fields)).encode()


def signature(fields: Mapping[str, str], *, key: bytes) -> str:
    """Return the signature of fields in lower-case hexadecimal."""
    return of_bytes(canonical(fields), key=key)


def of_bytes(content: bytes, *, key: bytes) -> str:
    """Return the signature of a whole file."""
    return hmac.new(key, content, sha256).hexdigest()


def fits(fields: Mapping[str, str], *, given: str, key: bytes) -> bool:
    """Tell whether a signature belongs to these fields, in constant time."""
    return hmac.compare_digest(signature(fields, key=key).encode(), given.encode())
