"""The back office in a real browser: at a desk and on a phone, by keyboard, without JavaScript."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from types import SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.procedures.collection import plan, request
from kyosai.procedures.payment import bulk, hours
from kyosai.records.holds import reads as holds
from kyosai.records.payments import files as payment_files
from kyosai.records.payments import frames
from kyosai.records.premiums import files
from kyosai.schemes.clocks import calendars, channels, debit_days
from outside_world.workshop.approving import Approving
from tests.doors.back_office import samples
from tests.doors.back_office.conftest import PASSWORD, SECRET, appointed, code_now
from tests.doors.back_office.test_journal import post
from tests.doors.back_office.test_treasury import DAY, answered, cycle_of, keep_a_drill
from tests.looking import insist_on_order, press
from tests.procedures.barring import papers
from tests.procedures.collection import world
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.listing import lists
from tests.procedures.payment import world as payments
from tests.procedures.payout import claimants

CHROMIUM = Path("/usr/bin/chromium")
SHOTS = os.environ.get("KYOSAI_SHOTS")
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
SIZES = {"phone": (390, 844), "desk": (1280, 900)}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("CI") != "true", reason="no system Chromium here"
    ),
]


class Server(ThreadingMixIn, WSGIServer):
    """The core site, answering each request in a thread."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site(committed_db: str) -> Iterator[str]:
    """The core site on a free port, with a database of its own."""
    with Server(("127.0.0.1", 0), Quiet) as server:
        server.set_app(get_wsgi_application())
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        # The browser's event loop runs in the thread that makes samples, and Django minds.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=60_000
        )
        yield started
        started.close()


@pytest.fixture(params=["phone", pytest.param("desk", marks=pytest.mark.long)])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ja-JP", java_script_enabled=True
    )
    opened = context.new_page()
    opened.size = request.param
    yield opened
    context.close()


def sign_in(page: Page, site: str, username: str) -> None:
    """Sign in by keyboard alone."""
    page.goto(site)
    looked_at(page, "sign-in")
    page.focus("#id_login")
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/authenticate/")
    looked_at(page, "second-factor")
    page.keyboard.press("Tab")
    page.focus("#id_code")
    page.keyboard.type(code_now())
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "accounts" not in url)


def looked_at(page: Page, name: str) -> None:
    """Check a page as axe does, and that nothing is cut off at the side."""
    insist_on_order(page, name)
    wide = [page.evaluate(TOO_WIDE)]
    if page.size == "phone":
        page.set_viewport_size({"width": 320, "height": 640})
        wide.append(page.evaluate(TOO_WIDE))
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{page.size}-{name}.png", full_page=True)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[page.size], strict=True)))

    assert max(wide) <= 0, f"{name} is {wide} px too wide"
    assert page.title().endswith("｜共済 職員の画面")
    assert page.get_attribute("html", "lang") == "ja"


def visit(page: Page, site: str, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        answer = page.goto(site + path)
        assert answer is not None
        looked_at(page, name)


def test_the_contracts_desk_works_in_the_browser(page: Page, site: str) -> None:
    appointed("approver")
    case = samples.at_desk(pictures=2)
    samples.at_desk()
    number = samples.contract()

    sign_in(page, site, "approver")
    looked_at(page, "work-box")
    press(page, f"text={case}")
    looked_at(page, "case-masked")
    press(page, "text=隠した事項を表示する")
    looked_at(page, "unmask")
    page.select_option("#id_reason", "加入の審査")
    press(page, "text=5分間表示する")
    looked_at(page, "case")
    press(page, "text=断る案を作る")
    page.click("text=決裁へ送る")  # without a ground the browser itself does not send it
    visit(page, site, {"search": "/search/", "contract": f"/contracts/{number}/"})
    visit(page, site, {"not-found": "/nothing/", "settings": "/accounts/2fa/"})
    page.goto(f"{site}/cases/{case}/refuse/")
    page.select_option("#id_ground", "too_many_employees")
    page.fill("#id_words", "従業員の方が6人いらっしゃいます。")
    looked_at(page, "refusal")
    press(page, "text=決裁へ送る")
    looked_at(page, "proposed")
    press(page, "text=この案で断る")

    assert "別の人に依頼してください" in page.inner_text("main")
    looked_at(page, "four-eyes")
    assert casework.case(case).step == "confirm_refusal"


def test_treasury_and_audit_read_in_the_browser(
    page: Page, site: str, settings: Any, tmp_path: Path
) -> None:
    appointed("auditor")
    settings.KYOSAI_STATE = tmp_path
    keep_a_drill(tmp_path)
    number = samples.contract()
    cycle = cycle_of(number)
    answered(cycle, number, code="0")
    for month in ("2026-10", "2026-11"):
        post(f"collected:{cycle.key}:{number}:{month}", on=DAY, yen=10_000, contract=number)

    sign_in(page, site, "auditor")
    visit(
        page,
        site,
        {
            "box-audit": "/box/",
            "story": f"/contracts/{number}/story/",
            "cycles": "/treasury/",
            "cycle": f"/treasury/cycles/{cycle.key}/",
            "refused-files": "/treasury/refused-files/",
            "unmatched": "/treasury/unmatched/",
            "trial-balance": "/treasury/trial-balance/?on=2027-03-31",
            "account": "/treasury/accounts/premiums:skk/?since=2026-12-01&until=2026-12-31",
            "owed": "/treasury/owed/?on=2026-11-24",
            "outlook": "/treasury/outlook/?on=2026-11-24",
            "assets": "/treasury/assets/",
            "account-wrong": "/treasury/accounts/premiums:skk/?since=2026-12-02&until=2026-12-01",
            "drill": "/treasury/drill/",
        },
    )


def test_the_treasury_approves_a_file_in_the_browser(page: Page, site: str) -> None:
    appointed("treasurer", username="makoto")
    on = debit_days.first_reachable(channels.channel("agency", scheme="skk"), asked_at=today.now())
    world.holder(1, applied_on=today.today(), first=on)
    plan.plan(on, at=on.build_at)
    (name,) = request.build(on.key, at=on.build_at)

    sign_in(page, site, "makoto")
    press(page, "text=ファイルの承認")
    looked_at(page, "approvals")
    press(page, f"text={name}")
    looked_at(page, "approval")
    press(page, "text=この内容で承認する")
    looked_at(page, "approved-once")

    assert "あと1人の承認が必要です" in page.inner_text("main")


def test_payments_at_the_treasury(page: Page, site: str, committed_db: str) -> None:
    appointed("treasurer", username="makoto", up_to=10**10)
    contract = payments.holder(1)
    payments.checked(contract)
    made_on = calendars.bank().on_or_after(today.today() + timedelta(days=1))
    payments.order(contract, rail="bulk", pay_on=made_on)
    (name,) = bulk.build(at=hours.made_at(made_on))

    sign_in(page, site, "makoto")
    for link, shot in (
        ("支払の承認", "payment-files"),
        (name, "payment-file"),
        ("この内容で承認する", "payment-file-once"),
        ("即時振込の枠", "frames"),
        ("この枠を起案する", "frame-proposed"),
        ("戻った支払", "returned-payments"),
        ("一日の終わり", "day-end"),
    ):
        press(page, f"text={link}")
        looked_at(page, shot)

    assert payment_files.of_name(name).lacks == 1
    assert frames.standing()[0].proposed_by == "makoto"


def test_holds_and_time_travel_at_the_desk_of_benefits(page: Page, site: str) -> None:
    appointed("benefit_approver")
    contract = claimants.holder()
    now, on = today.now(), today.today()
    hold = papers.held(contract, at=now, served_on=on)
    claimants.send(
        claimants.claimed(
            "closed",
            at=f"{on}T00:00:00",
            happened_on="2026-10-01",
            proof=claimants.Proof("pictures", "", ()),
        )
    )
    case = world.run("SELECT number FROM case_file WHERE desk = 'benefits'")[0][0]

    sign_in(page, site, "benefit_approver")
    visit(page, site, {"held-claim": f"/cases/{case}/", "held-contract": f"/contracts/{contract}/"})
    page.goto(f"{site}/cases/{case}/")
    with page.expect_navigation():
        page.click("text=承諾する")
    (stopped,) = holds.stopped(contract)
    visit(
        page,
        site,
        {
            "hold-entry": f"/contracts/{contract}/hold/",
            "holds": "/holds/",
            "divide": f"/holds/payments/{stopped.number}/",
            "hold": f"/holds/{hold}/",
            "as-of": f"/contracts/{contract}/as-of/?on=2026-10-20&known={on}",
            "as-of-refused": f"/contracts/{contract}/as-of/?on=2000-01-01&known={on}",
        },
    )


def test_the_list_and_a_match_at_the_desk_of_contracts(page: Page, site: str) -> None:
    appointed("approver")
    claimants.holder()
    lists.brought(lists.TARO, at=today.now())
    claimants.send(claimants.claimed(at=f"{today.today()}T00:00:00"))
    case = world.run("SELECT number FROM case_file WHERE desk = 'contracts'")[0][0]

    sign_in(page, site, "approver")
    visit(page, site, {"list": "/list/", "match": f"/cases/{case}/"})
    page.select_option("#id_is_same", "no")
    page.fill("#id_why", "住所の書類が違います。")
    with page.expect_navigation():
        page.click("text=起案する")

    looked_at(page, "match-proposed")
    assert "別の人" in page.inner_text("main")


def test_the_panel_plays_the_two_officers_of_the_treasury(
    site: str, committed_db: str, tmp_path: Path, state: Path
) -> None:
    on = debit_days.first_reachable(channels.channel("agency", scheme="skk"), asked_at=today.now())
    world.holder(1, applied_on=today.today(), first=on)
    plan.plan(on, at=on.build_at)
    names = request.build(on.key, at=on.build_at)
    play = _two_of_the_treasury(site, tmp_path)

    play(names)
    play(names)

    assert files.to_hand_over() == names


def test_the_panel_plays_them_for_payments_and_frames(
    site: str, committed_db: str, tmp_path: Path
) -> None:
    play = _two_of_the_treasury(site, tmp_path)
    contract = payments.holder(1)
    payments.checked(contract)
    made_on = calendars.bank().on_or_after(today.today() + timedelta(days=1))
    payments.order(contract, rail="bulk", pay_on=made_on)
    (name,) = bulk.build(at=hours.made_at(made_on))

    for _ in range(2):
        play([name, "frame-skk", "frame-tosanboshi"])

    assert payment_files.to_hand_over() == [name]
    assert [each.approved_by for each in frames.standing()] == ["kaoru", "kaoru"]


def _two_of_the_treasury(site: str, keys: Path) -> Approving:
    """Seat two officers of the treasury, and return the hands that play them."""
    officers = [appointed("treasurer", username=name, up_to=10**10) for name in world.OFFICERS]
    rows = [
        {"name": o.username, "username": o.username, "password": PASSWORD, "desk": "treasury",
         "totp_secret": SECRET}
        for o in officers
    ]  # fmt: skip
    (keys / "sample_staff.json").write_text(json.dumps(rows))
    return Approving(SimpleNamespace(keys=keys, back_office_url=site))  # type: ignore[arg-type]


def test_setting_up_a_second_factor_in_the_browser(page: Page, site: str) -> None:
    appointed("examiner", second_factor=False)
    page.goto(site)
    page.fill("#id_login", "examiner")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/")
    looked_at(page, "set-up")

    visit(
        page,
        site,
        {"app": "/accounts/2fa/totp/activate/", "passkey": "/accounts/2fa/webauthn/add/"},
    )


def test_a_passkey_opens_the_desk(browser: Browser, site: str) -> None:
    appointed("examiner", second_factor=False)
    site = site.replace("127.0.0.1", "localhost")  # passkeys need a name, not a number
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    _with_passkey(page)
    page.goto(site)
    page.fill("#id_login", "examiner")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    press(page, "text=パスキーを使う")
    page.check("#id_passwordless")
    press(page, "text=パスキーを登録する >> nth=-1")
    page.wait_for_url("**/recovery-codes/**")
    page.goto(site)
    assert "作業箱" in page.title()

    press(page, "text=サインアウト")
    page.goto(site)
    press(page, "text=パスキーでサインイン")
    page.wait_for_url("**/box/")

    context.close()


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    appointed("examiner")
    case = samples.at_desk()
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(site)
    page.fill("#id_login", "examiner")
    page.fill("#id_password", PASSWORD)
    press(page, "text=次へ進む")
    page.fill("#id_code", code_now())
    press(page, "main button >> nth=0")
    press(page, f"text={case}")
    press(page, "text=承諾する")

    assert casework.case(case).outcome == "accepted"
    context.close()


def _with_passkey(page: Page) -> None:
    """Give the browser a device that holds passkeys and knows its owner."""
    device: Any = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_desk_of_loans_works_in_the_browser(page: Page, site: str) -> None:
    appointed("loan_approver")
    firm.firm(months=10)
    case = claims.received(claims.claim(pause_reason="工場が止まっているため"))
    claims.received(claims.claim(receipt="U-00000002-92"))

    sign_in(page, site, "loan_approver")
    visit(
        page,
        site,
        {
            "loans-box": "/box/",
            "claim": f"/cases/{case.number}/",
            "claim-assessed": f"/cases/{case.number}/assess-loan/",
            "claim-asked": f"/cases/{case.number}/ask-fix/",
            "claim-refused": f"/cases/{case.number}/refuse-loan/",
        },
    )
    claims.proposed(case)
    visit(page, site, {"claim-proposed": f"/cases/{case.number}/"})
