"""民間送達サービスへの接続 — a letter goes once under its receipt; the answer is its proof."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hmac import new as keyed_hash

import httpx

from kyosai.basis import fingerprint
from kyosai.basis.tokyo import in_tokyo
from kyosai.wires import http

ANSWERS = {200: "delivered", 404: "unlinked", 410: "closed"}


@dataclass(frozen=True)
class PostConfig:
    """Where the service is, who we are there, and the secret both keep."""

    url: str
    issuer_code: str
    key: bytes
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class HandedOver:
    """What became of a letter: its outcome, and the proof when it is in the box."""

    outcome: str
    proof: str


@dataclass(frozen=True)
class Post:
    """The service, over HTTP; every call is signed."""

    config: PostConfig
    transport: httpx.BaseTransport | None = None

    def hand_over(self, content: bytes, *, receipt: str, box: str) -> HandedOver:
        """Put a letter into a box; the same again is harmless."""
        path = f"/letters/{receipt}"
        headers = self._signed("PUT", path, content, box=box)
        with http.client(self.transport) as client:
            answer = http.ask(
                client, "PUT", self.config.url + path, headers=headers, content=content
            )
        told = http.texts(answer) if answer.status_code in ANSWERS else {}
        outcome, proof = told.get("outcome", ""), told.get("proof", "")[:80]
        if ANSWERS.get(answer.status_code) != outcome or (outcome == "delivered") != bool(proof):
            raise http.rejected(answer)
        return HandedOver(outcome, proof)

    def _signed(self, method: str, path: str, content: bytes, *, box: str) -> dict[str, str]:
        moment = in_tokyo(self.config.clock()).isoformat(timespec="seconds")
        fields = {
            "box": box,
            "consignor_code": self.config.issuer_code,
            "digest": fingerprint.digest(content),
            "method": method,
            "path": path,
            "timestamp": moment,
        }
        canonical = "&".join(f"{name}={fields[name]}" for name in sorted(fields)).encode()
        return {
            "Content-Type": "application/xml",
            "X-Box": box,
            "X-Timestamp": moment,
            "X-Signature": keyed_hash(self.config.key, canonical, "sha256").hexdigest(),
        }
