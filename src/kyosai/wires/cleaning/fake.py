"""にせの無害化 — for unit tests: every file comes back as it went, unless told otherwise."""

from dataclasses import dataclass

from kyosai.wires.cleaning.cleaner import Cleaned, safe_name
from kyosai.wires.cleaning.refusals import NotAccepted


@dataclass
class FakeCleaning:
    """Starts no process."""

    refusal: NotAccepted | None = None

    def rebuild(self, content: bytes, *, filename: str) -> Cleaned:
        """Return the same bytes as one page."""
        if self.refusal is not None:
            raise self.refusal
        media = "application/pdf" if content[:5] == b"%PDF-" else "image/jpeg"
        return Cleaned(content, media, 1, b"\xff\xd8\xff", safe_name(filename, media))
