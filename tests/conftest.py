"""Real PostgreSQL for every test: one server a run, one database a test world, app roles only.

``db`` (of pytest-django) rolls back at the end of a test. ``committed_db`` gives the test a
fresh copy of the migrated database, so that commits, kills and other processes are real.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from kyosai.records import serials
from kyosai.sites import wiring
from kyosai.sites.workshop import databases, keys, postgres


def zone() -> str:
    """Return which site this run is about, even while a test has changed a setting."""
    return "internet" if "internet" in settings.ROOT_URLCONF else "core"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Hash the passwords of made-up officers quickly; the sites themselves take their time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def state() -> Iterator[Path]:
    """A folder of keys and run files, open enough for PostgreSQL's own user."""
    folder = Path(mkdtemp(prefix="kyosai-test-"))
    folder.chmod(0o755)
    keys.make(folder / "keys")
    settings.KYOSAI_STATE = folder
    settings.KEYS = settings.MY_NUMBER_KEYS = wiring.Keys(folder / "keys")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(state: Path) -> Iterator[postgres.Server]:
    """A PostgreSQL of this run's own; fsync off, since no test pulls the plug."""
    started = postgres.Server(
        postgres.binaries(), state / "postgres", "test", "fsync = off\nshared_buffers = 128MB\n"
    )
    started.start()
    yield started
    started.stop("immediate")
    shutil.rmtree(started.socket, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server: postgres.Server, django_db_blocker) -> str:
    """The name of a migrated database of this zone, kept as a template."""
    databases.prepare(server, settings.KEYS)
    name = f"kyosai_{zone()}"
    with django_db_blocker.unblock():
        _point_at(server, name, role="owner")
        call_command("migrate", verbosity=0)
        connection.close()
    return name


@pytest.fixture(scope="session")
def django_db_setup(server: postgres.Server, template: str, django_db_blocker) -> None:
    """Point pytest-django at a copy of the template, as the application role."""
    with django_db_blocker.unblock():
        _point_at(server, _copy(server, template), role="app")


@pytest.fixture
def committed_db(
    server: postgres.Server, template: str, django_db_setup, django_db_blocker
) -> Iterator[str]:
    """Give the test a database of its own, with real commits; yield its address."""
    yield from _own(server, template, django_db_blocker)


@pytest.fixture(scope="module")
def shared_db(
    server: postgres.Server, template: str, django_db_setup, django_db_blocker
) -> Iterator[str]:
    """Give all tests of a module one such database; whoever writes to it clears up."""
    yield from _own(server, template, django_db_blocker)


def _own(server: postgres.Server, template: str, django_db_blocker) -> Iterator[str]:
    before = dict(connection.settings_dict)
    name = _copy(server, template)
    with django_db_blocker.unblock():
        _point_at(server, name, role="app")
        role = f"kyosai_{zone()}_app"
        yield server.url(name, role=role, secret=settings.KEYS.text(f"{role}.secret"))
        connection.close()
        connection.settings_dict.update(before)
        serials.forget()
    with psycopg.connect(server.url("postgres"), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copy(server: postgres.Server, template: str) -> str:
    name = f"copy_{uuid4().hex[:12]}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as admin:
        databases.database(admin, name, zone=zone(), template=template)
    return name


def _point_at(server: postgres.Server, name: str, *, role: str) -> None:
    serials.forget()  # what is left of a block belongs to the database it came from
    role = f"kyosai_{zone()}_{role}"
    _connect(connection, server, name, role=role)
    for vendor in databases.VENDORS if zone() == "core" else ():
        _connect(connections[vendor], server, name, role=vendor)


def _connect(to: BaseDatabaseWrapper, server: postgres.Server, name: str, *, role: str) -> None:
    to.close()
    address = server.url(name, role=role, secret=settings.KEYS.text(f"{role}.secret"))
    to.settings_dict.update(wiring.database(address))
