"""金融機関マスタ — the name of a bank by its code, for accounts that came to us without one."""

from functools import cache

from kyosai.basis import parameters


def name(code: str, *, told: str = "") -> str:
    """Return what a bank is called: as it was told, else as the master has it, else its code."""
    return told or _names().get(code, "") or code


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in parameters.rows(__package__, "banks")}
