"""にせの受付 — for unit tests: takes every bundle; the same again gets the same receipt."""

from dataclasses import dataclass, field

from kyosai.wires.failure import Rejected, Unreachable


@dataclass
class FakeReception:
    """A reception in memory; ``is_closed`` makes it unreachable."""

    taken: dict[str, bytes] = field(default_factory=dict)
    is_closed: bool = False

    def hand_in(self, content: bytes, *, name: str, digest: str) -> str:
        """Take a bundle."""
        if self.is_closed:
            raise Unreachable("the reception is closed")
        if self.taken.setdefault(name, content) != content:
            raise Rejected(name, status=409)
        return f"E-{name}"
