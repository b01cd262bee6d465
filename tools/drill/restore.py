"""A bad delete, all lost: the sealed backup restored to the second before, and verified."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic, sleep

from tools.drill.cluster import Cluster, Late
from tools.drill.hosts import Host, give
from tools.drill.traffic import Traffic

BEFORE = 5.0  # seconds of writing between the copy and the seal
GOAL = 3600  # security.md: a site within an hour
# Whoever can switch triggers off can delete from the journal; nobody else can.
BAD_DELETE = """
SET session_replication_role = replica;
DELETE FROM ledger_transfer WHERE ctid IN (SELECT ctid FROM ledger_transfer LIMIT 100);
"""


@dataclass(frozen=True)
class Restored:
    """What came of it."""

    backup_seconds: float
    seconds: float
    bytes_kept: int
    acknowledged: int
    lost: int
    seen_when_deleted: bool
    is_verified: bool
    words: str


def restore(cluster: Cluster, traffic: Traffic) -> Restored:
    """Copy while everybody writes, seal, delete, lose all, restore, verify."""
    primary = cluster.hosts[cluster.await_primary()]
    backup_seconds = _back_up(cluster, primary)
    sleep(BEFORE)
    heads = cluster.folder / "heads.txt"
    heads.write_text(traffic.run("-m", "tools.drill.sealing").stdout)
    sleep(1.0)
    moment, moment_here = datetime.now(UTC), monotonic()
    sleep(1.0)
    primary.psql(BAD_DELETE)
    traffic.stop()
    is_seen = traffic.run("-m", "tools.verify_journal", "--heads", str(heads), check=False)
    _archive_the_rest(cluster, primary)
    cluster.end()
    began = monotonic()
    _restore(cluster, primary, to=moment)
    seconds = monotonic() - began
    counted = traffic.count(until=moment_here)
    verified = traffic.run("-m", "tools.verify_journal", "--heads", str(heads), check=False)
    primary.run(str(cluster.programs.postgres / "pg_ctl"), "stop", "-D", str(primary.cluster))
    kept = sum(p.stat().st_size for p in (cluster.folder / "repository").rglob("*.age"))
    return Restored(
        backup_seconds, seconds, kept, counted["acknowledged"], counted["lost"],
        is_seen.returncode == 1, verified.returncode == 0, verified.stdout.strip(),
    )  # fmt: skip


def _back_up(cluster: Cluster, primary: Host) -> float:
    began = monotonic()
    primary.run(
        str(cluster.folder / "deploy" / "backup" / "back-up"),
        PGHOST=primary.address, PGUSER="kyosai_replication", PGPASSWORD=cluster.keys.replication,
    )  # fmt: skip
    return monotonic() - began


def _archive_the_rest(cluster: Cluster, primary: Host) -> None:
    """Wait until the log up to now lies in the repository, as it would within a minute."""
    last = primary.psql("SELECT pg_walfile_name(pg_switch_wal())")
    until = monotonic() + 60
    while not (cluster.folder / "repository" / "wal" / f"{last}.age").exists():
        if monotonic() > until:
            raise Late("the archive")
        sleep(0.2)


def _restore(cluster: Cluster, host: Host, *, to: datetime) -> None:
    """Lay the copy out where the server was, and open it as of a moment."""
    subprocess.run(["rm", "-rf", str(host.cluster)], check=True)
    here = cluster.folder / "deploy" / "backup"
    identity = {"KYOSAI_BACKUP_IDENTITY": str(_readable_identity(cluster, host))}
    host.run(str(here / "restore-to"), to.isoformat(), str(host.cluster), **identity)
    alone = "-c synchronous_standby_names='' -c archive_mode=off"
    host.run(
        str(cluster.programs.postgres / "pg_ctl"), "start", "-w", "-t", "600", "-s",
        "-D", str(host.cluster), "-l", str(host.folder / "run" / "restored.log"), "-o", alone,
        **identity,
    )  # fmt: skip
    until = monotonic() + 600
    while host.psql("SELECT pg_is_in_recovery()") != "f":
        if monotonic() > until:
            raise Late("the end of recovery")
        sleep(0.2)


def _readable_identity(cluster: Cluster, host: Host) -> str:
    """Hand the secret half of the key to the server's user, for this restore only."""
    copy = host.folder / "run" / "backup.identity"
    copy.write_bytes((cluster.folder / "backup.identity").read_bytes())
    give(copy)
    return str(copy)
