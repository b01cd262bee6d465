"""Where every round begins: the project's own tables, officers, and people who are owed money."""

import secrets
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from kyosai.sites.workshop import preparation
from tools.drill.hosts import Keys
from tools.drill.programs import Programs

FIRST_PAYEE = 5_000_001  # far from the numbers that new contracts are given
PAYEES = 600


@dataclass(frozen=True)
class Seed:
    """A stopped cluster to copy, the secrets of the core, and those of the drill."""

    cluster: Path
    state: Path
    keys: Keys


def make(folder: Path, *, payees: int, told: Callable[[str], None]) -> Seed:
    """Make the seed in a folder, on the workshop's own server, and stop that server again."""
    from bench.enrolment import prepared

    state = folder / "state"
    state.mkdir(mode=0o711)
    told("表を用意しています")
    try:
        prepared(state)
        server = preparation.embedded_server(state)
        keys = Keys(superuser=server.secret, replication=secrets.token_urlsafe(24))
        with psycopg.connect(server.url("postgres"), autocommit=True) as admin:
            admin.execute(
                f"CREATE ROLE kyosai_replication LOGIN REPLICATION PASSWORD '{keys.replication}'"
            )
        _owe(payees, told=told)
    finally:
        preparation.stop_server(state)
        if (state / "keys" / "postgres.secret").exists():
            shutil.rmtree(preparation.embedded_server(state).socket, ignore_errors=True)
    return Seed(server.cluster, state, keys)


def backup_key(folder: Path, programs: Programs) -> None:
    """Make the key of the backups; only its public half goes where the servers are."""
    secret = folder / "backup.identity"
    keygen = programs.age.parent / "age-keygen"
    subprocess.run([keygen, "-o", secret], check=True, capture_output=True)
    public = subprocess.run([keygen, "-y", secret], check=True, capture_output=True).stdout
    (folder / "backup.recipients").write_bytes(public)


def _owe(count: int, *, told: Callable[[str], None]) -> None:
    """Enter people whose accounts the bank knows, and a frame within which they may be paid."""
    from django.db import connection

    from tests.procedures.collection import world as people
    from tests.procedures.payment import world

    for name in world.TREASURY:
        people.treasurer(name)
    world.frame_of(on=world.DAY)
    for place in range(count):
        if place % 100 == 0:
            told(f"支払を待つ人を書いています（{place} / {count}）")
        world.checked(world.holder(FIRST_PAYEE + place))
    connection.close()
