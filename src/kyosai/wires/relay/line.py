"""回線 — three calls to the relay over one kept connection, opened from the core only."""

import json
import socket
import ssl
from contextlib import suppress
from hmac import compare_digest
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any

from kyosai.wires.failure import Rejected, Unreachable

SPARE_SECONDS = 10  # Beyond the time the relay may hold a waiting call.


class Line:
    """One connection; reopened when needed. Use one line a thread."""

    def __init__(
        self, host: str, port: int, *, certificate: str, key: str, relay_certificate: str
    ) -> None:
        self._address = (host, port)
        self._pinned = ssl.PEM_cert_to_DER_cert(Path(relay_certificate).read_text())
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._tls.minimum_version = ssl.TLSVersion.TLSv1_3
        self._tls.check_hostname = False  # The pin says more than a name.
        self._tls.load_verify_locations(relay_certificate)
        self._tls.load_cert_chain(certificate, key)
        self._open: HTTPSConnection | None = None
        self._hung_up = False

    def wait(self, *, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return sealed envelopes, waiting up to so many seconds for the first."""
        answer = self._call("/wait", {"limit": limit, "seconds": seconds}, seconds)
        return list(answer["envelopes"])

    def acknowledge(self, numbers: list[str]) -> None:
        """Say what was kept, so that the relay may let it go."""
        self._call("/acknowledge", {"numbers": numbers}, 0)

    def bring(self, messages: list[dict[str, str]]) -> list[str]:
        """Bring answers and views; return the numbers the relay has."""
        return list(self._call("/bring", {"messages": messages}, 0)["stored"])

    def hang_up(self) -> None:
        """Close the line for good, also under a call that waits in another thread."""
        self._hung_up = True
        self._drop()

    def _drop(self) -> None:
        line, self._open = self._open, None
        if line is not None:
            with suppress(OSError, AttributeError):
                line.sock.shutdown(socket.SHUT_RDWR)
            line.close()

    def _call(self, path: str, asked: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Call once; once more when a kept connection had gone stale. Every call may repeat."""
        was_open = self._open is not None
        try:
            return self._call_once(path, asked, seconds)
        except Unreachable:
            if not was_open:
                raise
            return self._call_once(path, asked, seconds)

    def _call_once(self, path: str, asked: dict[str, Any], seconds: float) -> dict[str, Any]:
        try:
            line = self._opened()
            line.sock.settimeout(seconds + SPARE_SECONDS)
            line.request("POST", path, json.dumps(asked), {"Content-Type": "application/json"})
            answer = line.getresponse()
            content = answer.read()
        except (OSError, HTTPException, AttributeError) as wrong:
            self._drop()
            raise Unreachable(f"relay: {type(wrong).__name__}") from wrong
        if answer.status in (400, 404):
            self._drop()
            raise Rejected("relay: the call was refused")
        if answer.status != 200:
            raise Unreachable(f"relay: {answer.status}")
        return dict(json.loads(content))

    def _opened(self) -> HTTPSConnection:
        if self._hung_up:
            raise OSError("hung up")
        if self._open is None:
            line = HTTPSConnection(*self._address, context=self._tls, timeout=SPARE_SECONDS)
            line.connect()
            shown = line.sock.getpeercert(binary_form=True) or b""
            if not compare_digest(shown, self._pinned):
                line.close()
                raise OSError("another certificate")
            self._open = line
        return self._open
