"""Two databases, whichever server they live on: nobody opens the other zone's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from kyosai.sites.workshop import databases, postgres, preparation
from tests.sites.servers import addresses as addresses_of
from tests.sites.servers import another_server


@pytest.fixture(scope="module")
def server_apart(state: Path) -> Iterator[postgres.Server]:
    """A second PostgreSQL, of another major version, started apart, roles made as in production."""
    made = another_server(state / "another")
    yield made
    made.stop("immediate")
    shutil.rmtree(made.socket, ignore_errors=True)


@pytest.mark.long  # the stories play on servers of another version in every run
def test_both_sites_migrate_on_a_server_of_another_major_version(
    server_apart: postgres.Server, tmp_path: Path
) -> None:
    addresses = {zone: addresses_of(server_apart, zone) for zone in databases.ZONES}
    for zone in databases.ZONES:
        (tmp_path / "zones" / zone).mkdir(parents=True)

    preparation.migrate(tmp_path, addresses)

    with psycopg.connect(addresses["core"]["app"]) as connection:
        assert connection.info.server_version // 10000 != 18
        assert connection.execute("SELECT count(*) FROM ledger_transfer").fetchone() == (0,)


@pytest.mark.parametrize(("zone", "other"), [("internet", "core"), ("core", "internet")])
@pytest.mark.parametrize("kind", ["owner", "app"])
def test_no_role_opens_the_other_zones_database(
    server: postgres.Server, template: str, zone: str, other: str, kind: str
) -> None:
    role = f"kyosai_{zone}_{kind}"
    address = server.url(f"kyosai_{other}", role=role, secret=settings.KEYS.text(f"{role}.secret"))

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(address)


def test_the_application_owns_no_table_and_switches_no_trigger_off(
    server: postgres.Server, template: str
) -> None:
    role = "kyosai_core_app"
    address = server.url("kyosai_core", role=role, secret=settings.KEYS.text(f"{role}.secret"))

    with psycopg.connect(address, autocommit=True) as connection:
        owned = connection.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [role])
        assert owned.fetchone() == (0,)
        for attempt in (
            "ALTER TABLE ledger_transfer DISABLE TRIGGER ALL",
            "SET session_replication_role = replica",
            "DROP TABLE ledger_transfer",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)


def test_each_zone_gets_only_its_own_keys(tmp_path: Path) -> None:
    from kyosai.sites.workshop import keys

    keys.make(tmp_path / "keys")
    keys.hand_out(tmp_path)

    internet = {path.name for path in (tmp_path / "zones/internet/keys").iterdir()}
    assert "core_box.pub" in internet
    assert not internet & {"core_box.key", "core_sign.key", "account_cipher.key", "courier.key"}
    assert not any("postgres" in name or "owner" in name for name in internet)


def test_the_servers_own_log_repeats_nothing_of_a_refused_row(server: postgres.Server) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE sample (name text CHECK (name = ''))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO sample VALUES ('金糸雀')")

    log = (server.folder / "server.log").read_text()
    assert "violates check constraint" in log and "金糸雀" not in log
