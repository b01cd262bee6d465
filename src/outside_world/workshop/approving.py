"""経理の二人 — plays the two sample officers of the treasury: they approve what waits for them."""

import re
from threading import Lock
from time import monotonic, sleep

import httpx

from outside_world.workshop import staff
from outside_world.workshop.staff import Officer
from outside_world.world import World

DESK = "treasury"
PATIENCE = 100  # A code works once: whoever has just signed in waits for the next half minute.
LOOK_EVERY = 1.0
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
FRAME = "frame-"  # A frame is waited for by its scheme, a file by its name.
FRAMES = "/treasury/frames/"
_PROPOSAL = re.compile(r'<form[^>]*action="([^"]*/propose/)"[^>]*>(.*?)</form>', re.DOTALL)
_INPUT = re.compile(r"<input[^>]*>")
_FORM = re.compile(r'<form[^>]*action="([^"]*/approve/)"[^>]*>(.*?)</form>', re.DOTALL)


class NotApproved(Exception):
    """The officers could not sign in, or the page would not take their approval."""


class Approving:
    """Two browsers that stay signed in, and press the button a person would press."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._browsers: dict[str, httpx.Client] = {}
        self._at_work = Lock()

    def __call__(self, names: list[str]) -> None:
        """Let both officers approve these files and open these frames."""
        treasury = [each for each in staff.read(self._world.keys) if each.duty == DESK]
        with self._at_work:
            try:
                for officer in treasury:
                    for name in names:
                        self._approve(officer, name)
            except httpx.HTTPError as away:
                raise NotApproved(f"機構の窓口: {type(away).__name__}") from away

    def _approve(self, officer: Officer, name: str) -> None:
        if name.startswith(FRAME):
            self._open_frame(officer, name.removeprefix(FRAME))
            return
        shelf = "payment-files" if name.startswith("Z21-") else "approvals"
        address = f"/treasury/{shelf}/{name}/"
        browser = self._signed_in(officer, address)
        self._press(browser, browser.get(address), name)

    def _open_frame(self, officer: Officer, scheme: str) -> None:
        """Propose a frame as its form stands, or approve what the other has proposed."""
        browser = self._signed_in(officer, FRAMES)
        page = browser.get(FRAMES)
        if f'data-frame="{scheme}" data-state="open"' in page.text:
            return
        if f'data-frame="{scheme}" data-state="waiting"' in page.text:
            self._press(browser, page, scheme)
            return
        form = _PROPOSAL.search(page.text)
        if form is not None:
            browser.post(form[1], data=_values(_INPUT, form[2]) | {"scheme": scheme})

    def _press(self, browser: httpx.Client, page: httpx.Response, name: str) -> None:
        form = _FORM.search(page.text)
        if form is None:
            return  # This officer has approved it, or nobody needs to any more.
        answer = browser.post(form[1], data=_hidden(form[2]))
        if answer.status_code != 200:
            raise NotApproved(name)

    def _signed_in(self, officer: Officer, address: str) -> httpx.Client:
        """Return the officer's browser, signed in anew when the session is over."""
        browser = self._browsers.get(officer.username)
        if browser is not None and "/accounts/" not in browser.get(address).url.path:
            return browser
        began, tried = monotonic(), set[str]()
        while monotonic() - began < PATIENCE:
            officer = self._now(officer)
            if officer.code not in tried:
                tried.add(officer.code)
                browser = self._signs_in(officer)
                if browser is not None:
                    self._browsers[officer.username] = browser
                    return browser
            sleep(LOOK_EVERY)
        raise NotApproved(f"{officer.name}: サインインできません")

    def _now(self, officer: Officer) -> Officer:
        """Return an officer with the code of this half minute."""
        known = staff.read(self._world.keys)
        return next(each for each in known if each.username == officer.username)

    def _signs_in(self, officer: Officer) -> httpx.Client | None:
        browser = httpx.Client(
            base_url=self._world.back_office_url, follow_redirects=True, timeout=30
        )
        page = browser.get("/accounts/login/")
        given = {"login": officer.username, "password": officer.password}
        page = browser.post("/accounts/login/", data=_hidden(page.text) | given)
        code = {"code": officer.code}
        page = browser.post(page.url.path, data=_hidden(page.text) | code)
        return None if "/accounts/" in page.url.path else browser


def _hidden(form: str) -> dict[str, str]:
    """Return the hidden fields of a form, as a browser sends them; empty ones are of another."""
    return _values(_HIDDEN, form)


def _values(tags: re.Pattern[str], form: str) -> dict[str, str]:
    found = {}
    for tag in tags.findall(form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            found[name[1]] = value[1]
    return found
