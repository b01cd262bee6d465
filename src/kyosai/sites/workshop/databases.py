"""二つのデータベース — two databases, two roles each, neither of which can open the other's."""

import psycopg
from psycopg import sql

from kyosai.sites.wiring import Keys
from kyosai.sites.workshop.postgres import Server

ZONES = ("internet", "core")
# Own a schema each, and nobody signs in as them: the individual numbers; the lent pictures.
VAULTS = ("kyosai_my_numbers", "kyosai_keying")
VENDORS = ("kyosai_vendor_a", "kyosai_vendor_b")  # the companies that read pictures of the core


def prepare(server: Server, keys: Keys) -> None:
    """Make roles and databases that are not there yet."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        for zone in ZONES:
            for kind in ("owner", "app"):
                _role(
                    connection, f"kyosai_{zone}_{kind}", keys.text(f"kyosai_{zone}_{kind}.secret")
                )
        for name in VENDORS:
            _role(connection, name, keys.text(f"{name}.secret"))
        for zone in ZONES:
            database(connection, f"kyosai_{zone}", zone=zone)
        for name in VAULTS:
            _vault(connection, name)
    for zone in ZONES:
        with psycopg.connect(server.url(f"kyosai_{zone}"), autocommit=True) as connection:
            open_to_app(connection, zone=zone)


def _role(connection: psycopg.Connection, name: str, secret: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if not known:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), secret)
        )


def _vault(connection: psycopg.Connection, name: str) -> None:
    """Make the role of a vault; only whoever makes the core's tables may step into it."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if not known:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(
                sql.Identifier(name), sql.Identifier("kyosai_core_owner")
            )
        )


def database(
    connection: psycopg.Connection, name: str, *, zone: str, template: str = "template1"
) -> None:
    """Make a database only its own zone's roles may connect to."""
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    names = {
        "name": sql.Identifier(name),
        "template": sql.Identifier(template),
        "owner": sql.Identifier(f"kyosai_{zone}_owner"),
        "app": sql.Identifier(f"kyosai_{zone}_app"),
    }
    made = () if known else ("CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}",)
    for statement in (
        *made,
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
    for vendor in VENDORS if zone == "core" else ():
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(name), sql.Identifier(vendor)
            )
        )


def open_to_app(connection: psycopg.Connection, *, zone: str) -> None:
    """Let the application role use, never own, what the owner will make in this database."""
    names = {
        "owner": sql.Identifier(f"kyosai_{zone}_owner"),
        "app": sql.Identifier(f"kyosai_{zone}_app"),
    }
    for statement in (
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
