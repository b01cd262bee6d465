"""ご遺族の方へ — told without signing in, claimed in a room, saved on the way."""

from base64 import b64decode, b64encode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.doors.portal.models import Draft, Person
from kyosai.exchange import codes, envelope
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.exchange.messages.survivors import DeathClaim, DeathNotice
from tests.doors.portal import fake_core

CODE, RECEIPT = "ABCD-EFGH-JKMN", "U-00000001-95"
NOTICE = {
    "contract": "000000195", "deceased_kana": "カンリョウ タロウ", "name": "完了 春子",
    "deceased_birthdate_era": "ad", "deceased_birthdate_y": "1958", "deceased_birthdate_m": "4",
    "deceased_birthdate_d": "1", "died_on_era": "ad", "died_on_y": "2026", "died_on_m": "9",
    "died_on_d": "15", "kana": "カンリョウ ハルコ", "address": "東京都架空区見本町1-2-3",
    "phone": "09000000000", "kin": "spouse",
}  # fmt: skip
CHILD = {
    "name": "完了 一郎", "kana": "カンリョウ イチロウ", "birthdate_era": "ad",
    "birthdate_y": "1990", "birthdate_m": "1", "birthdate_d": "1", "address": "東京都架空区",
    "kin": "child", "supported": "no",
}  # fmt: skip
ACCOUNT = {
    "bank_name": "見本銀行", "bank_code": "9901", "branch_name": "本店", "branch_code": "001",
    "account_kind": "ordinary", "account_number": "1234567", "holder_kana": "カンリョウ イチロウ",
}  # fmt: skip
OPEN = {
    "died_on": "2026-09-15", "step": "gather", "can_send": True, "worker": "見本 給子",
    "due_at": "", "asked": "", "award": {}, "my_numbers": [],
}  # fmt: skip


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("koseki.jpg", b"a picture", content_type="image/jpeg")


def in_room(client: Client, *, code: str = CODE) -> Client:
    client.post("/bereaved/enter/", {"receipt": RECEIPT, "code": code})
    return client


def room(client: Client, payload: dict[str, object]) -> str:
    waiting = client.get("/bereaved/room/")
    fake_core.show({"room": payload})
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def with_two_children(client: Client) -> Client:
    client.post("/bereaved/room/relative/", CHILD)
    client.post("/bereaved/room/relative/", CHILD | {"name": "完了 二郎"})
    return client


def claims() -> list[DeathClaim]:
    found = [each.message for each in fake_core.arrived("death_claim")]
    assert all(isinstance(each, DeathClaim) for each in found)
    return found  # type: ignore[return-value]


def test_whoever_writes_hears_a_number_and_nothing_of_the_contract(
    client: Client, db: None
) -> None:
    page = client.post("/bereaved/tell/", NOTICE, follow=True).content.decode()

    (arrived,) = fake_core.arrived("death_notice")
    assert isinstance(arrived.message, DeathNotice)
    assert (arrived.message.died_on, arrived.message.kin) == ("2026-09-15", "spouse")
    assert arrived.message.receipt in page and "000000195" not in page


def test_a_wrong_contract_number_is_found_at_once(client: Client, db: None) -> None:
    page = client.post("/bereaved/tell/", NOTICE | {"contract": "000000196"})

    assert "contract" in page.context["form"].errors and not fake_core.arrived("death_notice")


@pytest.mark.parametrize(
    ("answers", "words", "absent"),
    [
        pytest.param(("spouse", "yes", "no"), "内縁", "代理人選任届", id="配偶者"),
        pytest.param(("child", "yes", "yes"), "代理人選任届", "内縁", id="家計が同じ子が2人"),
        pytest.param(("child", "no", "no"), "戸籍の一式", "家計が同じだった", id="別に暮らす子"),
    ],
)
def test_the_list_holds_only_the_papers_of_this_family(
    client: Client, db: None, answers: tuple[str, str, str], words: str, absent: str
) -> None:
    page = client.get(
        "/bereaved/guide/", dict(zip(("kin", "supported", "many"), answers, strict=True))
    )

    shown = str(page.context["papers"])
    assert words in shown and absent not in shown


def test_the_code_opens_the_room_and_leaves_no_row_of_a_guess(client: Client, db: None) -> None:
    page = room(in_room(client), OPEN)

    assert "入れたところまで、自動で保存します" in page and "見本 給子" in page
    assert not Person.objects.exists() and not Draft.objects.exists()


def test_a_wrong_code_leads_back_to_the_door(client: Client, db: None) -> None:
    page = room(in_room(client, code="ZZZZ-ZZZZ-ZZZZ"), {"unknown": True})

    assert "番号かコードが違います" in page
    assert client.get("/bereaved/room/")["Location"] == "/bereaved/enter/"


def test_the_room_opens_no_page_of_a_holder(client: Client, db: None) -> None:
    in_room(client)

    assert client.get("/mine/")["Location"].startswith("/sign-in/")
    assert client.get("/change/premium/")["Location"].startswith("/sign-in/")


def test_what_was_told_is_there_on_another_device(client: Client, db: None) -> None:
    with_two_children(in_room(client))

    page = in_room(Client()).get("/bereaved/room/check/").content.decode()

    assert "完了 一郎さん" in page and "2人で等しく分けます" in page


def test_an_agent_claims_for_both_with_pictures_once(client: Client, db: None) -> None:
    with_two_children(in_room(client))
    client.post("/bereaved/room/agent/", {"agent": "r1"})
    client.post("/bereaved/room/account/r1/", ACCOUNT)
    client.post("/bereaved/room/papers/", {"picture": picture()})

    first = client.post("/bereaved/room/send/")
    client.post("/bereaved/room/send/")

    (claim,) = claims()
    assert first["Location"] == "/bereaved/room/"
    assert (claim.room, claim.agent) == (RECEIPT, "r1")
    assert claim.code_digest == codes.digest(CODE)
    assert [each.name for each in claim.relatives] == ["完了 一郎", "完了 二郎"]
    assert [each.key for each in claim.payees] == ["r1"] and len(claim.attachments) == 1


def test_each_for_themselves_needs_each_account(client: Client, db: None) -> None:
    with_two_children(in_room(client))
    client.post("/bereaved/room/agent/", {"agent": "each"})
    client.post("/bereaved/room/account/r1/", ACCOUNT)
    client.post("/bereaved/room/papers/", {"picture": picture()})

    client.post("/bereaved/room/send/")

    assert not claims()
    assert not client.get("/bereaved/room/check/").context["is_whole"]


def test_a_spouse_comes_before_children_and_needs_no_agent(client: Client, db: None) -> None:
    with_two_children(in_room(client))
    client.post("/bereaved/room/relative/", CHILD | {"name": "完了 春子", "kin": "spouse"})

    page = client.get("/bereaved/room/check/")

    assert [each["name"] for each, _ in page.context["receivers"]] == ["完了 春子"]


def test_the_room_shows_shares_and_payments_after_the_award(client: Client, db: None) -> None:
    share = {
        "name": "完了 一郎", "yen": 1_393_200, "paid_to": "完了 一郎", "report_by": "2026-12-15",
        "payment": "振込みの準備をしています",
    }  # fmt: skip
    award = {
        "number": "A-00000001-95", "is_rest": False, "offset": 0, "net": 2_786_400,
        "provision": "小規模企業共済法9条1項1号", "shares": [share],
    }  # fmt: skip

    page = room(in_room(client), OPEN | {"step": "closed", "can_send": False, "award": award})

    assert "1,393,200円" in page and "相続税の対象です" in page


def test_a_relative_s_number_is_sealed_under_that_relative(client: Client, db: None) -> None:
    in_room(client).post("/bereaved/room/my-number/r1/", {"number": "123456789018"})

    (arrived,) = fake_core.arrived("my_number")
    assert isinstance(arrived.message, MyNumber)
    opened = envelope.unseal(b64decode(arrived.message.sealed), settings.KEYS["my_numbers_box.key"])
    assert opened.decode() == f"{arrived.message.person}:123456789018"
    assert "123456789018" not in str(arrived.message)


def test_the_letters_of_a_decision_are_saved_from_the_room(client: Client, db: None) -> None:
    letter = {"number": "K-00000001-95-1", "title": "支払決定通知書", "name": "完了 一郎"}
    decided = OPEN | {"step": "closed", "can_send": False, "letters": [letter]}
    page = room(in_room(client), decided)
    waiting = client.get("/bereaved/room/letters/K-00000001-95-1/")
    content = b64encode(b"%PDF-").decode()
    fake_core.show({"room_paper": {"media": "application/pdf", "content": content}})

    saved = client.get(waiting.context["refresh"]["url"])

    assert "完了 一郎さんの支払決定通知書のPDFを保存する" in page
    assert saved.content == b"%PDF-" and "attachment" in saved["Content-Disposition"]


def test_a_refusal_is_said_plainly(client: Client, db: None) -> None:
    refused = OPEN | {"step": "closed", "can_send": False, "is_refused": True}

    assert "お支払いできないと決まりました" in room(in_room(client), refused)
