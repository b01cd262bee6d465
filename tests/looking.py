"""見る — go on to a page, wait until it has come, and look at it as axe does."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

TIMES = 5
AXE = Axe()


def press(page: Page, what: str) -> None:
    """Press what leads to another page, and arrive there."""
    with page.expect_navigation(wait_until="load"):
        page.click(what)


def insist_on_order(page: Page, name: str) -> None:
    """Axe may find nothing on a page; a page that goes on meanwhile is looked at once it stays."""
    for turn in range(TIMES):
        page.wait_for_load_state()
        try:
            found = AXE.run(page, options={"resultTypes": ["violations"]})
        except Error:
            if turn == TIMES - 1:
                raise
            page.wait_for_timeout(200)
        else:
            assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
            return
