"""借りる — the limit with its reason, the contract whole, signed by card, sent once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.exchange.messages.lending import LoanRequest
from kyosai.exchange.messages.views import ViewRequest
from kyosai.wires.daa import refusals, signing_refusals
from kyosai.wires.daa.fake import SIGNED, FakeSigning
from kyosai.wires.failure import Unreachable
from tests.doors.portal import fake_core

BEFORE = datetime.fromisoformat("2026-10-13T13:59:30+09:00")
AFTER = datetime.fromisoformat("2026-10-13T14:00:00+09:00")
TERMS = {
    "lent_on": "2026-10-13",
    "due_at": "2026-10-13T15:30:00+09:00",
    "assessed_on": "2026-04-30",
    "valid_until": "2027-03-31",
    "kinds": [
        {"key": "general", "name": "一般貸付け", "limit": 6_700_000, "smallest": 100_000,
         "rate": "1.5%"},
    ],
    "why": ["いまの判定による一般貸付けの限度額は6,700,000円です。"],
    "owed": [
        {"number": "L-00000001-95", "kind_name": "一般貸付け", "left": 300_000,
         "may_be_refinanced": True},
    ],
}  # fmt: skip
EFFECT: dict[str, Any] = {
    "kind_name": "一般貸付け",
    "amount": 1_000_000,
    "interest": 15_000,
    "handed_over": 985_000,
    "rate": "1.5%",
    "term_months": 12,
    "limit": 6_700_000,
    "lent_on": "2026-10-13",
    "due_at": "2026-10-13T15:30:00+09:00",
    "is_examined": False,
    "account": "サンプル銀行 ••••567",
    "pays_off": {},
    "turns": [{"due_on": "2027-10-13", "principal": 1_000_000, "interest": 0}],
    "text": "契約者貸付けの契約書\n借りる額：1,000,000円\n約束",
    "why": ["一般貸付け1,000,000円を12か月で返します。"],
}
GIVEN = {"amount": "１００万".replace("万", "0000"), "term_months": "12"}


@pytest.fixture(autouse=True)
def before_the_cut_off(at: Callable[[datetime], None]) -> None:
    at(BEFORE)


def shown(client: Client, address: str, payload: dict[str, object]) -> str:
    """Open a page, let the core answer, and follow the page's own renewal."""
    waiting = client.get(address)
    fake_core.show({"loan_terms": payload, "loan_effect": payload})
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def checked(client: Client, **effect: Any) -> str:
    client.post("/borrow/", GIVEN)
    return shown(client, "/borrow/check/", EFFECT | effect)


def signed(client: Client) -> Any:
    """Go to デジタル認証アプリ and come back signed."""
    away = client.post("/borrow/sign/")
    return client.get(away["Location"].partition("8000")[2])


def arrived() -> list[LoanRequest]:
    return [each.message for each in fake_core.arrived("loan_request")]  # type: ignore[misc]


def test_the_question_shows_the_limit_with_its_reason_and_the_promise(hanako: Client) -> None:
    page = shown(hanako, "/borrow/", TERMS)

    assert "6,700,000円" in page and "年1.5%" in page
    assert "いまの判定による一般貸付けの限度額は6,700,000円です。" in page
    assert "2026年10月13日（火）15:30までに振り込みます" in page


def test_what_is_owed_can_be_refinanced_from_here(hanako: Client) -> None:
    page = shown(hanako, "/borrow/", TERMS)

    assert "残り300,000円" in page
    assert "?replaces=L-00000001-95" in page


def test_who_may_not_borrow_reads_why(hanako: Client) -> None:
    page = shown(hanako, "/borrow/", {"refused": "納めていない掛金があります。"})

    assert "いまは借りられません" in page and "納めていない掛金があります。" in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"amount": "120000", "term_months": "12"}, "amount"),
        ({"amount": "50000", "term_months": "12"}, "amount"),
        ({"amount": "1000000", "term_months": "60"}, "term_months"),
        ({"amount": "", "term_months": ""}, "amount"),
    ],
    ids=["5万円きざみでない", "10万円より少ない", "100万円に60か月", "空"],
)
def test_what_the_rules_do_not_offer_is_refused_at_once(
    hanako: Client, given: dict[str, str], field: str
) -> None:
    page = hanako.post("/borrow/", given)

    assert page.status_code == 200
    assert field in page.context["form"].errors


def test_the_check_shows_sums_promise_schedule_and_the_whole_contract(hanako: Client) -> None:
    page = checked(hanako)

    assert "985,000円" in page and "15,000円" in page
    assert "2027年10月13日（水）" in page
    assert "2026年10月13日（火）15:30まで" in page
    assert "14:00ちょうどからは、次の営業日です。" in page
    assert "契約者貸付けの契約書<br>借りる額：1,000,000円<br>約束" in page


def test_the_effect_is_asked_for_unsigned_and_in_ones_own_name(hanako: Client) -> None:
    hanako.post("/borrow/", GIVEN)
    hanako.get("/borrow/check/")

    (asked,) = fake_core.arrived("view_request")

    assert isinstance(asked.message, ViewRequest)
    assert asked.message.person in asked.message.argument
    assert '"signature":null' in asked.message.argument


def test_the_text_shown_is_signed_and_sent_once(hanako: Client, signing: FakeSigning) -> None:
    hanako.post("/borrow/", GIVEN)
    hanako.get("/borrow/check/")
    asked = fake_core.arrived("view_request")
    shown(hanako, "/borrow/check/", EFFECT)

    away = hanako.post("/borrow/sign/")["Location"].partition("8000")[2]
    first = hanako.get(away)
    again = hanako.get(away)

    (message,) = arrived()
    assert signing.texts == [EFFECT["text"]]
    (view,) = [each.message for each in asked if each.message.view == "loan_effect"]  # type: ignore[union-attr]
    assert f'"receipt":"{message.receipt}"' in view.argument  # it stands in what was signed
    assert message.signature is not None
    assert (message.amount, message.term_months) == (1_000_000, 12)
    assert (message.signature.text, message.signature.signature) == (
        EFFECT["text"], SIGNED.signature,
    )  # fmt: skip
    assert "/mine/receipts/" in first["Location"]
    assert again["Location"] == first["Location"]


def test_the_receipt_promises_the_day_and_says_when_it_is_lent(hanako: Client) -> None:
    checked(hanako)
    address = signed(hanako)["Location"]
    fake_core.answer(address.split("/")[3], "lent")

    page = hanako.get(address).content.decode()

    assert "2026年10月13日（火）15:30まで" in page
    assert "貸付けが決まりました" in page


def test_signed_before_the_cut_off_and_back_after_it_the_contract_is_read_again(
    hanako: Client, at: Callable[[datetime], None]
) -> None:
    checked(hanako)
    away = hanako.post("/borrow/sign/")
    at(AFTER)

    page = hanako.get(away["Location"].partition("8000")[2])

    assert page.status_code == 403
    assert "14時の締切をすぎると、貸付けの日が変わります" in page.content.decode()
    assert arrived() == []


def test_after_the_cut_off_yesterdays_contract_is_not_signed(
    hanako: Client, at: Callable[[datetime], None], signing: FakeSigning
) -> None:
    checked(hanako)
    at(AFTER)

    answer = hanako.post("/borrow/sign/")

    assert answer["Location"] == "/borrow/check/"
    assert signing.texts == []


def test_another_persons_card_sends_nothing(hanako: Client, signing: FakeSigning) -> None:
    checked(hanako)
    signing.signed = replace(SIGNED, sub="another")

    page = signed(hanako)

    assert page.status_code == 403
    assert "サインインした人と、署名した人がちがいます" in page.content.decode()
    assert arrived() == []


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (signing_refusals.PinLocked(), "暗証番号を5回まちがえたため"),
        (signing_refusals.SigningCertificateExpired(), "署名用の電子証明書の期限が切れています"),
        (refusals.Declined(), "中止されました"),
    ],
    ids=["暗証番号のロック", "証明書の期限切れ", "やめた"],
)
def test_each_way_signing_fails_says_what_to_do(
    hanako: Client, signing: FakeSigning, refusal: Exception, words: str
) -> None:
    checked(hanako)
    signing.refusal = refusal  # type: ignore[assignment]

    page = signed(hanako)

    assert page.status_code == 403
    assert words in page.content.decode() and "契約書へ戻る" in page.content.decode()
    assert arrived() == []


def test_when_the_provider_is_away_nothing_is_lost(
    hanako: Client, signing: FakeSigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(text: str, redirect_uri: str) -> Any:
        raise Unreachable("away")

    checked(hanako)
    monkeypatch.setattr(signing, "begin", away)

    page = hanako.post("/borrow/sign/")

    assert page.status_code == 503
    assert "デジタル認証アプリにつながりません" in page.content.decode()


def test_without_a_contract_shown_there_is_nothing_to_sign(hanako: Client) -> None:
    hanako.post("/borrow/", GIVEN)

    assert hanako.post("/borrow/sign/")["Location"] == "/borrow/check/"


def test_another_amount_makes_the_contract_shown_before_worthless(hanako: Client) -> None:
    checked(hanako)
    hanako.post("/borrow/", GIVEN | {"amount": "900000"})

    assert hanako.post("/borrow/sign/")["Location"] == "/borrow/check/"


def test_a_company_is_asked_to_sign_in_by_card(seiki: Client) -> None:
    assert "/sign-in/" in seiki.get("/borrow/")["Location"]


SPECIAL = TERMS | {
    "kinds": [
        {"key": "general", "name": "一般貸付け", "limit": 6_700_000, "smallest": 100_000,
         "rate": "1.5%"},
        {"key": "emergency", "name": "緊急経営安定貸付け", "limit": 6_700_000,
         "smallest": 500_000, "rate": "0.9%"},
        {"key": "closing", "name": "廃業準備貸付け", "limit": 0, "smallest": 500_000,
         "rate": "0.9%"},
    ]
}  # fmt: skip
REASON = {
    "amount": "1000000",
    "term_months": "36",
    "words": "売上が急に減りました",
    "day_era": "ad",
    "day_y": "2026",
    "day_m": "9",
    "day_d": "30",
    "sales": "950000",
    "compared": "1000000",
}


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("確認書.jpg", b"\xff\xd8\xff picture", content_type="image/jpeg")


def test_special_kinds_are_chosen_by_what_they_allow(hanako: Client) -> None:
    page = shown(hanako, "/borrow/special/", SPECIAL)

    assert "緊急経営安定貸付け" in page and "年0.9%" in page
    assert "/borrow/special/emergency/" in page
    assert "/borrow/special/closing/" not in page  # nothing can be borrowed of it


def test_a_special_loan_is_sent_with_reason_and_paper(hanako: Client) -> None:
    hanako.post("/borrow/special/emergency/", REASON | {"picture_1": picture()})
    shown(hanako, "/borrow/check/", EFFECT | {"is_examined": True})

    signed(hanako)

    (message,) = arrived()
    (attachment,) = fake_core.arrived("attachment")
    assert (message.loan_kind, message.term_months) == ("emergency", 36)
    assert message.occasion is not None
    assert (message.occasion.day, message.occasion.sales) == ("2026-09-30", 950_000)
    assert message.attachments == (attachment.message.attachment,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "kind", ["emergency", "illness_or_disaster", "welfare", "new_business", "business_succession"]
)
def test_a_special_loan_without_a_paper_is_refused_at_once(hanako: Client, kind: str) -> None:
    page = hanako.post(f"/borrow/special/{kind}/", REASON)

    assert "picture_1" in page.context["form"].errors or page.context["form"].errors


def test_a_special_kind_nobody_knows_is_not_found(hanako: Client) -> None:
    assert hanako.get("/borrow/special/general/").status_code == 404


def test_what_is_owed_and_may_be_borrowed_stands_on_my_contract(hanako: Client) -> None:
    contract = fake_core.POSITION["contracts"][0] | {  # type: ignore[index]
        "loan_limit": {"yen": 6_700_000, "until": "2027-03-31", "why": ["いまの限度額です。"]},
        "loans": [
            {"number": "L-00000001-95", "kind_name": "一般貸付け", "yen": 1_000_000,
             "left": 1_000_000, "lent_on": "2026-10-13", "next_due": "2027-10-13"},
        ],
    }  # fmt: skip
    waiting = hanako.get("/mine/")
    fake_core.show({"position": fake_core.POSITION | {"contracts": [contract]}})

    page = hanako.get(waiting.context["refresh"]["url"]).content.decode()

    assert "6,700,000円" in page and "いまの限度額です。" in page
    assert "残り1,000,000円" in page and "次の期日は2027年10月13日（水）です。" in page
    assert "/mine/documents/L-00000001-95/" in page


def test_under_an_order_ones_own_statement_is_enough(hanako: Client) -> None:
    given = {name: value for name, value in REASON.items() if name not in ("sales", "compared")}
    without = hanako.post("/borrow/special/special_disaster/", given)
    hanako.post("/borrow/special/special_disaster/", given | {"sworn": "on"})
    shown(hanako, "/borrow/check/", EFFECT)

    signed(hanako)

    (message,) = arrived()
    assert "sworn" in without.context["form"].errors
    assert (message.loan_kind, message.attachments) == ("special_disaster", ())
