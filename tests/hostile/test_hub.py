"""What comes back from the bank is only a hint; what the hub posts must bear its signature."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from kyosai.formats.account_registration import signing
from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import Town
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor

NOTICE = {
    "request_id": "0123456789abcdef0123", "mandate_id": "M0123456789abcdef",
    "customer_no": "00000000000000000000", "status": "REGISTERED", "code": "00",
    "timestamp": "2026-10-01T20:30:00+09:00", "bank_code": "9901", "branch_code": "001",
    "acct_type": "1", "acct_no_masked": "****567", "registered_on": "2026-10-01",
}  # fmt: skip
BODIES = {
    "空": b"",
    "JSONでない": b"{",
    "配列": b"[]",
    "文字だけ": b'"REGISTERED"',
    "数の入った通知": json.dumps(NOTICE | {"code": 0}).encode(),
    "入れ子の通知": json.dumps(NOTICE | {"code": {"a": "00"}}).encode(),
    "深さ10万の入れ子": b"[" * 100_000,
    "1MBの通知": json.dumps(NOTICE | {"code": "0" * 1_000_000}).encode(),
    "NULの入った通知": json.dumps(NOTICE | {"code": "\x00"}).encode(),
    "文字の片割れ": b'{"code": "\\ud800"}',
    "文字コードの違う通知": json.dumps(NOTICE).encode("utf-16"),
}
RETURNS = {
    "署名がない": {"request_id": "x", "mandate_id": "x", "status": "REGISTERED", "code": "00"},
    "にせの署名": {"request_id": "x", "mandate_id": "x", "status": "REGISTERED", "code": "00",
                   "timestamp": "2026-10-01T20:30:00+09:00", "signature": "0" * 64},
    "何もない": {},
    "スクリプト": {"status": "<script>alert(1)</script>", "signature": "é"},
}  # fmt: skip
FAULTS = {
    "署名が違うもどり": "hub.wrong_mac",
    "前の人の結果のもどり": "hub.replay",
    "通知が2回": "hub.notify_twice",
    "通知が来ない": "hub.notify_never",
}


def _posted(nobody: Attacker, body: bytes, signature: str) -> httpx.Response:
    headers = {"Content-Type": "application/json", "X-Signature": signature.encode()}
    return nobody.client.post(f"{nobody.base}/bank/notify/", content=body, headers=headers)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_notice_that_is_none_is_refused(
    town: Town, nobody: Attacker, nothing_lost: Callable[[], None], body: bytes
) -> None:
    for signature in ("", "0" * 64, "é", _of_bytes(town, body)):
        assert _posted(nobody, body, signature).status_code == 401


@pytest.mark.parametrize("name", [*NOTICE, "extra"])
def test_a_notice_with_one_changed_field_is_refused(
    town: Town, nobody: Attacker, name: str
) -> None:
    signature = signing.signature(NOTICE, key=_secret(town))
    changed = NOTICE | {name: NOTICE.get(name, "")[:-1] + "9"}

    assert _posted(nobody, json.dumps(changed).encode(), signature).status_code == 401


def test_a_notice_of_an_unknown_request_replayed_ten_times_changes_nothing(
    town: Town, nobody: Attacker, nothing_lost: Callable[[], None]
) -> None:
    body, signature = json.dumps(NOTICE).encode(), signing.signature(NOTICE, key=_secret(town))

    assert {_posted(nobody, body, signature).status_code for _ in range(10)} == {200}
    applicants.wait_until(town.world, Visitor("", client=town.sent.client), "契約が成立しました")
    assert "not handled" not in (town.state / "logs/courier.log").read_text()


@pytest.mark.parametrize("query", RETURNS.values(), ids=RETURNS)
def test_a_forged_return_is_only_a_hint(
    town: Town, nothing_lost: Callable[[], None], query: dict[str, Any]
) -> None:
    for attacker in (town.drafting, town.stranger):
        page = attacker.get("/bank/return/", params=query, follow=True)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert "登録しました" not in words(town.stranger.get("/join/account/", follow=True))


@pytest.fixture(scope="module")
def returning(town: Town) -> Iterator[Callable[[], Visitor]]:
    """Somebody who has said their reading, once again at the bank each time."""
    somebody = Applicant("戻利　受子", "モドリ ウケコ", "1962-02-02", "", account="7654399")
    person = applicants.sign_in(town.world, somebody)
    person.open(f"{town.world.portal}/join/kana/").answer(kana=somebody.kana)

    def again() -> Visitor:
        person.open(f"{town.world.portal}/join/account/")
        for words_ in ("別の口座を登録する", "登録し直す"):
            if person.sees(words_) and not person.sees("銀行の画面へ進む"):
                person.follow(words_)
        applicants.register_account(person, bank="9901", account=somebody.account)
        return person

    yield again
    httpx.post(f"{town.world.outside}/faults", json={"all_off": True})


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_hubs_own_answer_is_asked_whatever_comes_back(
    town: Town, returning: Callable[[], Visitor], fault: str
) -> None:
    town.world.switch(fault, on=True)
    try:
        person = returning()
        person.open(f"{town.world.portal}/join/account/")
    finally:
        town.world.switch(fault, on=False)

    assert person.sees("サンプル銀行") and person.sees("399")


def _secret(town: Town) -> bytes:
    return (town.state / "keys/hub_secret").read_bytes()


def _of_bytes(town: Town, body: bytes) -> str:
    import hmac

    return hmac.new(_secret(town), body, "sha256").hexdigest()
