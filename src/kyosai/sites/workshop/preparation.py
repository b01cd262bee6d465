"""用意 — databases and their tables, brought to this release before any part starts."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from kyosai.sites import wiring
from kyosai.sites.workshop import databases, postgres

Addresses = dict[str, dict[str, str]]  # zone → role → address


def database_addresses(state: Path) -> Addresses:
    """Return each zone's addresses; start the embedded server for zones that name none."""
    given = {zone: _given(zone) for zone in databases.ZONES}
    if all(given.values()):
        return given
    keys = wiring.Keys(state / "keys")
    server = embedded_server(state)
    server.start()
    databases.prepare(server, keys)
    return {zone: given[zone] or _embedded(server, keys, zone) for zone in databases.ZONES}


def set_the_clock(state: Path) -> None:
    """Let business time of a new workshop begin where the sample story does."""
    folder = state / "clock"
    (folder / "appointments").mkdir(parents=True, exist_ok=True)
    for left in (folder / "appointments").glob("*.json"):
        left.unlink()  # by parts that no longer run
    if not (folder / "business-time.json").exists():
        begins = datetime.fromisoformat(wiring.told("STARTS_AT", "2026-10-01T20:10:00+09:00"))
        offset = int((begins - datetime.now(UTC)).total_seconds())
        (folder / "business-time.json").write_text(json.dumps({"offset_seconds": offset}))


def stop_server(state: Path) -> None:
    """Stop the embedded server, if it is ours and runs."""
    if (state / "keys" / "postgres.secret").exists():
        server = embedded_server(state)
        if server.cluster.exists():
            server.stop()


def embedded_server(state: Path) -> postgres.Server:
    """Return the workshop's own server, running or not."""
    secret = wiring.Keys(state / "keys").text("postgres.secret")
    programs = postgres.binaries(wiring.told("POSTGRES"))
    return postgres.Server(programs, postgres.reachable(state / "postgres"), secret)


def _given(zone: str) -> dict[str, str]:
    app = wiring.told(f"{zone.upper()}_DATABASE_URL")
    owner = wiring.told(f"{zone.upper()}_OWNER_DATABASE_URL", app)
    vendors = {
        name: told for name in _vendors(zone) if (told := wiring.told(f"{name}_DATABASE_URL"))
    }
    return {"app": app, "owner": owner} | vendors if app else {}


def _vendors(zone: str) -> tuple[str, ...]:
    """Return those who may ask a zone's database in a name of their own."""
    return ("VENDOR_A", "VENDOR_B") if zone == "core" else ()


def _embedded(server: postgres.Server, keys: wiring.Keys, zone: str) -> dict[str, str]:
    roles = {kind: f"kyosai_{zone}_{kind}" for kind in ("owner", "app")}
    roles |= {name: f"kyosai_{name.lower()}" for name in _vendors(zone)}
    return {
        kind: server.url(f"kyosai_{zone}", role=role, secret=keys.text(f"{role}.secret"))
        for kind, role in roles.items()
    }


def migrate(state: Path, addresses: Addresses) -> None:
    """Bring both databases up to date, each as its owner, side by side."""
    release = _release()
    waiting = []
    for zone, of in addresses.items():
        done = state / "zones" / zone / "migrated"
        mark = f"{release} {sha256(of['owner'].encode()).hexdigest()}"
        if done.exists() and done.read_text() == mark:
            continue
        waiting.append((zone, done, mark, _migrate(state, zone, of["owner"])))
    for zone, done, mark, running in waiting:
        output, _ = running.communicate()
        if running.returncode:
            raise SystemExit(f"{zone} のデータベースを用意できませんでした:\n{output}")
        done.write_text(mark)


def _migrate(state: Path, zone: str, owner: str) -> "subprocess.Popen[str]":
    environment = surroundings(state, zone) | {f"KYOSAI_{zone.upper()}_DATABASE_URL": owner}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def seat_sample_staff(state: Path, addresses: Addresses) -> None:
    """Make the sample officers once, and show their secrets to the outside world's panel."""
    shown = state / "zones" / "outside" / "keys" / "sample_staff.json"
    if shown.exists():
        return
    environment = surroundings(state, "core")
    environment["KYOSAI_CORE_DATABASE_URL"] = addresses["core"]["app"]
    command = [sys.executable, "-m", "kyosai.sites.core.sample_staff"]
    subprocess.run(command, env=environment, check=True)
    made = state / "zones" / "core" / "keys" / "sample_staff.json"
    shown.write_bytes(made.read_bytes())


def surroundings(state: Path, zone: str) -> dict[str, str]:
    """Return the environment of one zone: nothing of the other's, no key that is not its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KYOSAI_")}
    return kept | {
        "PYTHONPATH": str(wiring.ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": f"kyosai.sites.{zone}.settings",
        "KYOSAI_STATE": str(state / "zones" / zone),
        "KYOSAI_WORKSHOP": "1",
    }


def _release() -> str:
    files = sorted((wiring.ROOT / "src" / "kyosai").rglob("migrations/*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
