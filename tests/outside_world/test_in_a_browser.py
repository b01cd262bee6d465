"""Every page of the outside world in a real browser: on a phone, without JavaScript, with axe."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from outside_world import faults, signing
from outside_world.world import World
from tests.looking import insist_on_order
from tests.outside_world import hub_steps
from tests.outside_world import test_gbizid as gbizid_steps
from tests.outside_world.test_daa import GOOD, OIDC

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("CI") != "true", reason="no system Chromium here"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--no-proxy-server"]
        )
        yield browser
        browser.close()


@dataclass
class Phone:
    """A phone 320 pixels wide."""

    page: Page
    has_scripts: bool

    def check(self) -> None:
        """Nothing sticks out, and axe finds nothing; axe itself is a script."""
        self.page.wait_for_load_state()
        if self.has_scripts:
            assert self.page.locator("html").evaluate("html => html.scrollWidth") <= 320
            insist_on_order(self.page, self.page.url)


@pytest.fixture(params=["scripts", "no scripts"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Phone]:
    """A phone with and without scripts."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=request.param == "scripts"
    )
    yield Phone(context.new_page(), request.param == "scripts")
    context.close()


def mandate(world: World) -> str:
    fields = hub_steps.request_of(world)
    signed = {"X-Signature": signing.signature(fields, key=world.hub_key)}
    url = f"{world.base_url}/hub/mandates"
    answer = httpx.post(url, json=fields, headers=signed, trust_env=False)
    return str(answer.json()["redirect_url"])


def test_signing_in(running: World, phone: Phone) -> None:
    page = phone.page
    back = f"{running.portal_url}/sign-in/back"
    query = urlencode(GOOD | {"redirect_uri": back})
    page.goto(f"{running.base_url}{OIDC}/auth?{query}")
    phone.check()

    page.get_by_label("架空　さくら").check()
    page.get_by_label("利用者証明用の暗証番号").fill("0000")
    page.get_by_role("button", name="カードをかざしてサインイン").click()
    assert "暗証番号がちがいます" in page.get_by_role("alert").inner_text()
    phone.check()

    assert page.get_by_label("架空　さくら").is_checked()
    page.get_by_label("利用者証明用の暗証番号").fill("1234")
    page.get_by_role("button", name="カードをかざしてサインイン").click()
    assert page.url.startswith(back)


def test_signing_in_for_a_company(running: World, phone: Phone) -> None:
    page = phone.page
    back = f"{running.portal_url}/sign-in/gbizid/return/"
    query = urlencode(gbizid_steps.GOOD | {"redirect_uri": back})
    page.goto(f"{running.gbizid_issuer}authorize?{query}")
    phone.check()

    page.get_by_label("試算かず子").check()
    page.get_by_label("パスワード").fill("0000")
    page.get_by_role("button", name="GビズIDでサインイン").click()
    assert "パスワードがちがいます" in page.get_by_role("alert").inner_text()
    phone.check()

    assert page.get_by_label("試算かず子").is_checked()
    page.get_by_label("パスワード").fill("1234")
    page.get_by_role("button", name="GビズIDでサインイン").click()
    assert page.url.startswith(back)


def test_an_account_that_does_not_open(running: World, phone: Phone) -> None:
    faults.switch(running.memory, "gbizid.retired", on=True)
    page = phone.page
    back = f"{running.portal_url}/sign-in/gbizid/return/"
    query = urlencode(gbizid_steps.GOOD | {"redirect_uri": back})
    page.goto(f"{running.gbizid_issuer}authorize?{query}")
    page.get_by_label("パスワード").fill("1234")
    page.get_by_role("button", name="GビズIDでサインイン").click()
    phone.check()

    page.get_by_role("button", name="元のサービスにもどる").click()
    assert "error=access_denied" in page.url


def test_registering_an_account(running: World, phone: Phone) -> None:
    page = phone.page
    page.goto(mandate(running))
    phone.check()
    page.get_by_label("みほん信用金庫").check()
    page.get_by_role("button", name="銀行の画面へ進む").click()
    phone.check()
    page.get_by_role("textbox", name="口座番号").fill("1234567")
    page.get_by_label("ログイン暗証番号").fill("1234")
    page.get_by_role("button", name="ログイン").click()
    phone.check()
    page.get_by_role("button", name="登録する").click()
    phone.check()
    page.get_by_role("button", name="元のサービスにもどる").click()

    assert page.url.startswith(f"{running.portal_url}/account/back")
    assert "status=REGISTERED" in page.url


@pytest.mark.parametrize("path", ["/panel", "/etax/", "/mail/", "/nothing"])
def test_looking_around(running: World, phone: Phone, path: str) -> None:
    page = phone.page
    page.goto(f"{running.base_url}{path}")

    phone.check()


def test_turning_the_clock(running: World, phone: Phone) -> None:
    page = phone.page
    before = running.clock.now()
    page.goto(f"{running.base_url}/panel")

    page.get_by_role("button", name="1時間進める").click()

    assert (running.clock.now() - before).total_seconds() >= 3600
