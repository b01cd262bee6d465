"""倒産防止共済の借入れの画面 — the limit with why, the signature, the claim, and what is sent."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.doors import today
from kyosai.exchange.messages.tosanboshi_lending import (
    MutualAidClaim,
    MutualAidContract,
    MutualAidFix,
    TemporaryLoanRequest,
)
from kyosai.wires.gbizid.account import Kind
from kyosai.wires.gbizid.fake import SAMPLE, FakeGbizId
from kyosai.wires.gbizid.refusals import Declined
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import MEMBER, entered

ARTICLE = "中小企業倒産防止共済法10条の2第2項"
WHY = [
    {
        "sentence": "一時貸付金の上限は3,600,000円です。",
        "provisions": "中小企業倒産防止共済法10条の2第2項",
    }
]
LOANS = {
    "contract": "000000195",
    "net_total": 4_000_000,
    "months_paid": 40,
    "temporary_limit": 3_600_000,
    "outstanding": 0,
    "why": WHY,
    "loans": [],
    "due_at": "2026-10-02T15:30:00+09:00",
}
OFFER = {
    "amount": 1_000_000,
    "limit": 3_600_000,
    "interest": 9_000,
    "to_holder": 991_000,
    "from_holder": 0,
    "old": 0,
    "due_at": "2026-10-02T15:30:00+09:00",
    "text": ["貸付額：1,000,000円"],
    "digest": "d" * 64,
    "why": WHY,
}
CLAIM = {
    "limit": 15_000_000,
    "damage": 15_000_000,
    "amount": 15_000_000,
    "used_up": 1_500_000,
    "turns": "277,778円を53回、最後に277,766円",
    "grounds": [],
    "why": WHY,
}
CUSTOMER = {
    "name": "見本商事株式会社",
    "event": "legal_proceedings",
    "failed_on_era": "ad",
    "failed_on_y": "2026",
    "failed_on_m": "9",
    "failed_on_d": "20",
    "sender": "none",
    "trade": "15,000,000",
    "monthly_trade": "2000000",
    "traded_since_era": "ad",
    "traded_since_y": "2020",
    "traded_since_m": "4",
    "traded_since_d": "1",
    "is_related": "no",
}
NOW = {
    "employees": "12",
    "capital": "10000000",
    "total_monthly_trade": "20000000",
    "goes_on": "yes",
    "has_failed": "no",
    "is_seized": "no",
}
LEDGER = "日付,取引先,区分,金額\n2026-08-31,見本商事株式会社,売上,15000000\n"
BORROW = "/tosanboshi/borrow/"


def shown(client: Client, address: str, payload: dict[str, Any]) -> str:
    """Open a page, let the core answer, and follow the page's own renewal."""
    waiting = client.get(address)
    fake_core.show({"tosanboshi_loans": payload, "tosanboshi_offer": payload})
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def signed(client: Client, address: str, gbizid: FakeGbizId, **changes: Any) -> Any:
    """Sign at GビズID, just now, and come back; return the page one lands on."""
    auth_time = int(today.machine_now().timestamp())
    gbizid.account = replace(SAMPLE, **({"auth_time": auth_time} | changes))
    sent = client.post(address)
    return client.get(sent["Location"].partition("8000")[2], follow=True)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("bill.jpg", b"\xff\xd8\xff picture", content_type="image/jpeg")


def filled_in(client: Client) -> None:
    client.post(f"{BORROW}claim/customer/", CUSTOMER)
    client.post(f"{BORROW}claim/now/", NOW)
    client.post(
        f"{BORROW}claim/ledger/", {"ledger": SimpleUploadedFile("ledger.csv", LEDGER.encode())}
    )
    client.post(f"{BORROW}claim/papers/", {"picture_1": picture()})


def only(kind: str) -> Any:
    (arrived,) = fake_core.arrived(kind)
    return arrived.message


def test_the_position_shows_the_limit_and_why(seiki: Client) -> None:
    page = shown(seiki, BORROW, LOANS)

    assert "3,600,000円" in page and "なぜこの金額か" in page and "10条の2第2項" in page


def test_a_temporary_loan_is_signed_and_sent_once(seiki: Client, gbizid: FakeGbizId) -> None:
    seiki.post(f"{BORROW}temporary/", {"amount": "1,000,000"})
    page = shown(seiki, f"{BORROW}temporary/check/", OFFER)

    signed(seiki, f"{BORROW}temporary/sign/", gbizid)
    sent = seiki.post(f"{BORROW}temporary/send/")
    again = seiki.post(f"{BORROW}temporary/send/")

    message = only("temporary_loan_request")
    assert "991,000円" in page and "この内容で申し込む" not in page
    assert gbizid.signed[-1] == OFFER["digest"]
    assert isinstance(message, TemporaryLoanRequest) and message.signed is not None
    assert (message.amount, message.signed.digest) == (1_000_000, OFFER["digest"])
    assert message.signed.signer == "試作　進"
    assert sent["Location"] == again["Location"]


def test_without_a_signature_nothing_is_sent(seiki: Client) -> None:
    seiki.post(f"{BORROW}temporary/", {"amount": "1000000"})
    shown(seiki, f"{BORROW}temporary/check/", OFFER)

    seiki.post(f"{BORROW}temporary/send/")

    assert fake_core.arrived("temporary_loan_request") == []


def test_a_signature_under_another_text_is_none(seiki: Client, gbizid: FakeGbizId) -> None:
    seiki.post(f"{BORROW}temporary/", {"amount": "1000000"})
    shown(seiki, f"{BORROW}temporary/check/", OFFER)
    signed(seiki, f"{BORROW}temporary/sign/", gbizid)

    page = shown(seiki, f"{BORROW}temporary/check/", OFFER | {"digest": "e" * 64})
    seiki.post(f"{BORROW}temporary/send/")

    assert "GビズIDで署名する" in page
    assert fake_core.arrived("temporary_loan_request") == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"kind": Kind.MEMBER}, "プライムの方だけ", id="メンバーは署名できない"),
        pytest.param({"sub": "another"}, "ちがうアカウント", id="別の会社のアカウント"),
        pytest.param({"auth_time": 1}, "もう一度ログインされていません", id="古い認証"),
    ],
)
def test_who_may_not_sign_is_told_so(
    seiki: Client, gbizid: FakeGbizId, changes: dict[str, Any], words: str
) -> None:
    seiki.post(f"{BORROW}temporary/", {"amount": "1000000"})
    shown(seiki, f"{BORROW}temporary/check/", OFFER)

    page = signed(seiki, f"{BORROW}temporary/sign/", gbizid, **changes)
    seiki.post(f"{BORROW}temporary/send/")

    assert page.status_code == 403 and words in page.text
    assert fake_core.arrived("temporary_loan_request") == []


def test_a_claim_goes_with_customers_ledger_and_papers(seiki: Client) -> None:
    filled_in(seiki)
    limits = shown(seiki, f"{BORROW}claim/", CLAIM)
    seiki.post(f"{BORROW}claim/", {"amount": "15000000"})
    page = shown(seiki, f"{BORROW}claim/check/", CLAIM)
    seiki.post(f"{BORROW}claim/send/")

    message = only("mutual_aid_claim")
    assert "お借りできる上限" in limits and "15,000,000円" in limits
    assert "2026年10月9日（金）15:00まで" in page and "277,778円を53回" in page
    assert isinstance(message, MutualAidClaim)
    assert message.customers[0].trade == 15_000_000 and message.ledger[0].yen == 15_000_000
    assert message.attachments == (only("attachment").attachment,)
    assert message.circumstances.goes_on and not message.circumstances.has_failed


def test_a_bad_ledger_is_refused_with_its_record_and_field(seiki: Client) -> None:
    bad = SimpleUploadedFile("l.csv", (LEDGER + "2026-09-99,甲,売上,1\n").encode())

    page = seiki.post(f"{BORROW}claim/ledger/", {"ledger": bad}).text

    assert "3行目の「日付」を読めません。" in page and "2026-09-99" in page


def test_a_claim_without_papers_is_not_sent(seiki: Client) -> None:
    seiki.post(f"{BORROW}claim/customer/", CUSTOMER)
    seiki.post(f"{BORROW}claim/now/", NOW)

    page = shown(seiki, f"{BORROW}claim/", CLAIM)
    seiki.post(f"{BORROW}claim/send/")

    assert "残っているもの：書類の写真" in page
    assert fake_core.arrived("mutual_aid_claim") == []


def test_a_customer_can_be_left_out_again(seiki: Client) -> None:
    seiki.post(f"{BORROW}claim/customer/", CUSTOMER)

    seiki.post(f"{BORROW}claim/remove/0/")

    assert "まだありません" in seiki.get(f"{BORROW}claim/").text


def test_a_decided_contract_is_signed_and_sent(seiki: Client, gbizid: FakeGbizId) -> None:
    address = f"{BORROW}claims/U-00000001-95/"
    page = shown(seiki, address, OFFER)
    signed(seiki, f"{address}sign/", gbizid)
    receipt = seiki.post(f"{address}send/", follow=True).text

    message = only("mutual_aid_contract")
    assert "2026年10月2日（金）10:30までに入ります。" in receipt
    assert "貸付額：1,000,000円" in page
    assert isinstance(message, MutualAidContract) and message.signed is not None
    assert (message.claim, message.signed.digest) == ("U-00000001-95", OFFER["digest"])


def test_a_fix_goes_with_words_and_papers(seiki: Client) -> None:
    address = f"{BORROW}claims/U-00000001-95/fix/"

    seiki.post(address, {"words": "納品書を付けました。", "picture_2": picture()})

    message = only("mutual_aid_fix")
    assert isinstance(message, MutualAidFix)
    assert (message.claim, message.words) == ("U-00000001-95", "納品書を付けました。")
    assert len(message.attachments) == 1


def test_a_member_sees_the_loan_and_what_is_needed_but_signs_nothing(
    db: object, gbizid: FakeGbizId
) -> None:
    member = entered(gbizid, MEMBER)
    member.post(f"{BORROW}temporary/", {"amount": "1000000"})

    page = shown(member, f"{BORROW}temporary/check/", OFFER)
    refused = member.post(f"{BORROW}temporary/sign/")

    assert "この手続きは、プライムの方が送ります" in page and "GビズIDで署名する" not in page
    assert refused["Location"] == f"{BORROW}temporary/check/"
    assert gbizid.signed[-1] == ""


def test_who_turns_back_at_the_provider_has_signed_nothing_and_is_still_there(
    seiki: Client, gbizid: FakeGbizId
) -> None:
    seiki.post(f"{BORROW}temporary/", {"amount": "1000000"})
    shown(seiki, f"{BORROW}temporary/check/", OFFER)
    gbizid.refusal = Declined()

    page = signed(seiki, f"{BORROW}temporary/sign/", gbizid)

    assert page.status_code == 403 and "署名は終わっていません" in page.text
    assert seiki.get(f"{BORROW}temporary/").status_code == 200
