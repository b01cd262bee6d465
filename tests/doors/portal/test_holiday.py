"""掛金を止める・また始める — asked plainly, shown what it means, sent once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client

from kyosai.doors.portal.enrolment import evidence
from kyosai.exchange.messages.amendments import Deferral, PremiumHoliday
from kyosai.exchange.messages.inbound import Attachment
from tests.doors.portal import fake_core
from tests.doors.portal.test_amendment import EFFECT, TERMS, shown

SWORN = {"reason": "no_income", "months": "6", "shown_by": "sworn_statement", "sworn": "on"}
PROOF = {"reason": "in_hospital", "months": "12", "shown_by": "proof"}
STOPPED = EFFECT | {
    "says": ["2026年12月分から2027年5月分まで、掛金を止めます。"],
    "actions": [],
    "is_examined": False,
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.portal.mine.asking.POLLS", 1)


def paper(name: str = "診断書.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\xff\xd8\xff picture", content_type="image/jpeg")


def sent_holiday() -> PremiumHoliday:
    (arrived,) = fake_core.arrived("premium_holiday")
    assert isinstance(arrived.message, PremiumHoliday)
    return arrived.message


def test_a_sworn_statement_goes_without_papers(hanako: Client) -> None:
    hanako.post("/change/holiday/", SWORN)
    page = shown(hanako, "/change/holiday/check/", STOPPED)
    hanako.post("/change/holiday/send/")

    message = sent_holiday()
    assert "掛金を止めます" in page and "数秒で終わります" in page
    assert (message.reason, message.months, message.shown_by) == ("no_income", 6, "sworn_statement")
    assert message.attachments == ()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("reason", "理由を選んでください。"),
        ("months", "6か月か12か月を選んでください。"),
        ("shown_by", "申し立てるか、書類の写真を送るかを選んでください。"),
        ("sworn", "事実であることを確かめて、印を付けてください。"),
    ],
)
def test_what_is_missing_is_asked_for(hanako: Client, left_out: str, words: str) -> None:
    given = {name: value for name, value in SWORN.items() if name != left_out}

    page = hanako.post("/change/holiday/", given)

    assert page.status_code == 200
    assert words in page.content.decode()


def test_papers_go_sealed_and_are_named_in_the_wish(hanako: Client) -> None:
    hanako.post("/change/holiday/", PROOF | {"picture_1": paper(), "picture_3": paper("2.jpg")})
    hanako.post("/change/holiday/send/")

    papers = [each.message for each in fake_core.arrived("attachment")]
    assert [each.filename for each in papers if isinstance(each, Attachment)] == [
        "診断書.jpg",
        "2.jpg",
    ]
    assert sent_holiday().attachments == tuple(
        each.attachment for each in papers if isinstance(each, Attachment)
    )


def test_proof_without_papers_is_asked_for_them(hanako: Client) -> None:
    page = hanako.post("/change/holiday/", PROOF)

    assert "1つは選んでください" in page.content.decode()
    assert fake_core.arrived("attachment") == []


def test_what_is_examined_promises_no_seconds(hanako: Client) -> None:
    hanako.post("/change/holiday/", PROOF | {"picture_1": paper()})

    page = shown(hanako, "/change/holiday/check/", STOPPED | {"is_examined": True})

    assert "担当者が書類を確かめます" in page and "数秒で終わります" not in page


def test_papers_have_an_end(hanako: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_SENDINGS", 1)
    hanako.post("/change/holiday/", PROOF | {"picture_1": paper()})

    page = hanako.post("/change/holiday/", PROOF | {"picture_1": paper()})

    assert "送れる書類の数をこえました" in page.content.decode()
    assert len(fake_core.arrived("attachment")) == 1


def test_beginning_again_asks_nothing_and_names_what_is_left_to_do(hanako: Client) -> None:
    question = shown(hanako, "/change/restart/", TERMS | {"is_stopped": True})
    to_account = {"label": "引き落としの口座を登録する", "url": "/change-account/"}
    onward = hanako.post("/change/restart/")

    page = shown(hanako, onward["Location"], STOPPED | {"actions": [to_account]})
    hanako.post("/change/restart/send/")

    assert "いまは掛止めです" in question
    assert 'href="/change-account/"' in page
    assert len(fake_core.arrived("premium_restart")) == 1


@pytest.mark.parametrize(
    ("holidays", "words", "link"),
    [
        ([], "引き落とします", "/change/holiday/"),
        ([{"since": "2026-12", "until": "2027-05"}], "2027年5月分まで", "/change/restart/"),
        ([{"since": "2026-12", "until": ""}], "再開を申し込むまで", "/change/restart/"),
    ],
)
def test_the_position_says_how_the_debits_stand(
    hanako: Client, holidays: list[dict[str, str]], words: str, link: str
) -> None:
    contract = fake_core.POSITION["contracts"][0] | {"holidays": holidays}
    waiting = hanako.get("/mine/")
    fake_core.show({"position": fake_core.POSITION | {"contracts": [contract]}})

    page = hanako.get(waiting.context["refresh"]["url"]).content.decode()

    assert words in page
    assert f'href="{link}"' in page


def test_the_order_of_the_area_is_named_and_the_wish_says_one_cannot_pay(hanako: Client) -> None:
    question = shown(hanako, "/change/deferral/", TERMS | {"order": "架空区大雨災害（見本）"})
    silent = hanako.post("/change/deferral/")
    hanako.post("/change/deferral/", {"is_unable": "on"})
    hanako.post("/change/deferral/send/")

    (arrived,) = fake_core.arrived("deferral")
    assert "架空区大雨災害（見本）" in question
    assert "印を付けてください" in silent.content.decode()
    assert isinstance(arrived.message, Deferral) and arrived.message.is_unable


def test_the_position_names_what_is_put_off_and_until_when(hanako: Client) -> None:
    put_off = [{"month": "2026-11", "debit_on": "2027-02-18"}]
    contract = fake_core.POSITION["contracts"][0] | {"put_off": put_off, "order": "見本の定め"}
    waiting = hanako.get("/mine/")
    fake_core.show({"position": fake_core.POSITION | {"contracts": [contract]}})

    page = hanako.get(waiting.context["refresh"]["url"]).content.decode()

    assert "2026年11月分は、2027年2月18日（木）に引き落とします" in page


@pytest.mark.parametrize(
    ("room", "words", "has_link"), [(0, "上限に達しました", False), (1, "引き落とします", True)]
)
def test_at_the_ceiling_there_is_nothing_to_stop(room: int, words: str, has_link: bool) -> None:
    contract = {"status": "active", "holidays": [], "total_today": {"room": room}}

    shown = render_to_string("portal/mine/pauses.html", {"contract": contract})

    assert words in shown
    assert ("/change/holiday/" in shown) is has_link
