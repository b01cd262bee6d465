"""The database itself says never, to everybody, in a sentence an operator can read."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from kyosai.basis.append_only import allow_change, forbid_change
from kyosai.sites.workshop import postgres


@pytest.fixture
def owner(server: postgres.Server) -> Iterator[psycopg.Connection]:
    """An open transaction in which ``page`` is append-only for ``reader``; never committed."""
    role = f"reader_{uuid4().hex[:8]}"
    with psycopg.connect(server.url("postgres")) as connection:
        connection.execute(f"CREATE ROLE {role}")
        connection.execute("CREATE TABLE page (words text)")
        connection.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON page TO {role}")
        connection.execute(forbid_change("page", app_role=role))
        connection.execute("INSERT INTO page VALUES ('はじめの1行')")
        connection.execute(f"SELECT set_config('kyosai.role', '{role}', true)")
        yield connection
        connection.rollback()


CHANGES = ["UPDATE page SET words = ''", "DELETE FROM page", "TRUNCATE page"]


@pytest.mark.parametrize("change", CHANGES)
def test_not_even_the_owner_changes_a_row(owner: psycopg.Connection, change: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="post a reversal or a later row"):
        owner.execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_application_role_has_no_grant_to_try(owner: psycopg.Connection, change: str) -> None:
    _become_the_reader(owner)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(change)


def test_a_new_row_is_always_welcome(owner: psycopg.Connection) -> None:
    _become_the_reader(owner)

    owner.execute("INSERT INTO page VALUES ('次の1行')")

    assert owner.execute("SELECT count(*) FROM page").fetchone() == (2,)


def test_a_migration_taken_back_frees_the_table(owner: psycopg.Connection) -> None:
    owner.execute(allow_change("page"))

    owner.execute("DELETE FROM page")

    assert owner.execute("SELECT count(*) FROM page").fetchone() == (0,)


def _become_the_reader(connection: psycopg.Connection) -> None:
    (role,) = connection.execute("SELECT current_setting('kyosai.role')").fetchone()
    connection.execute(f"SET LOCAL ROLE {role}")
