"""歩く — walk through pages with one hand, and look at every page one comes to."""

import os
import re
from pathlib import Path
from re import Pattern
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.looking import insist_on_order
from tests.stories.hands import Hand
from tools.story.visitor import Visitor

SHOTS = os.environ.get("KYOSAI_SHOTS")
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
NARROWEST = 320
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walk:
    """One browser on its way; each page it comes to is looked at."""

    def __init__(
        self,
        page: Page,
        hand: Hand,
        *,
        is_strict: bool = True,
        is_quick: bool = False,
        mirror: Page | None = None,
    ) -> None:
        self.page, self.hand, self.mirror = page, hand, mirror
        self.is_strict, self.is_quick = is_strict, is_quick
        self.pages = 0

    def open(self, url: str) -> "Walk":
        """Go to an address."""
        answer = self.page.goto(url)
        assert answer is not None
        assert answer.status < 400, f"{url}: {answer.status}"
        return self.look()

    def go_on_for(self, person: Visitor) -> "Walk":
        """Go on from where somebody with a plain browser came to."""
        address = f"{person.page.url}"
        kept = [
            {"name": each.name, "value": each.value, "domain": each.domain, "path": each.path}
            for each in person.cookies
        ]
        self.page.context.add_cookies(kept)
        return self.open(address)

    def press(self, words: str) -> "Walk":
        """Press the button with these words, and arrive."""
        return self._lead(self.page.get_by_role("button", name=words))

    def follow(self, words: str | Pattern[str]) -> "Walk":
        """Follow the link with these words, and arrive."""
        return self._lead(self.page.locator("main").get_by_role("link", name=words))

    def choose(self, *labels: str) -> "Walk":
        """Choose what carries these labels."""
        for label in labels:
            self.hand.choose(self._labelled(label))
        return self

    def write(self, label: str, text: str) -> "Walk":
        """Write into the field with this label."""
        self.hand.write(self._labelled(label), text)
        return self

    def pick(self, label: str, option: str) -> "Walk":
        """Pick an option of the list with this label."""
        self._labelled(label).select_option(label=option)
        return self

    def hand_in(self, label: str, name: str, media: str, content: bytes) -> "Walk":
        """Choose a file of one's own."""
        files = [{"name": name, "mimeType": media, "buffer": content}]
        self.hand.hand_in(self.page.get_by_label(label).first, files)
        return self

    def unfold(self, words: str) -> "Walk":
        """Unfold what is folded under these words."""
        self.hand.press(self.page.locator("summary", has_text=words))
        return self

    def sees(self, *words: str) -> "Walk":
        """Wait until the page shows these words."""
        for each in words:
            self.page.locator("main").get_by_text(each).filter(visible=True).first.wait_for()
        return self

    @property
    def path(self) -> str:
        """Where one stands."""
        return urlsplit(self.page.url).path

    def shown(self, term: str) -> str:
        """Return what the page says of a term in its summary."""
        named = self.page.locator("main dt", has_text=term).first
        return named.locator("xpath=following-sibling::dd[1]").inner_text().strip()

    def look(self) -> "Walk":
        """Nothing may stick out at the side, and axe may find nothing."""
        self.pages += 1
        self._keep_picture()
        if not self.is_quick:
            self._fit()
        if self.is_strict and not self.is_quick:
            self._ask_axe()
        self.hand.arrive()
        return self

    def _ask_axe(self) -> None:
        """Let axe look; a page without scripts is held to a mirror, where axe's own may run."""
        seen = self.page
        if self.mirror:
            still = SCRIPT.sub("", self.page.content())
            based = still.replace("<head>", f'<head><base href="{self.page.url}">', 1)
            self.mirror.set_content(based, wait_until="load")
            seen = self.mirror
        insist_on_order(seen, self.page.url)

    def _fit(self) -> None:
        """Nothing sticks out, as wide as the page is and on the narrowest of phones."""
        usual = self.page.viewport_size
        assert usual
        for width in (NARROWEST, usual["width"]):
            self.page.set_viewport_size({"width": width, "height": usual["height"]})
            wider = self.page.evaluate(WIDER)
            assert wider <= 0, f"{self.page.url} is {wider} px too wide at {width} px"

    def _lead(self, target: Locator) -> "Walk":
        with self.page.expect_navigation(wait_until="load"):
            self.hand.press(target.first)
        return self.look()

    def _labelled(self, label: str) -> Locator:
        exact = self.page.get_by_label(label, exact=True)
        return exact.first if exact.count() else self.page.get_by_label(label).first

    def _keep_picture(self) -> None:
        if SHOTS:
            width = (self.page.viewport_size or {})["width"]
            name = self.path.strip("/").replace("/", "-") or "top"
            place = Path(SHOTS) / f"{width}-{self.pages:02d}-{name[:40]}.png"
            self.page.screenshot(path=place, full_page=True)
