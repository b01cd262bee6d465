"""発送単位 — letters of one print run, listed with counts and digests; equal in, equal out.

The list names no person: who gets a letter stands on the letter alone.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kyosai.basis import fingerprint

MANIFEST = "manifest.csv"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the only time in a pack: zip knows none before


@dataclass(frozen=True)
class Sheet:
    """One letter to be printed: its number, how it is posted, its pages and its PDF."""

    number: str
    way: str
    sheets: int
    content: bytes

    @property
    def digest(self) -> str:
        """The digest by which the print house knows that it has the right bytes."""
        return fingerprint.digest(self.content)


def written(name: str, letters: Sequence[Sheet]) -> bytes:
    """Return the pack: the list, and one file a letter."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry(MANIFEST), manifest(name, letters))
        for letter in letters:
            archive.writestr(_entry(f"{letter.number}.pdf"), letter.content)
    return packed.getvalue()


def manifest(name: str, letters: Sequence[Sheet]) -> str:
    """Return the list: a heading, a line a letter, and a line of totals."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(["H", name])
    for letter in letters:
        lines.writerow(["D", letter.number, letter.way, letter.sheets, letter.digest])
    lines.writerow(["T", len(letters), sum(letter.sheets for letter in letters)])
    return text.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry
