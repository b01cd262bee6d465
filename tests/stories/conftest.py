"""One workshop and one browser for all stories; they talk to the running parts and nothing else."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.stories.hands import Pointer
from tests.stories.people import somebody
from tests.stories.walking import Walk
from tools.story.__main__ import a_workshop
from tools.story.applicants import Applicant
from tools.story.world import World

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NARROW, PHONE, DESK = (320, 640), (390, 844), (1280, 900)


@dataclass(frozen=True)
class Workshop:
    """The running parts: their addresses, and their process numbers."""

    world: World
    state: Path

    def pid(self, part: str) -> int:
        """Return the process number a part has now."""
        parts = json.loads((self.state / "parts.json").read_text())["parts"]
        return int(parts[part]["pid"])


@pytest.fixture(scope="package")
def workshop() -> Iterator[Workshop]:
    """A workshop on free ports; KYOSAI_STATE_OF_WORKSHOP names one that runs already."""
    running = os.environ.get("KYOSAI_STATE_OF_WORKSHOP")
    if running:
        yield Workshop(World.at(Path(running)), Path(running))
        return
    with a_workshop() as state:
        yield Workshop(World.at(state), state)


@pytest.fixture
def world(workshop: Workshop) -> World:
    """The addresses of the running workshop."""
    return workshop.world


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if not CHROMIUM.exists():
        words = "Chromium がないため、ブラウザーの物語は見られません。"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    switches = [*SWITCHES, *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=switches, timeout=60_000
        )
        yield started
        started.close()


Walker = Callable[..., Walk]


@pytest.fixture
def walker(browser: Browser) -> Iterator[Walker]:
    """Give browsers with cookies of their own, to walk through the pages with."""
    contexts = []

    def opened(size: tuple[int, int], *, scripts: bool) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def start(
        size: tuple[int, int] = PHONE, *, scripts: bool = True, hand: type = Pointer, **more: bool
    ) -> Walk:
        page = opened(size, scripts=scripts)
        mirror = None if scripts else opened(size, scripts=True)
        return Walk(page, hand(page), mirror=mirror, **more)

    yield start
    for context in contexts:
        context.close()


# In a workshop that runs already, somebody may have been met by an earlier run.
numbers = count(os.getpid() if "KYOSAI_STATE_OF_WORKSHOP" in os.environ else 1)


@pytest.fixture
def applicant() -> Applicant:
    """Somebody nobody has met before."""
    return somebody(next(numbers))
