"""各部の様子 — which processes of the workshop run, as far as can be seen from outside."""

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Part:
    """One process of the workshop."""

    name: str
    url: str
    is_alive: bool


def read(path: Path) -> list[Part]:
    """Return the parts the supervisor has written down, and whether each answers."""
    if not path.exists():
        return []
    told = json.loads(path.read_text())["parts"]
    return [
        Part(name, facts["url"], _runs(facts["pid"]) or _listens(facts["url"]))
        for name, facts in told.items()
    ]


def _runs(pid: int) -> bool:
    """Tell whether a process is there; one of another user is there, too."""
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _listens(url: str) -> bool:
    """Tell whether somebody listens: a part started again has another number."""
    if not url:
        return False
    place = urlsplit(url)
    with socket.socket() as asking:
        asking.settimeout(0.2)
        return asking.connect_ex((place.hostname, place.port)) == 0
