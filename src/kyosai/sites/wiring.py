"""配線 — what a site is told by its surroundings; the only reader of environment variables."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
# Of an address's own words, those about the line: its cipher, how long to wait for a server that
# does not answer, and which of several servers to take (deploy/README.md).
LINE = ("ssl", "target_session_attrs", "connect_timeout", "keepalives", "tcp_user_timeout")


def told(name: str, default: str = "") -> str:
    """Return what the environment says under KYOSAI_<name>."""
    return os.environ.get(f"KYOSAI_{name}", default)


def state() -> Path:
    """Return the folder of everything made at run time."""
    return Path(told("STATE", str(ROOT / ".state")))


def database(url: str) -> dict[str, Any]:
    """Return Django's words for a database address (postgresql://user:secret@host:port/name)."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "kyosai.exchange.commits",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query["host"][0] if "host" in query else (parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", [""])[0]),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {k: v[0] for k, v in query.items() if k.startswith(LINE)},
    }


def origin(url: str) -> str:
    """Return scheme, host and port of an address, as a security policy names a place."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Keys:
    """Secrets as files in one folder, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            self._read[name] = (self.folder / name).read_bytes()
        return self._read[name]

    def path(self, name: str) -> str:
        """Return where a key lies, for libraries that want a file."""
        return str(self.folder / name)

    def text(self, name: str) -> str:
        """Return a secret that is text."""
        return self[name].decode()


def django_secret(keys: Keys, name: str) -> str:
    """Return the site's signing secret; outside a made-up state there is one for tests only."""
    try:
        return keys.text(name)
    except FileNotFoundError:
        return "only-for-checks-and-tests-without-any-state"
