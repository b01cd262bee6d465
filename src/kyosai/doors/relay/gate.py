"""門 — TLS 1.3 both ways, for exactly one certificate, compared byte by byte after the handshake.

A chain of trust would let in every certificate of the same issuer; a pin lets in one.
"""

import socket
import ssl
from collections.abc import Callable
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HANDSHAKE_SECONDS = 5
IDLE_SECONDS = 60


def context(*, certificate: str, key: str, trusted: str) -> ssl.SSLContext:
    """Return what the listener shows, and whom it asks for."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.minimum_version = ssl.TLSVersion.TLSv1_3
    tls.load_cert_chain(certificate, key)
    tls.load_verify_locations(trusted)
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.num_tickets = 0  # A resumed session would show no certificate to compare.
    return tls


class Gate(ThreadingHTTPServer):
    """Takes connections; shakes hands in the visitor's own thread, so that nobody blocks."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        visit: Callable[..., BaseHTTPRequestHandler],
        *,
        tls: ssl.SSLContext,
        pinned: bytes,
    ) -> None:
        super().__init__(address, visit)
        self.tls, self.pinned = tls, pinned

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Let one visitor in, or hang up without a word."""
        try:
            request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            request.settimeout(HANDSHAKE_SECONDS)
            line = self.tls.wrap_socket(request, server_side=True)
        except (OSError, ssl.SSLError):
            return
        try:
            line.settimeout(IDLE_SECONDS)
            shown = line.getpeercert(binary_form=True) or b""
            if compare_digest(shown, self.pinned):
                super().finish_request(line, client_address)
        finally:
            line.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a visitor who left in the middle."""
