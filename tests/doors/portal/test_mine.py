"""わたしの手続き — status from answers, contract from views, plain words without."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kyosai.doors.portal import receipts
from kyosai.exchange import shelf
from tests.doors.portal import fake_core, joining


@pytest.fixture
def filed(hanako: Client) -> str:
    """A receipt number of 見本 花子's application."""
    joining.answer_everything(hanako)
    return str(joining.send(hanako)["Location"].split("/")[3])


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("taken", "機構に届きました"),
        ("accepted", "契約が成立しました"),
        ("at_desk", "担当者が確認しています"),
        ("refused", "お引き受けできませんでした"),
        ("failed", "受け付けを完了できませんでした"),
    ],
)
def test_the_receipt_follows_the_cores_answer(
    hanako: Client, filed: str, status: str, words: str
) -> None:
    fake_core.answer(filed, status)

    page = hanako.get(f"/mine/receipts/{filed}/").content.decode()

    assert words in page and "2026年10月6日（火）17:00" in page


def test_the_receipt_renews_itself_until_it_is_decided(hanako: Client, filed: str) -> None:
    before = hanako.get(f"/mine/receipts/{filed}/").content.decode()
    fake_core.answer(filed, "accepted")
    after = hanako.get(f"/mine/receipts/{filed}/").content.decode()

    assert 'http-equiv="refresh"' in before and "data-renew" in before
    assert 'http-equiv="refresh"' not in after and "data-renew" not in after


def test_a_receipt_is_shown_to_its_own_person_only(somebody_else: Client, filed: str) -> None:
    assert somebody_else.get(f"/mine/receipts/{filed}/").status_code == 404


def test_a_receipt_leaves_after_a_year_with_its_last_status_word(
    hanako: Client, filed: str
) -> None:
    fake_core.answer(filed, "accepted")
    a_year_on = datetime.now(UTC) + timedelta(days=367)

    early = receipts.forget(machine_now=a_year_on)
    shelf.purge(machine_now=a_year_on)
    late = receipts.forget(machine_now=a_year_on)

    assert (early, late) == (0, 1), "while its status can be told, it stays"
    assert filed not in hanako.get("/mine/").content.decode()


def test_a_receipt_stays_for_a_year_without_any_answer(hanako: Client, filed: str) -> None:
    assert receipts.forget(machine_now=datetime.now(UTC) + timedelta(days=360)) == 0


def test_the_position_is_shown_once_the_core_has_answered(hanako: Client) -> None:
    waiting = hanako.get("/mine/").content.decode()
    assert "契約の記録を読んでいます" in waiting
    fake_core.show(fake_core.EVERYTHING)

    again = waiting.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")
    page = hanako.get(again).content.decode()

    assert "10月分 納付済み" in page and "90,000円" in page and "000000195" in page
    assert "S-00000001-95" in page


def test_without_the_core_filings_stay_and_the_page_says_so(hanako: Client, filed: str) -> None:
    address = "/mine/"
    for _ in range(5):
        page = hanako.get(address).content.decode()
        address = page.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")

    assert not address
    assert "契約の内容は、いま表示できません" in page
    assert filed in page


def test_a_view_for_another_session_does_not_open(hanako: Client, somebody_else: Client) -> None:
    waiting = hanako.get("/mine/").content.decode()
    again = waiting.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")
    fake_core.show(fake_core.EVERYTHING)

    assert "000000195" not in somebody_else.get(again).content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/notices/", "契約が成立しました"),
        ("/notices/0b0f6e0e-0000-4000-8000-000000000001/", "はじめての引き落としは"),
        ("/mine/who-looked/", "契約課の担当者"),
    ],
)
def test_inbox_notice_and_who_looked_come_as_views(
    hanako: Client, address: str, words: str
) -> None:
    assert _viewed(hanako, address).content.decode().count(words) >= 1


def test_whom_to_ask_is_one_step_from_a_notice(hanako: Client) -> None:
    notice = _viewed(hanako, "/notices/0b0f6e0e-0000-4000-8000-000000000001/").content.decode()

    assert '<a class="button text" href="/contact/">問い合わせる</a>' in notice
    assert "050-5541-7171" in hanako.get("/contact/").content.decode()


def test_a_certificate_comes_as_a_file_that_nobody_keeps(hanako: Client) -> None:
    answer = _viewed(hanako, "/mine/documents/S-00000001-95/")

    assert answer.content == b"%PDF-1.7\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/mine/documents/S-1/", "/notices/abc/"])
def test_what_is_not_this_persons_is_not_found(hanako: Client, address: str) -> None:
    waiting = hanako.get(address).content.decode()
    fake_core.show({view: {"unknown": True} for view in ("document", "notice")})

    assert hanako.get(_again(waiting)).status_code == 404


def _viewed(client: Client, address: str):  # type: ignore[no-untyped-def]
    waiting = client.get(address).content.decode()
    fake_core.show(fake_core.EVERYTHING)
    return client.get(_again(waiting))


def _again(page: str) -> str:
    return page.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")
