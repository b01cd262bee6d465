"""手 — two ways to use a page: by pointing at things, and by the keyboard alone."""

from collections.abc import Sequence
from typing import Any, Protocol

from playwright.sync_api import ElementHandle, Locator, Page

Files = list[dict[str, object]]
WHERE = """targets => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const look = getComputedStyle(at);
  const number = [...document.querySelectorAll('*')].indexOf(at);
  const rings = parseFloat(look.outlineWidth) > 0 && look.outlineStyle !== 'none';
  const box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0;
  const here = targets.includes(at);
  return { number, rings, seen, here, words: at.outerHTML.slice(0, 120) };
}"""
FAR = 150


class Hand(Protocol):
    """What a person does on a page."""

    def press(self, target: Locator) -> None: ...
    def choose(self, target: Locator) -> None: ...
    def write(self, target: Locator, text: str) -> None: ...
    def hand_in(self, target: Locator, files: Files) -> None: ...
    def arrive(self) -> None: ...


class Pointer:
    """Points and clicks, or touches."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def choose(self, target: Locator) -> None:
        target.check()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def hand_in(self, target: Locator, files: Files) -> None:
        target.set_input_files(files)

    def arrive(self) -> None:
        return


class Keys:
    """Tab, arrows, Space, Enter and letters; there is no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        """Tab leads to a group of radio buttons; the arrows lead through it."""
        name = target.get_attribute("name")
        if target.get_attribute("type") == "radio":
            self._reach(self.page.locator(f"input[name='{name}']"))
            self._reach(target, by="ArrowDown")
        else:
            self._reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def write(self, target: Locator, text: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        assert target.input_value() == text

    def hand_in(self, target: Locator, files: Files) -> None:
        self._reach(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(files)

    def arrive(self) -> None:
        """Go once round the page: every stop shows where it is, and none holds the person."""
        first, last = None, None
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            at = self._see().get("number")
            if at is None or at == first:
                return
            assert at != last, f"{self.page.url}: Tab does not lead on from {at}"
            first, last = first or at, at
        raise AssertionError(f"{self.page.url}: {FAR} stops, and no end")

    def _reach(self, targets: Locator, *, by: str = "Tab") -> None:
        wanted = targets.element_handles()
        for _ in range(FAR):
            if self._see(wanted).get("here"):
                return
            self.page.keyboard.press(by)
        raise AssertionError(f"{self.page.url}: {by} never leads to {targets}")

    def _see(self, wanted: Sequence[ElementHandle] = ()) -> dict[str, Any]:
        """Return where the focus is, having seen its ring; nothing outside the page."""
        at: dict[str, Any] = self.page.evaluate(WHERE, list(wanted)) or {}
        if not at or at["words"].startswith("<main"):  # where the skip link leads
            return at
        assert at["rings"], f"{self.page.url}: nothing shows the focus on {at['words']}"
        assert at["seen"], f"{self.page.url}: the focus is on something unseen: {at['words']}"
        self.stops += 1
        return at
