"""口座振替申込書を出し直す — what the bank returned is filed anew, by whoever may, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import MEMBER, entered

START = "/tosanboshi/account/"
CHECK = f"{START}check/"


def fill_in(client: Client) -> Any:
    client.post(f"{START}kana/", {"kana": "みほんせいき"})
    picture = SimpleUploadedFile("moushikomi.jpg", b"a picture", "image/jpeg")
    return client.post(f"{START}paper-mandate/", {"picture": picture})


def arrived() -> list[Any]:
    return [each.message for each in fake_core.arrived("mandate_on_paper")]


def test_a_new_paper_is_sent_once_with_its_pictures(seiki: Client) -> None:
    assert "出し直しを始める" in seiki.get(START).content.decode()
    fill_in(seiki)
    page = seiki.get(CHECK).content.decode()

    first, second = seiki.post(CHECK), seiki.post(CHECK)

    assert "moushikomi.jpg" in page and "ミホンセイキ" in page
    assert first["Location"] == second["Location"]
    (message,) = arrived()
    assert message.paper.holder_kana == "ミホンセイキ" and len(message.paper.attachments) == 1


def test_the_receipt_follows_the_paper_to_the_bank(seiki: Client) -> None:
    fill_in(seiki)
    receipt = seiki.post(CHECK)["Location"]
    number = receipt.split("/")[3]

    fake_core.answer(number, "at_desk")
    at_desk = seiki.get(receipt).content.decode()
    fake_core.answer(number, "sent_to_bank", at=fake_core.AT + timedelta(days=1))
    at_bank = seiki.get(receipt).content.decode()

    assert "口座振替申込書を受け付けました" in at_desk and "担当者が確認しています" in at_desk
    assert "銀行に出しました" in at_bank and "4週間ほど" in at_bank


@pytest.mark.parametrize("step", ["kana/", "paper-mandate/"])
def test_what_is_not_filled_in_is_asked_before_it_can_be_sent(seiki: Client, step: str) -> None:
    if step != "kana/":
        seiki.post(f"{START}kana/", {"kana": "みほんせいき"})

    assert seiki.get(CHECK)["Location"] == f"{START}{step}"
    assert seiki.post(CHECK)["Location"] == START
    assert arrived() == []


def test_a_member_reads_who_may_send_it(db: object, gbizid: FakeGbizId) -> None:
    client = entered(gbizid, MEMBER)
    fill_in(client)

    assert "プライムの方が送ります" in client.get(START).content.decode()
    assert client.post(CHECK)["Location"] == START
    assert arrived() == []


def test_a_card_does_not_open_it(hanako: Client) -> None:
    assert hanako.get(START)["Location"].endswith("by=gbizid")


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"state": "returned", "way": "paper"}, "口座振替申込書を出し直す"),
        ({"state": "stopped", "way": "paper"}, "新しい口座振替申込書を出す"),
        ({"state": "registered", "way": "paper"}, "銀行が確認しています"),
    ],
)
def test_the_position_page_says_how_the_account_stands(
    seiki: Client, account: dict[str, str], words: str
) -> None:
    page = shown_position(seiki, account)

    assert words in page


def shown_position(client: Client, account: dict[str, str]) -> str:
    """Return the page of a company whose account stands so."""
    total = {
        "yen": 0, "months": 0, "cancellation": 0, "months_to_full": 40, "ceiling": 8_000_000,
        "room": 8_000_000,
    }  # fmt: skip
    contract = fake_core.POSITION["contracts"][0] | {
        "scheme": "tosanboshi",
        "account": {"bank": "サンプル銀行", "masked": "••••567"} | account,
        "total_today": total,
    }
    waiting = client.get("/mine/").content.decode()
    fake_core.show({"position": fake_core.POSITION | {"contracts": [contract]}})
    again = waiting.partition('data-renew="')[2].partition('"')[0].replace("&amp;", "&")
    return client.get(again).content.decode()
