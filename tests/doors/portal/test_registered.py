"""会社の登記 — the register fills in what a company would have typed, and says when it cannot."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kyosai.wires.corporate_numbers.fake import SEIKI, FakeRegister
from kyosai.wires.corporate_numbers.register import Corporation
from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import enterprise_joining as joining
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import SOLE, entered

PAGE = "/tosanboshi/join/registered/"


def registered(companies: FakeRegister, **changes: Any) -> Corporation:
    """Let the company stand in the register otherwise."""
    companies.known[SEIKI.number] = replace(SEIKI, **changes)
    return companies.known[SEIKI.number]


def page_of(client: Client) -> str:
    return client.get(PAGE).content.decode()


def go_on(client: Client, *, seen: str = "open") -> Any:
    return client.post(PAGE, {"seen": seen})


def test_the_company_reads_its_entry_and_types_nothing_of_it(seiki: Client) -> None:
    page = page_of(seiki)

    for words in (SEIKI.name, SEIKI.furigana, SEIKI.office_address, SEIKI.number, "株式会社"):
        assert words in page
    assert "GビズIDの登録と違う" not in page and page.count('type="text"') == 0
    assert go_on(seiki)["Location"] == "/tosanboshi/join/kana/"


def test_reading_form_and_office_are_not_asked_of_a_company_in_the_register(seiki: Client) -> None:
    go_on(seiki)

    assert SEIKI.furigana in seiki.get("/tosanboshi/join/kana/").content.decode()
    for page in ("legal_form", "office"):
        assert seiki.get(f"/tosanboshi/join/{page}/")["Location"] == "/tosanboshi/join/"


def test_a_renamed_and_moved_company_applies_as_it_is_registered_now(
    seiki: Client, companies: FakeRegister
) -> None:
    company = registered(
        companies, name="新見本精機株式会社", former_names=(SEIKI.name,), street="見本町９丁目",
        changed_on=date(2026, 4, 1),
    )  # fmt: skip

    page = page_of(seiki)
    joining.answer_everything(seiki)
    joining.send(seiki)

    assert "GビズIDの登録と違うところがあります" in page and "2026年4月1日" in page
    assert "担当者が確かめます" not in page
    (arrived,) = fake_core.arrived("enrolment_application")
    assert arrived.message.business_name == "新見本精機株式会社"
    assert arrived.message.office_address == company.office_address


def test_a_name_the_register_never_knew_is_looked_at_by_a_person(
    seiki: Client, companies: FakeRegister
) -> None:
    registered(companies, name="例示精機株式会社")

    page = page_of(seiki)

    assert "名前が違うため、担当者が確かめます" in page


def test_a_name_drawn_as_an_image_is_taken_from_gbizid(
    seiki: Client, companies: FakeRegister
) -> None:
    registered(companies, name="", has_name_image=True)

    page = page_of(seiki)
    joining.answer_everything(seiki)
    joining.send(seiki)

    assert "名前に使われている文字" in page
    (arrived,) = fake_core.arrived("enrolment_application")
    assert arrived.message.business_name == SEIKI.name


@pytest.mark.parametrize(
    ("cause", "successor", "words"),
    [
        ("01", "", ("清算が終わったため", "個人事業主のGビズID")),
        ("11", "6999901000001", ("合併", "6999901000001", "合併した会社")),
        ("21", "", ("登記官が閉じたため", "法務局")),
    ],
    ids=["清算", "合併", "登記官"],
)
def test_a_closed_company_reads_when_why_and_what_to_do(
    seiki: Client, companies: FakeRegister, cause: str, successor: str, words: tuple[str, ...]
) -> None:
    registered(companies, closed_on=date(2026, 3, 31), close_cause=cause, successor=successor)

    page = page_of(seiki)
    pressed = go_on(seiki, seen="closed")

    assert "この会社の登記は閉じられています" in page and "2026年3月31日" in page
    assert all(each in page for each in words)
    assert "次へ進む" not in page and pressed.status_code == 200
    assert seiki.get("/tosanboshi/join/check/")["Location"] == PAGE


def test_an_unknown_number_is_said_to_be_unknown(seiki: Client, companies: FakeRegister) -> None:
    companies.known = {}

    page = page_of(seiki)

    assert "この法人番号は公表されていません" in page and SEIKI.number in page
    assert go_on(seiki, seen="unknown").status_code == 200


def test_while_the_register_is_away_what_gbizid_told_will_do(
    seiki: Client, companies: FakeRegister
) -> None:
    companies.is_closed = True

    page = page_of(seiki)
    went_on = go_on(seiki, seen="away")

    assert "登記を確かめられませんでした" in page and SEIKI.name in page
    assert went_on["Location"] == "/tosanboshi/join/kana/"
    assert seiki.get("/tosanboshi/join/legal_form/").status_code == 200
    assert SEIKI.office_address in seiki.get("/tosanboshi/join/office/").content.decode()


def test_what_changed_while_the_page_was_open_is_shown_before_one_goes_on(
    seiki: Client, companies: FakeRegister
) -> None:
    page_of(seiki)
    registered(companies, closed_on=date(2026, 10, 1), close_cause="01")

    assert "閉じられています" in go_on(seiki).content.decode()


def test_a_body_that_is_no_company_says_what_it_is(seiki: Client, companies: FakeRegister) -> None:
    registered(companies, kind="399")

    go_on(seiki)

    assert seiki.get("/tosanboshi/join/legal_form/").status_code == 200


def test_a_sole_trader_has_no_entry(db: object, gbizid: FakeGbizId) -> None:
    assert entered(gbizid, SOLE).get(PAGE)["Location"] == "/tosanboshi/join/"
