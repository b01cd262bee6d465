"""A log says where an error happened, and nothing of what it stumbled over."""

import logging
import sys
from logging.config import DictConfigurator

from kyosai.sites import foundation

NAME, ACCOUNT = "見本　花子", "1234567"


def test_an_error_is_written_by_its_place_and_kind_alone() -> None:
    formatter = DictConfigurator(foundation.LOGGING).configure_formatter(
        dict(foundation.LOGGING["formatters"]["line"])  # type: ignore[call-overload]
    )

    try:
        stumble()
    except RuntimeError:
        told = formatter.format(_record("%s failed", "mandate days"))

    assert NAME not in told and ACCOUNT not in told
    assert "mandate days failed" in told
    assert "in stumble" in told and told.index("KeyError") < told.index("RuntimeError")


def stumble() -> None:
    try:
        {}[ACCOUNT]
    except KeyError as wrong:
        who = NAME
        raise RuntimeError(f"no account of {who}") from wrong


def _record(words: str, *arguments: str) -> logging.LogRecord:
    return logging.LogRecord("kyosai", logging.ERROR, __file__, 1, words, arguments, sys.exc_info())
