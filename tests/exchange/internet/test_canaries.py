"""Whoever steals the internet zone's database, its log and its write-ahead log learns nothing."""

import json
import os
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from kyosai.sites.workshop import databases, postgres
from tests.doors.clock.zones import INTERNET, Zones
from tests.exchange.internet.canary_child import ACCOUNT, MY_NUMBER, NAME

CANARIES = (NAME, ACCOUNT, MY_NUMBER)
EVERYTHING_LOGGED = """
log_statement = all
log_min_messages = debug1
shared_buffers = 32MB
max_wal_size = 128MB
wal_compression = off
"""


@pytest.fixture
def zone(state: Path) -> Iterator[Zones]:
    """A server of its own, which logs every statement it is given."""
    folder = state / "canary"
    server = postgres.Server(postgres.binaries(), folder, "test", EVERYTHING_LOGGED)
    server.start()
    databases.prepare(server, settings.KEYS)
    alone = Zones(server, folder, core="")
    (folder / "keys").symlink_to(state / "keys")
    alone.start()
    yield alone
    alone.stop()
    server.stop("immediate")


def shapes(canary: str) -> set[bytes]:
    """Return the canary as it might lie about: in other encodings, escaped, in base64, in hex."""
    written = [canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "cp932")]
    written.append(json.dumps(canary)[1:-1].encode())
    found = set(written)
    for each in (canary.encode(), canary.encode("cp932")):
        found |= {each.hex().encode(), each.hex().upper().encode()}
        for shift in range(3):  # Base64 of a text depends on where it begins.
            inner = b64encode(b"\0" * shift + each + b"\0" * 3)
            found.add(inner[4 if shift else 0 : len(each) * 4 // 3 - 4])
    return found


def places(zone: Zones, *, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield everything a thief could carry off: dump, data files, write-ahead log, logs."""
    yield "dump", dump(zone, name)
    for path in sorted(zone.server.folder.rglob("*")):
        if path.is_file() and not path.is_relative_to(zone.server.folder / "keys"):
            yield str(path.relative_to(zone.server.folder)), path.read_bytes()


def dump(zone: Zones, name: str) -> bytes:
    told = os.environ | {"PGPASSWORD": zone.server.secret}
    return subprocess.run(
        [str(zone.server.programs / "pg_dump"), "-h", str(zone.server.socket), "-U", "postgres",
         name],
        env=told, capture_output=True, check=True,
    ).stdout  # fmt: skip


def hits(zone: Zones, *, name: str) -> set[tuple[str, str]]:
    """Return (canary, place) wherever one is found, the write-ahead log counted as one place."""
    found = set()
    for place, content in places(zone, name=name):
        for canary in CANARIES:
            if any(shape in content for shape in shapes(canary)):
                found.add((canary, place))
    return found


def test_no_name_account_or_my_number_rests_in_the_internet_zone(zone: Zones) -> None:
    zone.relay()
    zone.ended(["-m", "tests.exchange.internet.canary_child", str(zone.port)], INTERNET)
    name = zone.internet.split("/")[3].split("?", maxsplit=1)[0]
    with psycopg.connect(zone.server.url(name), autocommit=True) as admin:
        kept = admin.execute("SELECT count(*) FROM exchange_sent_body").fetchone()
        assert kept == (13,), "half of it must still lie there"
        admin.execute("CHECKPOINT")

    assert hits(zone, name=name) == set()

    with psycopg.connect(zone.server.url(name), autocommit=True) as admin:
        admin.execute("CREATE TABLE careless (said text)")
        for canary in CANARIES:
            admin.execute("INSERT INTO careless VALUES (%s)", [canary])
            admin.execute(f"SELECT '{canary}'")
        admin.execute("CHECKPOINT")
    found = hits(zone, name=name)
    for canary in CANARIES:
        spots = {place for hit, place in found if hit == canary}
        assert "dump" in spots
        assert any("/base/" in place for place in spots), "the search reads data files"
        assert any("/pg_wal/" in place for place in spots), "the search reads the WAL"
        assert any(place.endswith("server.log") for place in spots), "the search reads the log"


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_the_search_knows_a_canary_inside_base64(canary: str, before: str) -> None:
    hidden = b64encode(f"{before}{canary} and more".encode())

    assert any(shape in hidden for shape in shapes(canary))
