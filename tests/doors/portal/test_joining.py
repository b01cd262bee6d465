"""加入の申込み — every answer once, sealed, sent once."""

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from kyosai.doors.portal import drafts
from kyosai.doors.portal.enrolment import evidence, path
from kyosai.doors.portal.enrolment.asked import Question
from kyosai.doors.portal.inputs.fields import Choice
from kyosai.doors.portal.models import Draft, Filing
from kyosai.exchange.messages.inbound import Attachment, EnrolmentApplication
from tests.doors.portal import fake_core, joining
from tests.doors.portal.conftest import signed_in


def test_the_whole_application_arrives_in_one_sealed_message(hanako: Client) -> None:
    joining.answer_everything(hanako)

    sent = joining.send(hanako)

    application = fake_core.arrived("enrolment_application")[0].message
    assert isinstance(application, EnrolmentApplication)
    assert sent["Location"] == f"/mine/receipts/{application.receipt}/"
    assert application.identity.name == "見本　花子"
    assert application.identity.kana == "ミホン ハナコ"
    assert application.opened_on == "2019-05-01"
    assert application.employees == 2
    assert application.monthly_premium == 30_000
    assert application.contact.email == "hanako@example.jp"
    assert application.contact.phone == "09000000001"
    assert application.evidence.kind == "etax_receipt"
    assert application.mandate.bank_code == "9901"
    assert len(application.mandate.customer_no) == 20
    assert application.statements.not_in_chutaikyo
    assert application.promise.due_at == "2026-10-06T17:00:00+09:00"
    assert application.received_at.startswith("2026-10-01T20:14")


def test_the_promised_day_is_shown_before_sending_and_on_the_receipt(hanako: Client) -> None:
    joining.answer_everything(hanako)

    before = hanako.get("/join/check/").content.decode()
    after = hanako.get(joining.send(hanako)["Location"]).content.decode()

    assert "2026年10月6日（火）17:00" in before
    assert "2026年10月6日（火）17:00" in after
    assert "U-000000" in after
    assert "90,000円" in before


def test_a_second_press_sends_nothing_more(hanako: Client) -> None:
    joining.answer_everything(hanako)

    first, second = joining.send(hanako), hanako.post("/join/check/", {"agree": "on"})

    assert first["Location"] == second["Location"]
    assert len(fake_core.arrived("enrolment_application")) == 1
    assert Filing.objects.count() == 1


def test_nothing_is_sent_without_consent(hanako: Client) -> None:
    joining.answer_everything(hanako)

    page = hanako.post("/join/check/", {})

    assert "まだ送られていません" in page.content.decode()
    assert not fake_core.arrived("enrolment_application")


def test_a_promise_that_changed_meanwhile_is_shown_again_before_sending(hanako: Client) -> None:
    joining.answer_everything(hanako)

    page = hanako.post(
        "/join/check/", {"agree": "on", "promised": "2026-10-05T17:00:00+09:00"}
    ).content.decode()

    assert "お約束の日が変わりました" in page
    assert not fake_core.arrived("enrolment_application")


def test_an_application_with_a_gap_cannot_be_sent(hanako: Client) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])

    assert hanako.get("/join/check/")["Location"] == "/join/capacity/"
    assert hanako.post("/join/check/", {"agree": "on"})["Location"] == "/join/"


def test_a_changed_answer_leads_back_to_the_check_page(hanako: Client) -> None:
    joining.answer_everything(hanako)

    changed = hanako.post("/join/employees/", {"employees": "3", "from": "check"})

    assert changed["Location"] == "/join/check/"
    assert "3人" in hanako.get("/join/check/").content.decode()


def test_every_answer_on_the_check_page_has_its_way_back(hanako: Client) -> None:
    joining.answer_everything(hanako)

    page = hanako.get("/join/check/").content.decode()

    for key in joining.ANSWERS:
        assert f"/join/{key}/?from=check" in page, key
    assert "/join/receipt-file/?from=check" in page
    assert "/join/account/?from=check" in page


def test_a_draft_begun_on_the_phone_goes_on_at_the_desk(hanako: Client, daa: object) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])
    desk = signed_in(Client())

    assert "続きから始められます" in desk.get("/join/").content.decode()
    assert 'value="ミホン ハナコ"' in desk.get("/join/kana/").content.decode()


def test_a_draft_is_no_use_to_another_person(hanako: Client, somebody_else: Client) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])

    assert 'value="ミホン ハナコ"' not in somebody_else.get("/join/kana/").content.decode()


def test_a_stolen_draft_row_does_not_open_under_another_name(
    hanako: Client, somebody_else: Client
) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])
    mine = Draft.objects.get(procedure="enrolment")
    other = Draft.objects.exclude(person=mine.person).get(procedure=drafts.IDENTITY)
    Draft.objects.create(
        person=other.person,
        procedure="enrolment",
        sealed=mine.sealed,
        saved_at=mine.saved_at,
        expires_at=mine.expires_at,
    )

    page = somebody_else.get("/join/kana/").content.decode()

    assert 'value="ミホン ハナコ"' not in page


def test_no_row_of_the_portal_says_who_anybody_is(hanako: Client) -> None:
    joining.answer_everything(hanako)
    joining.send(hanako)

    with connection.cursor() as cursor:
        kept = b""
        for table in ("portal_person", "portal_draft", "portal_filing", "django_session",
                      "exchange_sent", "exchange_sent_body"):  # fmt: skip
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            kept += b"".join(row[0].encode() for row in cursor.fetchall())

    sessions = "".join(str(row.get_decoded()) for row in Session.objects.all()).encode()
    for secret in ("見本", "花子", "ミホン", "hanako", "サンプル銀行", "****345", "架空区"):
        assert secret.encode() not in kept + sessions, secret
        assert secret.encode().hex().encode() not in kept, secret
        assert secret.encode("unicode-escape") not in kept + sessions, secret


def test_a_draft_leaves_once_the_core_has_taken_it(hanako: Client) -> None:
    joining.answer_everything(hanako)
    receipt = joining.send(hanako)["Location"].split("/")[3]
    assert Draft.objects.filter(procedure="enrolment").exists()

    fake_core.answer(receipt, "taken")
    hanako.get(f"/mine/receipts/{receipt}/")

    assert not Draft.objects.filter(procedure="enrolment").exists()


def test_a_second_application_is_answered_with_the_first(hanako: Client) -> None:
    joining.answer_everything(hanako)
    joining.send(hanako)

    assert "すでに申し込みがあります" in hanako.get("/join/").content.decode()


def test_an_answer_the_act_will_object_to_is_told_but_not_decided_here(hanako: Client) -> None:
    joining.answer_everything(hanako, employees={"employees": "6"})

    page = hanako.get("/join/check/").content.decode()

    assert "従業員が5人以下のときです" in page
    assert joining.send(hanako).status_code == 302


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("kana", {"kana": "見本花子"}, "カタカナかひらがな"),
        ("employees", {"employees": "たくさん"}, "0以上の数字"),
        ("premium", {"monthly_premium": "1250"}, "500円きざみ"),
        ("premium", {"monthly_premium": "70500"}, "70,000円まで"),
        ("premium", {"monthly_premium": "500"}, "1,000円から"),
        ("opened_on", {"opened_on_era": "平成", "opened_on_y": "31", "opened_on_m": "5",
                       "opened_on_d": "1"}, "この日付はありません"),
        ("opened_on", {"opened_on_era": "ad", "opened_on_y": "2027", "opened_on_m": "1",
                       "opened_on_d": "1"}, "今日までの日付"),
        ("contact", {"email": "hanako", "phone": "123"}, "形を確かめてください"),
    ],
)  # fmt: skip
def test_a_wrong_answer_says_how_to_put_it_right(
    hanako: Client, key: str, given: dict[str, str], words: str
) -> None:
    for earlier in ("kana", "capacity"):
        hanako.post(f"/join/{earlier}/", joining.ANSWERS[earlier])

    page = hanako.post(f"/join/{key}/", given)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert "直していただきたいところ" in page.content.decode()


def test_a_picture_is_sealed_and_sent_at_once_and_not_kept(hanako: Client) -> None:
    for key in ("kana", "capacity"):
        hanako.post(f"/join/{key}/", joining.ANSWERS[key])
    hanako.post("/join/own_evidence/", {"kind": "pictures"})
    picture = b"\xff\xd8\xff" + b"canary-of-a-picture" * 9

    hanako.post("/join/pictures/", {"picture": SimpleUploadedFile("../../控え.jpg", picture)})

    sent = fake_core.arrived("attachment")[0].message
    assert isinstance(sent, Attachment)
    assert sent.filename == "控え.jpg"
    assert sent.pages == 1
    page = hanako.get("/join/pictures/").content.decode()
    assert "控え.jpg" in page and sent.attachment in page
    assert picture not in b"".join(bytes(row.sealed) for row in Draft.objects.all())


def test_pictures_sent_and_taken_out_again_come_to_an_end(
    hanako: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_SENDINGS", 2)
    for key in ("kana", "capacity"):
        hanako.post(f"/join/{key}/", joining.ANSWERS[key])
    hanako.post("/join/own_evidence/", {"kind": "pictures"})

    for _ in range(3):
        file = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff0")
        page = hanako.post("/join/pictures/", {"picture": file})
        present = fake_core.arrived("attachment")[-1].message
        assert isinstance(present, Attachment)
        hanako.post(f"/join/pictures/{present.attachment}/remove/")

    assert "送れるのは2回までです" in page.content.decode()
    assert len(fake_core.arrived("attachment")) == 2


@pytest.mark.parametrize("question", path.QUESTIONS, ids=lambda question: question.key)
def test_a_page_asks_one_question(question: Question) -> None:
    fields = list(question.form.base_fields.values())

    assert not any(isinstance(field, Choice) for field in fields) or len(fields) == 1


def test_a_co_manager_names_the_owner_and_sends_papers(hanako: Client) -> None:
    hanako.post("/join/kana/", joining.ANSWERS["kana"])
    hanako.post("/join/capacity/", {"capacity": "co_manager"})
    owner = {
        "name": "例示　一郎", "kana": "れいじ いちろう", "relation": "配偶者",
        "birthdate_era": "昭和", "birthdate_y": "43", "birthdate_m": "2", "birthdate_d": "3",
        "contract_number": "",
    }  # fmt: skip
    assert hanako.post("/join/owner/", owner).status_code == 302
    for key in ("trade", "employees", "trade_name", "opened_on", "office", "premium",
                *path.DECLARATIONS, "contact"):  # fmt: skip
        hanako.post(f"/join/{key}/", joining.ANSWERS[key])
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff0")
    hanako.post("/join/pictures/", {"picture": file})
    joining.register_account(hanako)

    joining.send(hanako)

    application = fake_core.arrived("enrolment_application")[0].message
    assert isinstance(application, EnrolmentApplication)
    assert application.owner is not None and application.owner.birthdate == "1968-02-03"
    assert len(application.evidence.attachments) == 1
