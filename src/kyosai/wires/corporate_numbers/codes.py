"""登記の符号 — the register's codes for kinds of corporation and for closing, in words."""

from functools import cache
from typing import Any

from kyosai.basis import parameters

MERGED = "11"


def kind_words(code: str) -> str:
    """Return what a kind of corporation is called; nothing for a code nobody knows."""
    return str(_rows("kind").get(code, {}).get("words", ""))


def is_company(code: str) -> bool:
    """Tell whether a kind is one of the five companies."""
    return bool(_rows("kind").get(code, {}).get("is_company", False))


def close_words(code: str) -> str:
    """Return why an entry was closed; nothing for a cause nobody knows."""
    return str(_rows("close_cause").get(code, {}).get("words", ""))


@cache
def _rows(name: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in parameters.table(__package__, "codes")[name]}
