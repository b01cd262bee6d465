"""Children that work on the database for themselves, and may be killed at any moment."""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connection


def child(work: Callable[[], object], *, killed_at: int | None = None) -> int:
    """Fork a process that connects for itself, says so, and works.

    ``killed_at`` lets it kill itself just before its n-th statement.
    """
    connection.close()
    ready, say = os.pipe()
    pid = os.fork()
    if pid:
        os.close(say)
        os.read(ready, 1)
        os.close(ready)
        return pid
    try:
        connection.ensure_connection()
        os.write(say, b".")
        with ExitStack() as stack:
            if killed_at is not None:
                stack.enter_context(connection.execute_wrapper(_Killing(killed_at)))
            work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def killed(pid: int) -> bool:
    """Kill a child; tell whether it was still at work."""
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def was_killed(pid: int) -> bool:
    """Wait for a child; tell whether it died by a signal."""
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def finished(pid: int) -> bool:
    """Wait for a child; tell whether it came to its end."""
    return os.waitpid(pid, 0)[1] == 0


class _Killing:
    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)
