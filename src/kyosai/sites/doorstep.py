"""戸口 — a request in an encoding we do not speak is marked before Django unpacks it.

Django would decode the address itself in whatever the Content-Type names, even ``charset=hex``,
and break where no page of ours can answer yet.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

SPOKEN = ("utf-8", "utf8")
UNKNOWN = "application/octet-stream; charset=x-unknown"
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def watched(application: Application) -> Application:
    """Return the application behind the doorstep; its gate refuses what is marked."""

    def come_in(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not _is_spoken(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = UNKNOWN
        return application(environ, start_response)

    return come_in


def _is_spoken(content_type: str) -> bool:
    try:
        parameters = parse_header_parameters(content_type)[1]
    except ValueError:
        return False
    return parameters.get("charset", SPOKEN[0]).strip().lower() in SPOKEN
