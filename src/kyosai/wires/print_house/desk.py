"""印刷会社への接続 — equal bytes may come again under a name; its answers are signed."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpx

from kyosai.basis import fingerprint
from kyosai.basis.tokyo import in_tokyo
from kyosai.wires import http
from kyosai.wires.failure import Rejected

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
TAKEN = (200, 201)  # 201 the first time, 200 when the same bytes had come before.


class PackRefused(Rejected):
    """The print house opened the pack, or could not, and will not print it."""


@dataclass(frozen=True)
class PrintHouseConfig:
    """Where the print house is. ``sign`` and ``is_signed`` hold the keys; ``clock`` the time."""

    url: str
    sign: Callable[[bytes], bytes]
    is_signed: Callable[[bytes, bytes], bool]
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class PrintHouse:
    """The print house, over HTTP; every call is signed."""

    config: PrintHouseConfig
    transport: httpx.BaseTransport | None = None

    def hand_over(self, name: str, *, sealed: bytes, signature: bytes) -> str:
        """Hand a sealed pack in and return the receipt; again is harmless, for equal bytes."""
        headers = {"X-Seal": b64encode(signature).decode()}
        answer = self._ask("PUT", f"/packs/{_checked(name)}", content=sealed, more=headers)
        if answer.status_code == 422:
            raise PackRefused(str(http.fields(answer).get("reason", ""))[:300], status=422)
        if answer.status_code not in TAKEN:
            raise http.rejected(answer)
        told = http.fields(answer)
        if told.get("digest") != fingerprint.digest(sealed) or not told.get("receipt"):
            raise http.rejected(answer)
        return str(told["receipt"])

    def answers(self) -> list[str]:
        """Return the names of the files that lie ready, the oldest first."""
        answer = self._ask("GET", "/answers")
        listed = http.fields(answer).get("answers") if answer.status_code == 200 else None
        if not isinstance(listed, list) or not all(
            isinstance(name, str) and NAME.fullmatch(name) for name in listed
        ):
            raise http.rejected(answer)
        return [str(name) for name in listed]

    def fetch(self, name: str) -> bytes:
        """Return a file that bears the print house's signature."""
        answer = self._ask("GET", f"/answers/{_checked(name)}")
        if answer.status_code != 200:
            raise http.rejected(answer)
        try:
            signature = bytes.fromhex(answer.headers.get("X-Seal", ""))
        except ValueError:
            signature = b""
        if not self.config.is_signed(answer.content, signature):
            raise Rejected(f"{name} does not bear the print house's signature")
        return answer.content

    def _ask(
        self, method: str, path: str, *, content: bytes = b"", more: dict[str, str] | None = None
    ) -> httpx.Response:
        moment = in_tokyo(self.config.clock()).isoformat(timespec="seconds")
        told = f"{method} {path} {moment} {fingerprint.digest(content)}".encode()
        headers = {
            "Content-Type": "application/octet-stream",
            "X-Timestamp": moment,
            "X-Signature": self.config.sign(told).hex(),
            **(more or {}),
        }
        url = self.config.url + path
        with http.client(self.transport) as client:
            return http.ask(client, method, url, headers=headers, content=content)


def _checked(name: str) -> str:
    assert NAME.fullmatch(name), "a name has letters, digits, dots, hyphens and lines only"
    return name
