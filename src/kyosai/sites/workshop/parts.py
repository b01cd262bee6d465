"""各部 — the processes of the workshop: started, watched, started again, stopped."""

import ctypes
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

import httpx

from kyosai.sites import wiring
from kyosai.sites.workshop import telling
from kyosai.sites.workshop.places import Places
from kyosai.sites.workshop.preparation import Addresses, surroundings

FONT = "BIZUDPGothic_400Regular.ttf"  # what the people of the sample world write with


@dataclass
class Part:
    """One process: its command and surroundings, its log, and where it answers when ready."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    url: str = ""
    running: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        """Start the process in a group of its own, so that only we stop it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (we have no threads)
            )


def _end_with_parent() -> None:
    """Ask the kernel to stop this process when the supervisor dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def plan(state: Path, places: Places, addresses: Addresses) -> list[Part]:
    """Return every part, not yet started."""
    return [
        *_outside(state, places),
        *_internet(state, places, addresses),
        *_core(state, places, addresses),
    ]


def start(state: Path, places: Places, parts: list[Part]) -> None:
    """Start every part at once, and leave word of what runs where."""
    taken = places.taken()
    if taken:
        raise SystemExit(
            f"ポート {taken} はすでに使われています。先に動いている作業場を止めるか、"
            "KYOSAI_PORTS=free を付けてください。"
        )
    for part in parts:
        part.start()
    _write_down(state, places, parts)


def wait_until_ready(parts: list[Part], stopping: Event) -> None:
    """Wait until every part that has an address answers; give up after a minute, saying who."""
    began = monotonic()
    late = [part for part in parts if part.url]
    while late and not stopping.wait(0.05):
        late = [part for part in late if not _answers(part.url)]
        if monotonic() - began > 60:
            names = "、".join(f"{part.name}（記録: {part.log}）" for part in late)
            raise SystemExit(f"始まらない部分があります: {names}")


def watch(state: Path, places: Places, parts: list[Part], stopping: Event) -> None:
    """Start again what ends by itself, not faster than once a second, until told to stop."""
    while not stopping.wait(1):
        for part in parts:
            code = part.running.poll() if part.running else None
            if code is not None:
                telling.trouble(part.name, code, part.log)
                part.start()
                _write_down(state, places, parts)


def stop(parts: list[Part]) -> None:
    """Ask every part to stop, and insist after five seconds."""
    running = [part.running for part in parts if part.running and part.running.poll() is None]
    for each in running:
        each.terminate()
    for each in running:
        try:
            each.wait(5)
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()


def _outside(state: Path, places: Places) -> list[Part]:
    environment = surroundings(state, "outside") | {
        "OUTSIDE_WORLD_HOST": places.outside_host,
        "OUTSIDE_WORLD_PORT": str(places.outside_world),
        "OUTSIDE_WORLD_SMTP_PORT": str(places.mail),
        "OUTSIDE_WORLD_STATE": str(state / "zones" / "outside"),
        "OUTSIDE_WORLD_KEYS": str(state / "zones" / "outside" / "keys"),
        "OUTSIDE_WORLD_CLOCK_FOLDER": str(state / "clock"),
        "OUTSIDE_WORLD_PARTS": str(state / "parts.json"),
        "OUTSIDE_WORLD_BASE_URL": places.outside_url,
        "OUTSIDE_WORLD_PORTAL_URL": places.portal_url,
        "OUTSIDE_WORLD_BACK_OFFICE_URL": places.back_office_url,
        "OUTSIDE_WORLD_SCANNER": str(_scanner(state)),
        "OUTSIDE_WORLD_FONT": str(wiring.ROOT / "src/kyosai/formats/paper/fonts" / FONT),
    }
    command = [sys.executable, "-m", "outside_world"]
    log = _log(state, "outside-world")
    return [Part("outside-world", command, environment, log, places.outside_url)]


def _internet(state: Path, places: Places, addresses: Addresses) -> list[Part]:
    environment = surroundings(state, "internet") | _shared(state, places)
    environment["KYOSAI_INTERNET_DATABASE_URL"] = addresses["internet"]["app"]
    web = _web("internet", places.internet_host, places.portal, threads=16)
    relay = [sys.executable, "-m", "kyosai.sites.internet.relay"]
    return [
        Part("internet-web", web, environment, _log(state, "internet-web"), places.portal_url),
        Part("relay", relay, environment, _log(state, "relay")),
    ]


def _core(state: Path, places: Places, addresses: Addresses) -> list[Part]:
    environment = surroundings(state, "core") | _shared(state, places)
    environment["KYOSAI_CORE_DATABASE_URL"] = addresses["core"]["app"]
    web = _web("core", places.core_host, places.back_office, threads=4)
    log = _log(state, "core-web")
    opens = environment | {"KYOSAI_MY_NUMBER_KEYS": str(state / "zones" / "my_numbers" / "keys")}
    for name, address in addresses["core"].items():
        if name.startswith("VENDOR_"):
            opens[f"KYOSAI_{name}_DATABASE_URL"] = address
    parts = [Part("core-web", web, opens, log, places.back_office_url)]
    for name in ("courier", "clock"):
        command = [sys.executable, "-m", f"kyosai.sites.core.{name}"]
        parts.append(Part(name, command, environment, _log(state, name)))
    return parts


def _web(zone: str, host: str, port: int, *, threads: int) -> list[str]:
    granian = str(Path(sys.executable).parent / "granian")
    return [
        granian, f"kyosai.sites.{zone}.wsgi:application", "--interface", "wsgi",
        "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads), "--no-access-log",
    ]  # fmt: skip


def _shared(state: Path, places: Places) -> dict[str, str]:
    outside = places.outside_url
    return {
        "KYOSAI_CLOCK_FOLDER": str(state / "clock"),
        "KYOSAI_PORTAL_URL": places.portal_url,
        "KYOSAI_BACK_OFFICE_URL": places.back_office_url,
        "KYOSAI_HOSTS": f"127.0.0.1,localhost,{places.internet_host},{places.core_host}",
        "KYOSAI_RELAY_HOST": places.internet_host,
        "KYOSAI_RELAY_PORT": str(places.relay),
        "KYOSAI_SMTP_HOST": places.outside_host,
        "KYOSAI_DAA_ISSUER": f"{outside}/daa/realms/main",
        "KYOSAI_GBIZID_ISSUER": f"{outside}/gbizid/oauth/",
        "KYOSAI_HUB_URL": f"{outside}/hub",
        "KYOSAI_BANK_URL": f"{outside}/bankfiles",
        "KYOSAI_ETAX_URL": f"{outside}/etax",
        "KYOSAI_PRINT_HOUSE_URL": f"{outside}/printhouse",
        "KYOSAI_HOUJIN_URL": f"{outside}/houjin",
        "KYOSAI_PRIVATE_POST_URL": f"{outside}/private-post/api",
        "KYOSAI_SMTP_PORT": str(places.mail),
        "KYOSAI_MAIL_ROOM": str(_scanner(state)),
    }


def _scanner(state: Path) -> Path:
    """Return the folder in which the mail room's scanner leaves what it has scanned."""
    return state / "mail_room"


def _log(state: Path, name: str) -> Path:
    return state / "logs" / f"{name}.log"


def _write_down(state: Path, places: Places, parts: list[Part]) -> None:
    """Leave word of what runs where, for the panel and for tests."""
    told = {
        part.name: {"pid": part.running.pid if part.running else 0, "url": part.url}
        for part in parts
    }
    told["supervisor"] = {"pid": os.getpid(), "url": ""}
    (state / "parts.json").write_text(json.dumps({"parts": told, "ports": vars(places)}))


def _answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=2, follow_redirects=False)
    except httpx.HTTPError:
        return False
    return True
