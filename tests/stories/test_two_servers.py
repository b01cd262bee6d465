"""The journey on two PostgreSQL servers of their own, and what the internet's one has seen.

Addresses are given as in production, roles made by deploy/roles.sql, on another major version
than the embedded one. Afterwards the internet zone's dump, data files, WAL and logs are searched
for what it must never hold at rest: name, account, a マイナンバー somebody typed by mistake.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kyosai.sites.workshop import postgres
from tests.sites.servers import addresses, another_server
from tools.story import applicants
from tools.story.__main__ import a_workshop
from tools.story.scenes import AT_ONCE, HANAKO
from tools.story.world import World

MY_NUMBER = "123456789018"
SOMEBODY = replace(
    HANAKO,
    name="秘密　守子",
    kana="ヒミツ モリコ",
    birthdate="1979-07-07",
    account="7654321",
    business_name=f"番号{MY_NUMBER}",
)
NEVER_AT_REST = {
    "名前": ["秘密", "守子"],
    "フリガナ": ["ヒミツ", "モリコ", "ﾋﾐﾂ", "ﾓﾘｺ"],
    "口座番号": ["7654321"],
    "マイナンバー": [MY_NUMBER],
    "メール": [SOMEBODY.email],
    "住所": ["架空区見本町"],
}
VERBOSE = "log_statement = 'all'\nwal_compression = off\nfull_page_writes = on\n"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, postgres.Server]]:
    """One server for each zone, with every statement logged."""
    folder = tmp_path_factory.mktemp("servers")
    for parent in (folder, *folder.parents):
        if os.geteuid() == 0 and parent.stat().st_uid == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
    made = {z: another_server(folder / z, zones=[z], more=VERBOSE) for z in ("internet", "core")}
    yield made
    for server in made.values():
        server.stop("immediate")


@pytest.fixture(scope="module")
def played(servers: dict[str, postgres.Server]) -> Iterator[Path]:
    """Somebody joins and is accepted; yield the workshop's folder while it runs."""
    told = {
        f"KYOSAI_{zone.upper()}_{name}": address
        for zone, server in servers.items()
        for name, address in (
            ("DATABASE_URL", addresses(server, zone)["app"]),
            ("OWNER_DATABASE_URL", addresses(server, zone)["owner"]),
        )
    }
    with a_workshop(**told) as state:
        world = World.at(state)
        person = applicants.sign_in(world, SOMEBODY)
        applicants.fill_in(world, person, SOMEBODY)
        applicants.send(person)
        applicants.wait_until(world, person, AT_ONCE)
        person.open(f"{world.portal}/mine/")
        yield state


def test_the_journey_works_on_servers_of_another_version(
    servers: dict[str, postgres.Server], played: Path
) -> None:
    assert not (played / "postgres" / "cluster").exists(), "no embedded server was started"
    assert "秘密" in _dump(servers["core"], "core"), "the core knows its holder"


@pytest.mark.parametrize("what", NEVER_AT_REST)
def test_the_internet_zone_keeps_nothing_of_it(
    servers: dict[str, postgres.Server], played: Path, what: str
) -> None:
    server = servers["internet"]
    places = {
        "dump": _dump(server, "internet").encode(),
        "data files and WAL": _files(server.cluster),
        "server log": (server.folder / "server.log").read_bytes(),
        "portal and relay logs": b"".join(
            (played / "logs" / f"{name}.log").read_bytes() for name in ("internet-web", "relay")
        ),
    }

    for text in NEVER_AT_REST[what]:
        for encoded in (text.encode(), text.encode("utf-16-le"), ascii(text)[1:-1].encode()):
            for place, content in places.items():
                assert encoded not in content, f"{what} rests in the {place}"


def test_the_search_would_have_found_it(servers: dict[str, postgres.Server], played: Path) -> None:
    core = _files(servers["core"].cluster)

    assert "秘密".encode() in core
    assert MY_NUMBER.encode() in core


def _dump(server: postgres.Server, zone: str) -> str:
    command = [postgres.binaries("celerp") / "pg_dump", server.url(f"kyosai_{zone}")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _files(cluster: Path) -> bytes:
    return b"".join(p.read_bytes() for p in cluster.rglob("*") if p.is_file())
