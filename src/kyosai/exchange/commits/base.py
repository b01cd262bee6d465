"""接続 — PostgreSQL as Django knows it, but a commit in doubt is never taken for success."""

from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe
from psycopg import Connection
from psycopg.errors import Diagnostic

from kyosai.exchange.commits import PROOF, CommitInDoubt

# "canceling wait for synchronous replication", also as the server is told to stop.
CUT_SHORT = ("01000", "57P01")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that hears the server's warnings and raises CommitInDoubt for those it must.

    After a doubt the server is left, and the next connection first proves that its commits
    arrive: a row may not be believed because it is seen.
    """

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.warned, self.owes_proof = "", False
        self.execute_wrappers.append(_insist_on_certainty)

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> "Connection[Any]":
        """Connect, listen for warnings, and have the server prove itself where that is owed."""
        made: Connection[Any] = super().get_new_connection(conn_params)
        self.warned = ""
        made.add_notice_handler(self._hear)
        if self.owes_proof:
            self._prove(made)
        return made

    def insist(self) -> None:
        """Raise CommitInDoubt, and leave the server, when it warned of the commit just made."""
        if self.warned:
            words, self.warned = self.warned, ""
            self._leave()
            raise CommitInDoubt(words)

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        except (OperationalError, InterfaceError) as lost:
            if self.connection is None or self.connection.closed:
                self._leave()
                raise CommitInDoubt("the connection ended at a commit") from lost
            raise
        self.insist()

    def _leave(self) -> None:
        """Close, as if inside the transaction: whoever ends it must not connect again for that."""
        if self.connection is not None:
            self.connection.close()
        self.connection, self.closed_in_transaction, self.owes_proof = None, True, True

    def _hear(self, warning: Diagnostic) -> None:
        if warning.sqlstate in CUT_SHORT and "synchronous replication" in str(
            warning.message_primary
        ):
            self.warned = str(warning.message_primary)

    def _prove(self, made: "Connection[Any]") -> None:
        try:
            made.autocommit = True
            made.execute(PROOF)
            made.autocommit = False
        except Exception:
            made.close()
            raise
        if self.warned:
            made.close()
            raise CommitInDoubt(self.warned)
        self.owes_proof = False


def _insist_on_certainty(
    send: Callable[..., Any], sql: str, parameters: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Check what commits by itself, outside any transaction."""
    came = send(sql, parameters, many, context)
    wrapper = context["connection"]
    if wrapper.warned and not wrapper.in_atomic_block:
        wrapper.insist()
    return came
