"""ファイル受付への接続 — equal bytes may come again under a name; other bytes may not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hmac import new as keyed_hash
from typing import Any

import httpx

from kyosai.basis import fingerprint
from kyosai.basis.tokyo import in_tokyo
from kyosai.wires import http
from kyosai.wires.failure import Rejected

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
TAKEN = (200, 201)  # 201 the first time, 200 when the same bytes had come before.


class WholeFileRefused(Rejected):
    """The bank read the file and will not have it; ``record`` and ``field`` say where."""

    def __init__(self, reason: str, *, record: int, field: str) -> None:
        self.record, self.field = record, field
        super().__init__(reason, status=422)


class HandedInBefore(Rejected):
    """This name came with other bytes, or these bytes under another name."""


@dataclass(frozen=True)
class DeskConfig:
    """Where the desk is, who we are there, and the secret both keep. ``clock`` tells the time."""

    url: str
    consignor_code: str
    key: bytes
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class Desk:
    """The desk, over HTTP; every call is signed."""

    config: DeskConfig
    transport: httpx.BaseTransport | None = None

    def hand_over(self, content: bytes, *, name: str, digest: str) -> dict[str, Any]:
        """Hand a file in and return the bank's receipt; again is harmless, for equal bytes."""
        return self._put("requests", content, name=name, digest=digest)

    def _put(self, shelf: str, content: bytes, *, name: str, digest: str) -> dict[str, Any]:
        _check_name(name)
        assert fingerprint.digest(content) == digest, (
            "the bytes to send are not the bytes that were kept"
        )
        answer = self._ask("PUT", f"/{shelf}/{name}", content=content)
        if answer.status_code in TAKEN:
            receipt = http.fields(answer)
            if receipt.get("digest") != digest or not receipt.get("receipt"):
                raise http.rejected(answer)
            return receipt
        raise _refusal(answer)

    def hand_over_transfers(self, content: bytes, *, name: str, digest: str) -> dict[str, Any]:
        """Hand a file of payments in and return the receipt; again is harmless, for equal bytes."""
        return self._put("transfers", content, name=name, digest=digest)

    def pay(self, content: bytes, *, number: str, digest: str) -> dict[str, Any]:
        """Pay one account at once and return the receipt; again is harmless, for equal bytes."""
        return self._put("payments", content, name=number, digest=digest)

    def check_account(self, content: bytes) -> str:
        """Return what the bank says of an account: 0 there, 1 not, 2 another name, 9 unknown."""
        answer = self._ask("POST", "/accounts/check", content=content, kind="application/json")
        result = http.fields(answer).get("result") if answer.status_code == 200 else None
        if result not in ("0", "1", "2", "9"):
            raise http.rejected(answer)
        return str(result)

    def results(self, since: datetime | None = None) -> list[str]:
        """Return the names of result files made after an instant, oldest first."""
        return self._listed("results", since)

    def statements(self, since: datetime | None = None) -> list[str]:
        """Return the names of account statements made after an instant, oldest first."""
        return self._listed("statements", since)

    def fetch(self, name: str) -> bytes:
        """Return a result file whose digest is the one the bank states."""
        return self._fetched("results", name)

    def fetch_statement(self, name: str) -> bytes:
        """Return an account statement whose digest is the one the bank states."""
        return self._fetched("statements", name)

    def _listed(self, shelf: str, since: datetime | None) -> list[str]:
        asked = {"since": in_tokyo(since).isoformat()} if since else {}
        answer = self._ask("GET", f"/{shelf}", params=asked)
        listed = http.fields(answer).get(shelf) if answer.status_code == 200 else None
        if not isinstance(listed, list):
            raise http.rejected(answer)
        names = [one.get("name") if isinstance(one, dict) else None for one in listed]
        if not all(isinstance(name, str) and NAME.fullmatch(name) for name in names):
            raise http.rejected(answer)
        return [str(name) for name in names]

    def _fetched(self, shelf: str, name: str) -> bytes:
        _check_name(name)
        answer = self._ask("GET", f"/{shelf}/{name}")
        if answer.status_code != 200:
            raise http.rejected(answer)
        if fingerprint.digest(answer.content) != answer.headers.get("X-Digest", ""):
            raise Rejected(f"{name} arrived with other bytes than the bank states")
        return answer.content

    def _ask(
        self, method: str, path: str, *, content: bytes = b"", kind: str = "", **how: Any
    ) -> httpx.Response:
        moment = in_tokyo(self.config.clock()).isoformat(timespec="seconds")
        headers = signed_headers(
            self.config,
            method=method,
            path=path,
            digest=fingerprint.digest(content),
            timestamp=moment,
        )
        if kind:
            headers["Content-Type"] = kind
        if content:
            how["content"] = content
        with http.client(self.transport) as client:
            return http.ask(client, method, self.config.url + path, headers=headers, **how)


def signed_headers(
    config: DeskConfig, *, method: str, path: str, digest: str, timestamp: str
) -> dict[str, str]:
    """Return the headers that say who calls, when, and with which bytes."""
    fields = {
        "consignor_code": config.consignor_code,
        "digest": digest,
        "method": method,
        "path": path,
        "timestamp": timestamp,
    }
    canonical = "&".join(f"{name}={fields[name]}" for name in sorted(fields)).encode()
    return {
        "Content-Type": "application/octet-stream",
        "X-Consignor": config.consignor_code,
        "X-Timestamp": timestamp,
        "X-Digest": digest,
        "X-Signature": keyed_hash(config.key, canonical, "sha256").hexdigest(),
    }


def _refusal(answer: httpx.Response) -> Rejected:
    if answer.status_code == 409:
        return HandedInBefore(answer.text[:300], status=409)
    if answer.status_code != 422:
        return http.rejected(answer)
    found = http.fields(answer)
    record = found.get("record")
    return WholeFileRefused(
        str(found.get("reason", ""))[:300],
        record=record if isinstance(record, int) else 0,
        field=str(found.get("field", ""))[:80],
    )


def _check_name(name: str) -> None:
    assert NAME.fullmatch(name), "a file name has letters, digits, dots, hyphens and lines only"
