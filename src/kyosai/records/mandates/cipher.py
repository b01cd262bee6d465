"""口座番号の暗号 — an account number rests sealed to its own customer number and nothing else.

AES-256-GCM: the customer number is bound in, so that a sealed number moved to another row does
not open. The first byte names the key, so that keys can follow one another.
"""

import secrets
from collections.abc import Callable
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
    return opener()(content, customer_no)


def opener() -> Callable[[bytes, str], str]:
    """Return what opens one account number after another: a file holds a million of them."""
    ciphers = {key: _cipher(key) for key in KEYS}

    def opened_one(content: bytes, customer_no: str) -> str:
        nonce, rest = content[1 : 1 + NONCE], content[1 + NONCE :]
        return ciphers[content[:1]].decrypt(nonce, rest, _bound(customer_no)).decode()

    return opened_one


def _cipher(key: bytes) -> AESGCM:
    return _made(settings.KEYS[KEYS[key]])


@lru_cache(maxsize=4)
def _made(secret: bytes) -> AESGCM:
    """Return the cipher of a key, made once: a file opens millions of numbers."""
    return AESGCM(secret)


def _bound(customer_no: str) -> bytes:
    return f"mandate.account_sealed:{customer_no}".encode()
