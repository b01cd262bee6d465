"""PostgreSQL servers started apart, with their roles made as in production."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kyosai.sites.workshop import databases, postgres

ROOT = Path(__file__).parents[2]


def another_server(
    folder: Path, *, zones: Sequence[str] = databases.ZONES, more: str = ""
) -> postgres.Server:
    """Start a server of another major version than the embedded one; make the zones' roles."""
    server = postgres.Server(postgres.binaries("celerp"), folder, "another", f"fsync = off\n{more}")
    server.start()
    for zone in zones:
        _make_roles(server, zone)
    return server


def addresses(server: postgres.Server, zone: str) -> dict[str, str]:
    """Return the addresses of a zone's owner and application."""
    return {
        kind: server.url(f"kyosai_{zone}", role=f"kyosai_{zone}_{kind}", secret=kind)
        for kind in ("owner", "app")
    }


def _make_roles(server: postgres.Server, zone: str) -> None:
    psql = postgres.binaries("embedded") / "psql"
    words = [psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-v", f"zone={zone}"]
    words += ["-v", "owner_secret=owner", "-v", "app_secret=app"]
    script = ROOT / "deploy" / "roles.sql"
    environment = os.environ | {"PGPASSWORD": server.secret}
    subprocess.run(
        [*words, "-h", str(server.socket), "-U", "postgres", "-d", "postgres", "-f", script],
        env=environment,
        check=True,
    )
