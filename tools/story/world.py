"""作業場への道 — where the running parts are, the clock, and the mailbox."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx


@dataclass(frozen=True)
class World:
    """The addresses of a running workshop, and the folder it lives in."""

    state: Path
    portal: str
    back_office: str
    outside: str
    staff: tuple[dict[str, str], ...]

    @classmethod
    def at(cls, state: Path) -> "World":
        """Find the parts from the word their supervisor left."""
        parts = json.loads((state / "parts.json").read_text())["parts"]
        staff = json.loads((state / "zones/outside/keys/sample_staff.json").read_text())
        return cls(
            state=state,
            portal=parts["internet-web"]["url"],
            back_office=parts["core-web"]["url"],
            outside=parts["outside-world"]["url"],
            staff=tuple(staff),
        )

    def now(self) -> datetime:
        """Return business time."""
        return datetime.fromisoformat(self._get("/clock")["now"])

    def move_to(self, moment: str) -> None:
        """Move business time, from appointment to appointment."""
        moved = httpx.post(f"{self.outside}/clock", json={"to": f"{moment}+09:00"}, timeout=120)
        assert moved.status_code == 200, moved.text

    def switch(self, fault: str, *, on: bool) -> None:
        """Switch a fault of the outside world."""
        self._post("/faults", name=fault, on=on)

    def send_result_again(self, debit_on: str) -> None:
        """Let the bank make a good result file of a debit day once more."""
        for request in self._get("/bank/requests")["requests"]:
            if request["debit_on"] == debit_on:
                self._post("/bank/resend", request_name=request["name"])

    def mails(self, to: str) -> list[dict[str, Any]]:
        """Return the mails to an address, newest first."""
        found = self._get("/mail/messages.json", to=to)
        return list(found["messages"] if isinstance(found, dict) else found)

    def officer(self, name: str) -> dict[str, str]:
        """Return a sample officer's way in."""
        return next(each for each in self.staff if each["name"] == name)

    def _post(self, path: str, **wish: object) -> None:
        answered = httpx.post(f"{self.outside}{path}", json=wish, timeout=30)
        assert answered.status_code == 200, answered.text

    def _get(self, path: str, **query: str) -> Any:
        return httpx.get(f"{self.outside}{path}", params=query, timeout=30).json()
