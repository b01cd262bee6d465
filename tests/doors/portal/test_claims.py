"""お金を受け取る・解約する — asked plainly, shown part by part, sent once, taken back in time."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.exchange.messages.claims import Claim, ClaimWithdrawal
from tests.doors.portal import fake_core

WORDS = {"today": "いま解約する", "loan": "解約せずに、掛金の範囲で借りる"}
CHOICES = [
    {"key": "today", "on": "2026-10-01", "yen": 2_400_000, "premiums": 2_400_000, "percent": 100},
    {"key": "loan", "on": "2026-10-01", "yen": 1_700_000, "premiums": 2_400_000, "percent": 70},
    {"key": "lower", "on": "2026-10-01", "yen": 1_000, "premiums": 2_400_000, "percent": 0},
    {"key": "old_age", "on": "2026-10-01", "yen": 2_676_203, "premiums": 2_400_000, "percent": 111},
]
NAMED = [each | {"words": WORDS.get(str(each["key"]), "")} for each in CHOICES]
CLAIMABLE = {"scheme": "skk", "contract": "000000017", "owed": 0, "choices": NAMED}
WORTH = {
    "cause": "老齢給付の請求",
    "due": "共済金B",
    "provision": "小規模企業共済法9条1項3号",
    "months_paid": 240,
    "premiums": 2_400_000,
    "gross": 2_676_203,
    "income": "退職所得",
    "deduction": 8_000_000,
    "taxable": 0,
    "national": 0,
    "resident": 0,
    "offset": 0,
    "left": 0,
    "divided": 0,
    "net": 2_676_203,
    "why_nothing": "",
    "why": [{"sentence": "共済金Bは2,676,203円です。", "provisions": "小規模企業共済法9条1項"}],
    "account": "架空信用金庫 ••••567",
    "due_at": "2026-10-09T15:00:00+09:00",
    "until": "",
    "choices": [],
}
DECLARED = {"declared": "yes", "now": "no", "before": "no", "way": "at_once"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.portal.mine.asking.POLLS", 1)


def shown(client: Client, address: str, **payloads: Any) -> str:
    """Open a page, let the core answer, and follow the page's own renewal."""
    waiting = client.get(address)
    fake_core.show({"claimable": CLAIMABLE, "claim_effect": WORTH} | payloads)
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def sent(kind: str = "benefit_claim") -> Claim:
    (arrived,) = fake_core.arrived(kind)
    assert isinstance(arrived.message, Claim)
    return arrived.message


def test_the_start_compares_every_way_in_yen(hanako: Client) -> None:
    page = shown(hanako, "/claim/")

    assert "2,400,000円" in page and "2,676,203円" in page and "1,700,000円まで" in page
    assert 'href="/claim/old-age/"' in page and 'href="/claim/cancel/"' in page


def test_old_age_is_checked_part_by_part_and_sent_once(hanako: Client) -> None:
    hanako.post("/claim/old-age/", DECLARED)
    page = shown(hanako, "/claim/old-age/check/")
    first = hanako.post("/claim/old-age/send/")
    again = hanako.post("/claim/old-age/send/")

    assert "2,676,203円" in page and "8,000,000円" in page and "小規模企業共済法9条1項" in page
    assert "2026年10月9日（金）15:00" in page
    assert first["Location"] == again["Location"]
    message = sent()
    assert (message.cause, message.way, message.declaration.is_made) == ("old_age", "at_once", True)


def test_a_payment_of_this_year_is_asked_for_whole(hanako: Client) -> None:
    page = hanako.post("/claim/old-age/", DECLARED | {"now": "yes", "now_yen": "1000000"})

    assert page.status_code == 200
    assert set(page.context["form"].errors) == {
        "now_national", "now_municipal", "now_prefectural", "now_shared", "now_apart",
    }  # fmt: skip


def test_other_payments_go_into_the_declaration(hanako: Client) -> None:
    before = {"before": "dc", "before_yen": "5000000"}
    for name, (year, month) in {
        "before_on": (2024, 3), "before_first": (2000, 4), "before_last": (2024, 3)
    }.items():  # fmt: skip
        parts = {"era": "ad", "y": year, "m": month, "d": 1}
        before |= {f"{name}_{part}": str(value) for part, value in parts.items()}

    hanako.post("/claim/old-age/", DECLARED | before)
    hanako.post("/claim/old-age/send/")

    (earlier,) = sent().declaration.earlier
    assert (earlier.yen, earlier.first, earlier.last, earlier.is_dc) == (
        5_000_000, "2000-04", "2024-03", True,
    )  # fmt: skip


def test_without_a_declaration_nothing_more_is_asked(hanako: Client) -> None:
    hanako.post("/claim/old-age/", {"declared": "no", "way": "at_once"})
    hanako.post("/claim/old-age/send/")

    assert sent().declaration.is_made is False


@pytest.mark.parametrize(
    ("way", "asked"), [("divided", {"years"}), ("mixed", {"years", "divided"})]
)
def test_dividing_asks_for_what_it_needs(hanako: Client, way: str, asked: set[str]) -> None:
    page = hanako.post("/claim/old-age/", DECLARED | {"way": way})

    assert set(page.context["form"].errors) == asked


def test_a_part_may_be_divided(hanako: Client) -> None:
    given = DECLARED | {"way": "mixed", "years": "15", "divided": "3,000,000"}
    hanako.post("/claim/old-age/", given)
    worth = WORTH | {"divided": 3_000_000, "each": 36_000, "times": 90, "first": "2026-11"}
    page = shown(hanako, "/claim/old-age/check/", claim_effect=worth)
    hanako.post("/claim/old-age/send/")

    message = sent()
    assert (message.way, message.divided, message.years) == ("mixed", 3_000_000, 15)
    assert "2026年11月から90回、1回 36,000円" in page


HAPPENED = DECLARED | {
    "cause": "closed",
    "happened_on_era": "ad",
    "happened_on_y": "2026",
    "happened_on_m": "9",
    "happened_on_d": "30",
}


def test_a_closing_goes_with_the_signed_receipt(hanako: Client) -> None:
    xml = SimpleUploadedFile("受信通知.xml", b"<ReceiptNotice/>", content_type="application/xml")
    hanako.post("/claim/event/", HAPPENED | {"proof": "etax_receipt", "receipt": xml})
    hanako.post("/claim/event/send/")

    message = sent()
    assert (message.cause, message.happened_on) == ("closed", "2026-09-30")
    assert (message.proof.kind, bool(message.proof.receipt_xml)) == ("etax_receipt", True)


def test_pictures_go_sealed_and_are_named_in_the_claim(hanako: Client) -> None:
    paper = SimpleUploadedFile("廃業届.jpg", b"\xff\xd8\xff picture", content_type="image/jpeg")
    hanako.post("/claim/event/", HAPPENED | {"proof": "pictures", "picture_1": paper})
    hanako.post("/claim/event/send/")

    assert len(fake_core.arrived("attachment")) == len(sent().proof.attachments) == 1


def test_a_disability_is_declared_with_papers(hanako: Client) -> None:
    paper = SimpleUploadedFile("診断書.jpg", b"\xff\xd8\xff picture", content_type="image/jpeg")
    given = HAPPENED | {"cause": "illness", "proof": "pictures", "disabled": "yes"}
    hanako.post("/claim/event/", given | {"picture_1": paper})
    hanako.post("/claim/event/send/")

    assert sent().declaration.is_disabled is True


@pytest.mark.parametrize(
    ("proof", "field"), [("etax_receipt", "receipt"), ("pictures", "picture_1")]
)
def test_what_shows_it_is_asked_for(hanako: Client, proof: str, field: str) -> None:
    page = hanako.post("/claim/event/", HAPPENED | {"proof": proof})

    assert list(page.context["form"].errors) == [field]


def test_cancelling_shows_the_comparison_first(hanako: Client) -> None:
    page = shown(hanako, "/claim/cancel/")

    assert "いま解約する" in page and "解約せずに、掛金の範囲で借りる" in page


def test_a_cancellation_that_waits_can_be_taken_back_once(hanako: Client) -> None:
    hanako.post("/claim/cancel/", {"declared": "young", "knows": "on"})
    address = hanako.post("/claim/cancel/send/")["Location"]
    number = address.split("/")[3]
    fake_core.answer(number, "can_withdraw")
    page = hanako.get(address).content.decode()

    first = hanako.post(f"/claim/withdraw/{number}/")
    again = hanako.post(f"/claim/withdraw/{number}/")

    assert "解約を取り下げる" in page
    assert first["Location"] == again["Location"] != address
    (arrived,) = fake_core.arrived("claim_withdrawal")
    assert isinstance(arrived.message, ClaimWithdrawal)
    assert arrived.message.withdrawn == number


def test_somebody_elses_cancellation_is_not_found(hanako: Client, somebody_else: Client) -> None:
    hanako.post("/claim/cancel/", {"declared": "young", "knows": "on"})
    number = hanako.post("/claim/cancel/send/")["Location"].split("/")[3]

    assert somebody_else.post(f"/claim/withdraw/{number}/").status_code == 404


def test_what_the_core_refuses_cannot_be_sent(hanako: Client) -> None:
    hanako.post("/claim/old-age/", DECLARED)

    page = shown(hanako, "/claim/old-age/check/", claim_effect={"refused": "まだ受け取れません。"})

    assert "まだ受け取れません" in page and "この内容で受け取る" not in page


def test_an_award_shows_where_the_money_is_and_its_papers(hanako: Client) -> None:
    award = WORTH | {
        "number": "A-00000001-95",
        "papers": [{"number": "T-00000001-95", "title": "退職所得の源泉徴収票・特別徴収票"}],
        "decided_at": "2026-10-01T20:14:20+09:00",
        "payment": {
            "words": "振り込みました",
            "account": "架空信用金庫 ••••567",
            "due_at": "2026-10-09T15:00:00+09:00",
        },
    }

    page = shown(hanako, "/mine/awards/", award={"awards": [award]})

    assert "振り込みました" in page and 'href="/mine/documents/T-00000001-95/"' in page


def test_an_enterprise_is_asked_for_no_tax_declaration(seiki: Client) -> None:
    seiki.post("/claim/cancel/", {"knows": "on"})
    seiki.post("/claim/cancel/send/")

    message = sent("cancellation")
    assert (message.scheme, message.declaration.is_made) == ("tosanboshi", False)
    assert seiki.get("/claim/old-age/").status_code == 404


def test_a_contract_that_has_ended_says_so_and_leads_to_its_payment(hanako: Client) -> None:
    held = fake_core.POSITION["contracts"][0] | {"status": "ended", "ended_on": "2026-10-29"}

    page = shown(hanako, "/mine/", position=fake_core.POSITION | {"contracts": [held]})

    assert "終わった契約" in page and "2026年10月29日（木）" in page
    assert "毎月の掛金</dt>" not in page
