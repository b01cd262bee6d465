"""結果の通知 — told to the consignor's server, and up to five times more if it is silent."""

import json
import sqlite3

import httpx

from outside_world import faults, signing
from outside_world.business_time import machine_now
from outside_world.hub import messages
from outside_world.memory import Memory
from outside_world.world import World

TABLES = """
CREATE TABLE IF NOT EXISTS notice (
    id INTEGER PRIMARY KEY, address TEXT, body TEXT, signature TEXT,
    tries INTEGER DEFAULT 0, next_at REAL NOT NULL, is_over INTEGER DEFAULT 0
)
"""
PAUSES = (0.2, 1, 3, 9, 27)  # seconds of machine time; an agency would wait minutes
ANSWER_WITHIN = 10


def lay_out(world: World, mandate: sqlite3.Row) -> None:
    """Put the notice of a decided mandate on the pile: once, twice or never, as switched."""
    if faults.strikes(world.memory, "hub.notify_never"):
        return
    fields = messages.notice(mandate, now=world.clock.now())
    signed = signing.signature(fields, key=messages.key(world))
    for _ in range(2 if faults.strikes(world.memory, "hub.notify_twice") else 1):
        world.memory.write(
            "INSERT INTO notice (address, body, signature, next_at) VALUES (?,?,?,?)",
            mandate["notify_url"], json.dumps(fields, ensure_ascii=False), signed, _seconds(),
        )  # fmt: skip


def send_due(world: World) -> int:
    """Send every notice whose time has come; return how many were taken."""
    due = "SELECT * FROM notice WHERE is_over = 0 AND next_at <= ? ORDER BY id"
    return sum(_send(world.memory, notice) for notice in world.memory.rows(due, _seconds()))


def _send(memory: Memory, notice: sqlite3.Row) -> bool:
    is_taken = _post(notice)
    tries = notice["tries"] + 1
    is_over = is_taken or tries > len(PAUSES)
    next_at = _seconds() + (0 if is_over else PAUSES[tries - 1])
    memory.write(
        "UPDATE notice SET tries = ?, is_over = ?, next_at = ? WHERE id = ?",
        tries, int(is_over), next_at, notice["id"],
    )  # fmt: skip
    return is_taken


def _post(notice: sqlite3.Row) -> bool:
    headers = {"Content-Type": "application/json", "X-Signature": notice["signature"]}
    try:
        answer = httpx.post(
            notice["address"], content=notice["body"].encode(), headers=headers,
            timeout=ANSWER_WITHIN, trust_env=False,
        )  # fmt: skip
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return answer.status_code == 200


def _seconds() -> float:
    return machine_now().timestamp()
