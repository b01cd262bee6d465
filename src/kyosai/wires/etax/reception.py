"""法定調書の受付への接続 — equal bytes may come again under a name and get the same receipt."""

from dataclasses import dataclass

import httpx

from kyosai.basis import fingerprint
from kyosai.basis.tokyo import in_tokyo
from kyosai.wires import http
from kyosai.wires.bank.desk import DeskConfig, signed_headers

TAKEN = (200, 201)  # 201 the first time, 200 when the same bytes had come before


@dataclass(frozen=True)
class Reception:
    """The reception, over HTTP; every call is signed as at the bank's desk."""

    config: DeskConfig
    transport: httpx.BaseTransport | None = None

    def hand_in(self, content: bytes, *, name: str, digest: str) -> str:
        """Hand a bundle in and return the receipt's number; again is harmless, for equal bytes."""
        assert fingerprint.digest(content) == digest, "the bundle is not the one released"
        path = f"/reports/{name}"
        headers = signed_headers(
            self.config,
            method="PUT",
            path=path,
            digest=digest,
            timestamp=in_tokyo(self.config.clock()).isoformat(timespec="seconds"),
        )
        with http.client(self.transport) as client:
            answer = http.ask(
                client, "PUT", self.config.url + path, headers=headers, content=content
            )
        told = http.fields(answer) if answer.status_code in TAKEN else {}
        if told.get("digest") != digest or not told.get("receipt"):
            raise http.rejected(answer)
        return str(told["receipt"])
