"""受付の返事 — what the hub says of a mandate: on return, by notice, when asked."""

import sqlite3
from datetime import datetime
from urllib.parse import urlencode

from outside_world import faults, signing
from outside_world.hub import banks
from outside_world.memory import Memory
from outside_world.world import World

OTHER_KEY = b"not the shared secret"
RETURNED = ("request_id", "mandate_id", "status", "code")


def state(mandate: sqlite3.Row, *, now: datetime) -> dict[str, str]:
    """Return every field of an inquiry's answer; what is not registered stays empty."""
    return account(mandate) | _named(mandate, now) | {
        "customer_no": mandate["customer_no"],
        "bank_name": _bank_name(mandate),
        "branch_name": _branch_name(mandate),
        "name_kana": mandate["name_kana"] if _is_registered(mandate) else "",
    }  # fmt: skip


def notice(mandate: sqlite3.Row, *, now: datetime) -> dict[str, str]:
    """Return the fields of a notice."""
    return account(mandate) | _named(mandate, now) | {"customer_no": mandate["customer_no"]}


def account(mandate: sqlite3.Row) -> dict[str, str]:
    """Return the account of a registered mandate, its number masked."""
    is_registered = _is_registered(mandate)
    shown = {name: mandate[name] for name in ("bank_code", "branch_code", "acct_type")}
    shown["acct_no_masked"] = f"****{mandate['acct_no'][-3:]}"
    shown["registered_on"] = mandate["decided_on"]
    return shown if is_registered else dict.fromkeys(shown, "")


def return_address(mandate: sqlite3.Row, world: World) -> str:
    """Return where the browser goes back to, with the signed outcome."""
    told = _named(mandate, world.clock.now())
    if faults.strikes(world.memory, "hub.replay"):
        told = _earlier(mandate, world.memory, told)
    told["signature"] = signing.signature(told, key=key(world))
    address: str = mandate["return_url"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(told)}"


def key(world: World) -> bytes:
    """Return the shared secret, or a wrong one when that is switched on."""
    return OTHER_KEY if faults.strikes(world.memory, "hub.wrong_mac") else world.hub_key


def _named(mandate: sqlite3.Row, now: datetime) -> dict[str, str]:
    told = {name: mandate[name] for name in RETURNED}
    return told | {"timestamp": now.isoformat(timespec="seconds")}


def _earlier(mandate: sqlite3.Row, memory: Memory, told: dict[str, str]) -> dict[str, str]:
    """Return the outcome of another, earlier mandate; the own one if there is none."""
    other = memory.row(
        "SELECT * FROM mandate WHERE mandate_id <> ? AND status <> 'PENDING'"
        " ORDER BY changed_at DESC LIMIT 1",
        mandate["mandate_id"],
    )
    return _named(other, datetime.fromisoformat(other["changed_at"])) if other else told


def _is_registered(mandate: sqlite3.Row) -> bool:
    return bool(mandate["status"] == "REGISTERED")


def _bank_name(mandate: sqlite3.Row) -> str:
    return banks.all_banks()[mandate["bank_code"]].name if _is_registered(mandate) else ""


def _branch_name(mandate: sqlite3.Row) -> str:
    return banks.branches()[mandate["branch_code"]] if _is_registered(mandate) else ""
