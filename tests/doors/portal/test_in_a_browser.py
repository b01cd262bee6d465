"""The portal's small comforts in a real browser: what scripts add may take nothing away."""

import os
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from tests.doors.portal import enterprise_joining, fake_core, joining
from tests.doors.portal.conftest import signed_in, signed_in_for_company
from tests.doors.portal.lending import test_tosanboshi as borrowing
from tests.looking import insist_on_order

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("CI") != "true", reason="no system Chromium here"
    ),
]


class Server(ThreadingMixIn, WSGIServer):
    """The internet site, answering each request in a thread."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site(committed_db: str) -> Iterator[str]:
    """The internet site on a free port, with a database of its own."""
    with Server(("127.0.0.1", 0), Quiet) as server:
        server.set_app(get_wsgi_application())
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A phone."""
    # The browser's event loop runs in the thread that makes samples, and Django minds.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=60_000
        )
        yield browser.new_page(viewport={"width": 390, "height": 844}, locale="ja-JP")
        browser.close()


def lend(page: Page, client: Client, site: str) -> None:
    """Let the browser go on as the person who signed in."""
    page.context.add_cookies(
        [{"name": name, "value": kept.value, "url": site} for name, kept in client.cookies.items()]
    )


def test_one_can_sign_out_of_a_page_that_has_renewed_itself(page: Page, site: str) -> None:
    hanako = signed_in(Client())
    joining.answer_everything(hanako)
    receipt = joining.send(hanako)["Location"]
    lend(page, hanako, site)

    page.goto(f"{site}{receipt}")
    fake_core.answer(receipt.split("/")[3], "accepted")
    page.get_by_text("契約が成立しました").wait_for()
    page.get_by_role("button", name="サインアウト").click()

    page.wait_for_url("**/signed-out/")


def test_a_page_that_has_not_changed_leaves_the_keyboard_where_it_is(page: Page, site: str) -> None:
    hanako = signed_in(Client())
    joining.answer_everything(hanako)
    receipt = joining.send(hanako)["Location"]
    lend(page, hanako, site)
    page.goto(f"{site}{receipt}")
    link = page.get_by_role("link", name="わたしの手続きを見る")

    link.focus()
    for _ in range(2):
        page.wait_for_event("requestfinished", lambda request: request.url.endswith(receipt))
    page.wait_for_timeout(200)

    assert link.evaluate("link => link === document.activeElement")


STRANGER = """() => new Promise(told => {
  document.addEventListener('securitypolicyviolation', e => told(e.effectiveDirective));
  const form = document.createElement('form');
  form.method = 'post'; form.action = 'http://127.0.0.1:9/';
  document.body.append(form); form.submit();
})"""


def test_a_form_that_leads_to_a_stranger_is_stopped_by_the_browser(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/")

    assert page.evaluate(STRANGER) == "form-action"
    assert page.url == f"{site}/sign-in/"


WAY = ("", "registered/", "kana/", "trade/", "employees/", "capital/", "opened_on/", "taxes_paid/",
       "pictures/", "premium/", "paper-mandate/", "antisocial/", "conditions/",
       "contact/", "check/")  # fmt: skip


@pytest.mark.parametrize("width", [390, 320])
def test_a_company_reads_every_page_of_its_way_on_a_phone(
    page: Page, site: str, width: int
) -> None:
    company = signed_in_for_company(Client())
    enterprise_joining.answer_everything(company)
    lend(page, company, site)
    page.set_viewport_size({"width": width, "height": 844})

    for step in WAY:
        page.goto(f"{site}/tosanboshi/join/{step}")

        assert page.url.endswith(f"/tosanboshi/join/{step}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
        insist_on_order(page, step)


OFFERED = {
    "claim/": borrowing.CLAIM,
    "claim/check/": borrowing.CLAIM,
    "temporary/check/": borrowing.OFFER,
    "claims/U-00000001-95/": borrowing.OFFER,
}
ASKED = ("", "temporary/", "claim/customer/", "claim/now/", "claim/ledger/", "claim/papers/",
         "claims/U-00000001-95/fix/")  # fmt: skip


def test_a_company_reads_every_page_of_borrowing_on_a_narrow_phone(page: Page, site: str) -> None:
    company = signed_in_for_company(Client())
    borrowing.filled_in(company)
    company.post("/tosanboshi/borrow/claim/", {"amount": "15000000"})
    company.post("/tosanboshi/borrow/temporary/", {"amount": "1000000"})
    lend(page, company, site)
    page.set_viewport_size({"width": 320, "height": 844})

    for step in (*OFFERED, *ASKED):
        page.goto(f"{site}/tosanboshi/borrow/{step}")
        if step in OFFERED:
            fake_core.show({"tosanboshi_offer": OFFERED[step]})
            page.get_by_text("なぜこの金額か").wait_for()

        assert page.evaluate("document.documentElement.scrollWidth") <= 320, step
        insist_on_order(page, step)
