"""口座番号の暗号 — an account number rests sealed to its own customer number and nothing else.

AES-256-GCM: the customer number is bound in, so that a sealed number moved to another row does
not open. The first byte names the key, so that keys can follow one another.
"""

import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY = b"\x01"
KEYS = {KEY: "account_cipher.key"}
NONCE = 12


def sealed(account_number: str, *, customer_no: str) -> bytes:
    """Return an account number sealed to its row."""
    nonce = secrets.token_bytes(NONCE)
    return KEY + nonce + _cipher(KEY).encrypt(nonce, account_number.encode(), _bound(customer_no))


def opened(content: bytes, *, customer_no: str) -> str:
    """Return the account number; InvalidTag when the bytes belong to another row."""
    key, nonce, rest = content[:1], content[1 : 1 + NONCE], content[1 + NONCE :]
    return _cipher(key).decrypt(nonce, rest, _bound(customer_no)).decode()


def _cipher(key: bytes) -> AESGCM:
    return _made(settings.KEYS[KEYS[key]])


@lru_cache(maxsize=4)
def _made(secret: bytes) -> AESGCM:
    """Return the cipher of a key, made once: a file opens millions of numbers."""
    return AESGCM(secret)


def _bound(customer_no: str) -> bytes:
    return f"mandate.account_sealed:{customer_no}".encode()
