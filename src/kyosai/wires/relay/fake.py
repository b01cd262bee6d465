"""中継の代役 — a relay in memory, for tests of whoever calls it."""

from typing import Any


class FakeLine:
    """Holds envelopes until acknowledged, and whatever was brought."""

    def __init__(self, envelopes: list[dict[str, Any]] | None = None) -> None:
        self.envelopes = envelopes or []
        self.brought: list[dict[str, str]] = []

    def wait(self, *, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return what is there at once."""
        return self.envelopes[:limit]

    def acknowledge(self, numbers: list[str]) -> None:
        """Let go what was kept."""
        self.envelopes = [each for each in self.envelopes if each.get("number") not in numbers]

    def bring(self, messages: list[dict[str, str]]) -> list[str]:
        """Keep what was brought."""
        self.brought += messages
        return [message["number"] for message in messages]

    def hang_up(self) -> None:
        """Nothing to close."""
