"""記録 — what a log says of an error: where it happened, never its words.

An error's words repeat what it stumbled over: a name, an account, a row the database refused.
"""

import logging
from traceback import format_tb
from typing import Any


class Discreet(logging.Formatter):
    """Writes the places and the kinds of an error and of what caused it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the library's name)
        """Return frames and kinds, the first cause first."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            told[:0] = [*format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(told).rstrip()
