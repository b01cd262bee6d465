"""A PostgreSQL of one's own, and a fresh migrated database for each world, outside pytest."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import django
import psycopg


@contextmanager
def server() -> Iterator["Databases"]:
    """Start a server with a migrated template; everything is gone afterwards."""
    django.setup()
    from django.conf import settings

    from kyosai.sites import wiring
    from kyosai.sites.workshop import keys, postgres

    folder = Path(mkdtemp(prefix="kyosai-years-"))
    folder.chmod(0o755)
    keys.make(folder / "keys")
    settings.KYOSAI_STATE = folder
    settings.KEYS = wiring.Keys(folder / "keys")
    settings.CLOCK_FOLDER = None
    logging.disable(logging.ERROR)
    started = postgres.Server(
        postgres.binaries(), folder / "postgres", "years", "fsync = off\nshared_buffers = 128MB\n"
    )
    started.start()
    try:
        yield Databases(started)
    finally:
        started.stop("immediate")
        shutil.rmtree(started.socket, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


class Databases:
    """The template, and copies of it."""

    def __init__(self, started: Any) -> None:
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from kyosai.sites.workshop import databases

        self.server = started
        databases.prepare(started, settings.KEYS)
        self._point_at("kyosai_core", role="owner")
        call_command("migrate", verbosity=0)
        connection.close()

    @contextmanager
    def fresh(self) -> Iterator[None]:
        """Point Django at an empty database for as long as a world lasts."""
        from django.db import connection

        from kyosai.sites.workshop import databases

        name = f"world_{uuid4().hex[:12]}"
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as admin:
            databases.database(admin, name, zone="core", template="kyosai_core")
        self._point_at(name, role="app")
        yield
        connection.close()
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _point_at(self, name: str, *, role: str) -> None:
        from django.conf import settings
        from django.db import connection

        from kyosai.records import serials
        from kyosai.sites import wiring

        serials.forget()
        role = f"kyosai_core_{role}"
        connection.close()
        url = self.server.url(name, role=role, secret=settings.KEYS.text(f"{role}.secret"))
        connection.settings_dict.update(wiring.database(url))
