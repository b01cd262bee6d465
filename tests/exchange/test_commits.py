"""A commit whose wait for the standbys is cut short is in doubt, and is asked about by its key."""

from collections.abc import Iterator
from datetime import date, datetime
from threading import Thread
from time import monotonic, sleep

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.exchange import commits
from kyosai.exchange.commits import CommitInDoubt
from kyosai.records.ledger import years
from kyosai.records.ledger.models import Transfer
from kyosai.records.ledger.writes import Posting, post
from kyosai.sites.workshop import postgres

AT = datetime(2026, 10, 20, 10, 0, tzinfo=tokyo.TOKYO)
POSTING = Posting(
    key="premium:100000001:2026-10",
    kind="premium",
    debit="bank:collections:skk",
    credit="premiums:skk",
    amount=Yen(30_000),
    effective_on=date(2026, 10, 20),
)


@pytest.fixture
def admin(server: postgres.Server, committed_db: str) -> Iterator[psycopg.Connection]:
    """A superuser beside a database that waits for a standby which never comes."""
    years.keep_open(on=POSTING.effective_on)
    connection.close()
    with psycopg.connect(server.url("postgres"), autocommit=True) as admin:
        _standby(admin, "nobody")
        yield admin
        _standby(admin, "")


def _standby(admin: psycopg.Connection, name: str) -> None:
    admin.execute("SET synchronous_commit = local")
    admin.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
    admin.execute("SELECT pg_reload_conf()")


def _end_the_wait(admin: psycopg.Connection, how: str) -> None:
    """Cut a waiting commit short, and bring the standby unless it stays away."""
    until = monotonic() + 20
    while monotonic() < until:
        waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        if row := admin.execute(waiting).fetchone():
            admin.execute(f"SELECT {'pg_cancel_backend' if how == 'keep' else how}(%s)", row)
            sleep(0.1)
            _standby(admin, "nobody" if how == "keep" else "")
            return
        sleep(0.02)


def _meanwhile(admin: psycopg.Connection, how: str) -> Thread:
    thread = Thread(target=_end_the_wait, args=(admin, how))
    thread.start()
    return thread


def _known() -> Transfer | None:
    return Transfer.objects.filter(key=POSTING.key).first()


def test_a_commit_that_the_server_only_warned_about_is_no_success(admin) -> None:
    cutting = _meanwhile(admin, "keep")

    with pytest.raises(CommitInDoubt, match="canceling wait"), transaction.atomic(durable=True):
        post(POSTING, at=AT)

    cutting.join()


def test_what_commits_by_itself_is_in_doubt_as_well(admin) -> None:
    cutting = _meanwhile(admin, "keep")

    with pytest.raises(CommitInDoubt, match="canceling wait"):
        commits.prove()

    cutting.join()


def test_a_row_is_believed_only_after_the_server_showed_that_its_commits_arrive(admin) -> None:
    cutting = _meanwhile(admin, "keep")
    with pytest.raises(CommitInDoubt), transaction.atomic(durable=True):
        post(POSTING, at=AT)
    cutting.join()
    is_there = admin.execute("SELECT 1").fetchone()
    again = _meanwhile(admin, "keep")

    with pytest.raises(CommitInDoubt):
        _known()

    again.join()
    assert is_there


@pytest.mark.parametrize("how", ["pg_cancel_backend", "pg_terminate_backend"])
def test_a_commit_in_doubt_is_found_again_by_its_key_and_not_repeated(admin, how: str) -> None:
    cutting, acts, doubts = _meanwhile(admin, how), [], []

    def act() -> Transfer:
        acts.append(1)
        with transaction.atomic(durable=True):
            return post(POSTING, at=AT)

    found = commits.certain(act, known=_known, doubted=doubts.append)

    cutting.join()
    assert (found.key, len(acts), len(doubts)) == (POSTING.key, 1, 1)
    assert isinstance(doubts[0], CommitInDoubt)


def test_what_never_reached_the_server_is_done_again(committed_db: str) -> None:
    acts = []

    def act() -> str:
        acts.append(1)
        if len(acts) == 1:
            raise OperationalError("the connection ended")
        return "done"

    assert commits.certain(act, known=lambda: None) == "done"
    assert len(acts) == 2


def test_what_the_statement_itself_got_wrong_is_not_asked_again(committed_db: str) -> None:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(Exception, match="division by zero"):
        commits.certain(act, known=lambda: None)
