"""倒産防止共済の申込み — a company and a sole trader, from the first question to the receipt."""

from typing import Any

import pytest
from django.test import Client

from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import enterprise_joining as joining
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import MEMBER, SOLE, entered


def sent_by(client: Client) -> Any:
    """Return the one application the core was sent."""
    (arrived,) = fake_core.arrived("enrolment_application")
    return arrived.message


def test_a_company_answers_and_its_application_arrives_sealed(seiki: Client) -> None:
    joining.answer_everything(seiki)

    sent = joining.send(seiki)

    assert sent.status_code == 302 and sent["Location"].startswith("/mine/receipts/U-")
    message = sent_by(seiki)
    assert (message.scheme, message.identity.name) == ("tosanboshi", "見本精機株式会社")
    assert (message.identity.birthdate, message.corporate_number) == ("", "9999901000008")
    assert message.enterprise.form == "company" and message.enterprise.capital == 10_000_000
    assert message.enterprise.representative == "試作　進"
    assert message.mandate is None and len(message.paper_mandate.attachments) == 1
    assert message.evidence.kind == "corporate_register"
    assert message.enterprise.statements.has_business_income


def test_a_sole_trader_joins_with_a_mandate_of_their_own_account(
    db: object, gbizid: FakeGbizId
) -> None:
    client = entered(gbizid, SOLE)
    joining.answer_everything_as_sole_trader(client)

    joining.send(client)

    message = sent_by(client)
    assert (message.identity.name, message.business_name) == ("見本　花子", "見本ベーカリー")
    assert message.identity.birthdate == SOLE.birthdate.isoformat()
    assert message.enterprise.form == "sole_proprietor" and message.enterprise.capital is None
    assert message.mandate is not None and message.paper_mandate is None
    assert message.evidence.kind == "etax_receipt" and len(message.evidence.attachments) == 1


def test_the_check_page_shows_every_answer_the_promise_and_the_first_three_months(
    seiki: Client,
) -> None:
    joining.answer_everything(seiki)

    page = seiki.get("/tosanboshi/join/check/").content.decode()

    for words in ("見本精機株式会社", "卸売業", "30人", "10,000,000円", "100,000円", "300,000円",
                  "口座振替申込書", "10月分", "12月分", "重要事項"):  # fmt: skip
        assert words in page, words
    assert page.count("?from=check") >= len(joining.ANSWERS) - 1
    assert "小規模" not in page


def test_a_change_from_the_check_page_leads_back_to_it(seiki: Client) -> None:
    joining.answer_everything(seiki)

    changed = seiki.post(
        "/tosanboshi/join/premium/", {"monthly_premium": "200000", "from": "check"}
    )

    assert changed["Location"] == "/tosanboshi/join/check/"


def test_answers_wait_for_the_same_account_on_another_device(
    seiki: Client, gbizid: FakeGbizId
) -> None:
    seiki.post("/tosanboshi/join/kana/", joining.ANSWERS["kana"])

    other = entered(gbizid, gbizid.account)
    page = other.get("/tosanboshi/join/").content.decode()

    assert "続きから始められます" in page
    assert "/tosanboshi/join/registered/" in page


def test_what_gbizid_told_is_not_asked_again(seiki: Client) -> None:
    assert (
        "東京都架空区見本町４丁目５番６号" in seiki.get("/tosanboshi/join/office/").content.decode()
    )
    assert "susumu@example.jp" in seiki.get("/tosanboshi/join/contact/").content.decode()


def test_the_size_test_is_explained_with_the_limits_of_the_trade(seiki: Client) -> None:
    seiki.post("/tosanboshi/join/registered/", {"seen": "open"})
    seiki.post("/tosanboshi/join/trade/", {"trade": "retail"})

    page = seiki.get("/tosanboshi/join/employees/").content.decode()

    assert "50人まで" in page and "50,000,000円まで" in page
    assert "中小企業倒産防止共済法2条1項2号の3" in page


@pytest.mark.parametrize("wrong", ["4000", "205000", "12000", "abc"])
def test_a_premium_the_act_does_not_know_is_refused_beside_its_field(
    seiki: Client, wrong: str
) -> None:
    answered = seiki.post("/tosanboshi/join/premium/", {"monthly_premium": wrong})

    assert answered.status_code == 200
    assert "5,000円きざみ" in answered.content.decode()


def test_the_premium_page_tells_expense_ceiling_and_the_first_debit(seiki: Client) -> None:
    page = seiki.get("/tosanboshi/join/premium/").content.decode()

    for words in ("損金", "8,000,000円", "160か月", "150,000円", "40か月"):
        assert words in page, words


def test_too_big_a_company_reads_so_before_it_sends(seiki: Client) -> None:
    joining.answer_everything(
        seiki, employees={"employees": "101"}, capital={"capital": "100000001"}
    )

    page = seiki.get("/tosanboshi/join/check/").content.decode()

    assert "お引き受けできない見込みです" in page
    assert "中小企業倒産防止共済法2条1項2号" in page


def test_a_member_may_write_everything_and_send_nothing(db: object, gbizid: FakeGbizId) -> None:
    client = entered(gbizid, MEMBER)
    joining.answer_everything(client)

    page = client.get("/tosanboshi/join/check/").content.decode()
    joining.send(client)

    assert "この手続きは、プライムの方が送ります" in page
    assert "この内容で申し込む" not in page
    assert fake_core.arrived("enrolment_application") == []


def test_a_company_has_no_way_to_the_web_mandate(seiki: Client) -> None:
    joining.answer_everything(seiki)

    sent = seiki.post("/tosanboshi/join/account/start/")

    assert sent["Location"] == "/tosanboshi/join/"


@pytest.mark.parametrize("page", ["/tosanboshi/join/", "/tosanboshi/join/kana/"])
def test_a_card_does_not_open_the_way_of_enterprises(hanako: Client, page: str) -> None:
    assert hanako.get(page)["Location"].endswith("by=gbizid")


def test_pressing_twice_sends_once(seiki: Client) -> None:
    joining.answer_everything(seiki)

    first, second = joining.send(seiki), joining.send(seiki)

    assert first["Location"] == second["Location"] or second.status_code == 302
    assert len(fake_core.arrived("enrolment_application")) == 1
