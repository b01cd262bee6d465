"""見張りのフォルダ — what the scanner of the mail room leaves in a folder is taken in by itself.

A file is one form; a folder is one form, its first file by name, and the papers beside it. What was
taken in moves to ``done``, what was refused to ``refused`` with the reason. Killed in between, the
same scan is known again by its bytes and only moved.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.doors.mail_room import intake
from kyosai.doors.mail_room.intake import File
from kyosai.exchange import alarms
from kyosai.procedures.paper.take_in import TakenIn

SCANNER = ""  # No officer: the folder took it in.
MOST_BYTES = 32 * 1024 * 1024
AT_ONCE = 20


def look(folder: Path, *, at: datetime) -> int:
    """Take in what lies there whole; return how many forms."""
    count = 0
    for found in list(_waiting(folder / "in"))[:AT_ONCE]:
        try:
            files = _files(found)
            intake.take(files, stamped_on=tokyo.in_tokyo(at).date(), officer=SCANNER, at=at)
            count += 1
        except TakenIn:
            pass
        except Refused as refusal:
            alarms.ring("scan_refused", subject=found.name[:100])
            _away(found, folder / "refused", reason=refusal.reason)
            continue
        _away(found, folder / "done")
    return count


def _waiting(folder: Path) -> Iterator[Path]:
    """Yield what a scanner has finished writing: it works under a name ending in .part."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in sorted(folder.iterdir()):
        if not each.name.startswith(".") and each.suffix != ".part" and not each.is_symlink():
            yield each


def _files(found: Path) -> list[File]:
    each = (
        [path for path in sorted(found.iterdir()) if path.is_file()] if found.is_dir() else [found]
    )
    files = []
    for path in each:
        with path.open("rb") as opened:
            files.append(File(opened.read(MOST_BYTES), path.name))
    return files or [File(b"", found.name)]


def _away(found: Path, folder: Path, *, reason: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if reason:
        (folder / f"{found.name}.txt").write_text(f"{reason}\n")
    to = folder / found.name
    place = 2
    while to.exists():
        to, place = folder / f"{found.stem}-{place}{found.suffix}", place + 1
    found.rename(to)
