"""攻撃者 — a client that sends exactly what it is told, with or without a good token."""

import re
import socket
from dataclasses import dataclass
from typing import Any

import httpx
from lxml import html

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WHERE_A_TOKEN_IS = "/certificate/"


@dataclass
class Attacker:
    """One browser's cookies, and a hand that writes requests freely."""

    client: httpx.Client
    base: str
    _token: str = ""

    @classmethod
    def anew(cls, base: str) -> "Attacker":
        """Somebody without cookies."""
        return cls(httpx.Client(timeout=30), base)

    def get(self, path: str, *, follow: bool = False, **more: Any) -> httpx.Response:
        """Ask for an address as written."""
        return self.client.get(self.base + path, follow_redirects=follow, **more)

    def post(
        self,
        path: str,
        fields: dict[str, Any] | None = None,
        *,
        token: str | None = None,
        **more: Any,
    ) -> httpx.Response:
        """Send a form with the page's token, or with another one."""
        given = dict(fields or {})
        given["csrfmiddlewaretoken"] = self.token() if token is None else token
        return self.client.post(self.base + path, data=given, follow_redirects=False, **more)

    def token(self) -> str:
        """Return a token that fits these cookies."""
        if not self._token:
            found = TOKEN.search(self.get(WHERE_A_TOKEN_IS).text)
            assert found
            self._token = found[1]
        return self._token

    def answers_on(self, page: httpx.Response) -> list[str]:
        """Return the terms and answers of a summary."""
        tree = html.fromstring(page.content)
        return [" ".join(e.text_content().split()) for e in tree.xpath("//main//dt|//main//dd")]


def words(page: httpx.Response) -> str:
    """Return what a person reads on a page."""
    return " ".join(html.fromstring(page.content or b"<p/>").text_content().split())


def raw(base: str, content: bytes, *, seconds: float = 5) -> bytes:
    """Send bytes to a port as they are; return what comes back, however it ends."""
    host, port = base.split("//")[1].split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=seconds) as line:
        try:
            line.sendall(content)
            while chunk := line.recv(65536):
                answer += chunk
        except OSError:
            pass
    return answer
